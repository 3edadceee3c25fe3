import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DraftSenseless, RuleCodeTaken, SaveDraft } from '../contract/rule-signatures.ts'
import { checkDraft } from '../rules/detect/draft-rule.ts'
import { shipped } from '../rules/detect/shipped-rules.ts'

const words: Readonly<Record<ReturnType<typeof checkDraft>[number], readonly [string, string]>> = {
  'beyond-any-value': ['没有读数会达到这个界限', 'no reading reaches this limit'],
  'fires-on-everything': ['每个读数都会触发', 'every reading would fire'],
  'persons-twice': ['名单中有人重复', 'a person is listed twice'],
  'no-hours': ['时段的起止相同', 'the hours begin and end at once'],
}

export const saveDraft = body(SaveDraft, async (ctx, input) => {
  if (shipped.rules.some(({ code }) => code === input.code)) return refuse(RuleCodeTaken, { code: input.code }, 'code')
  const draft = { ...input, version: 1 }
  const wrong = checkDraft(draft)
  if (wrong.length > 0)
    return refuse(DraftSenseless, {
      problem: wrong.map((one) => words[one][0]).join('；'),
      problemEn: wrong.map((one) => words[one][1]).join('; '),
    })
  // two who draft the same rule wait for each other
  await sql`select pg_advisory_xact_lock(hashtextextended(${`watch.rule ${input.code}`}, 7))`.execute(ctx.db)
  const { rows } = await sql<{
    version: number
  }>`select coalesce(max(version), 0) + 1 as version from watch.rule where code = ${input.code}`.execute(ctx.db)
  const version = rows[0]?.version ?? 1
  await sql`insert into watch.rule (code, version, state, title, definition, made_at, made_by, made_by_name)
    values (${input.code}, ${version}, 'draft', ${input.title.zh}, ${JSON.stringify({ ...input, version })}::jsonb, ${ctx.now.toString()},
      ${ctx.actor.accountId}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.note({ kind: 'rule', id: input.code, after: { version, title: input.title.zh } })
  return { code: input.code, version }
})
