import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { InterpretClause } from '../contract/cover.ts'
import { ClauseUnknown, InterpretationOverlaps, TermNotThere } from '../contract/refusals.ts'
import { foldQuote } from '../rules/locate-quote.ts'
import { tablesOf } from '../store.ts'

export const interpretClause: Body = body(InterpretClause, async (ctx, input) => {
  const db = tablesOf(ctx)
  const clause = await db
    .selectFrom('plan.clause_text as t')
    .innerJoin('plan.version as v', 'v.id', 't.version_id')
    .select(['t.from_char', 't.to_char', 'v.body'])
    .where('t.clause_id', '=', input.clauseId)
    .orderBy('v.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (clause === undefined) return refuse(ClauseUnknown)
  if (input.term !== null && !foldQuote(clause.body.slice(clause.from_char, clause.to_char)).includes(foldQuote(input.term)))
    return refuse(TermNotThere, { term: input.term }, 'term')
  const clash = await db
    .selectFrom('plan.interpretation')
    .select('id')
    .where('clause_id', '=', input.clauseId)
    .where(sql<boolean>`term is not distinct from ${input.term}`)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', input.validFrom)]))
    .executeTakeFirst()
  if (clash) return refuse(InterpretationOverlaps, { term: input.term ?? '整条' }, 'validFrom')
  const interpretationId = ctx.newId()
  await db
    .insertInto('plan.interpretation')
    .values({
      id: interpretationId,
      clause_id: input.clauseId,
      term: input.term,
      text: input.text,
      decided_by: input.decidedBy,
      decided_on: input.decidedOn,
      paper: input.paper ?? null,
      valid_from: input.validFrom,
      entered_by: ctx.actor.name,
      entered_at: ctx.now.toString(),
    })
    .execute()
  ctx.note({
    kind: 'interpretation',
    id: interpretationId,
    after: { term: input.term, text: input.text, decidedBy: input.decidedBy, decidedOn: input.decidedOn },
  })
  return { interpretationId }
})
