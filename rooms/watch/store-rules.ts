import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { DraftRule } from './contract/rule.ts'

/** A rule that people drafted, replayed and switched on. */
export interface LiveDraft {
  readonly rule: DraftRule
}

/** What the alarm path must know of rules: drafts that are on, rules that are stopped, who lives alone when a draft asks for it. */
export async function loadRules(ctx: Context) {
  const { rows } = await sql<{ definition: unknown }>`select definition from watch.rule where state = 'on' order by code`.execute(ctx.db)
  const drafts = rows.flatMap(({ definition }): LiveDraft[] => {
    const read = DraftRule.safeParse(definition)
    return read.success ? [{ rule: read.data }] : []
  })
  const stops = await sql<{ code: string }>`select code from watch.rule_stop where ended_at is null`.execute(ctx.db)
  const asked = drafts.some(({ rule }) => rule.who.are === 'living-alone')
  return { drafts, stopped: new Set(stops.rows.map(({ code }) => code)), alone: asked ? await livingAlone(ctx) : new Map() }
}

/** Whether each elder of a watched home lives alone; null = not recorded. */
export async function livingAlone(ctx: Context): Promise<ReadonlyMap<string, boolean | null>> {
  const { rows } = await sql<{ id: string; lives_alone: string | null }>`select distinct e.id, e.lives_alone from watch.home_member m
    join people.pub_elder e on e.id = m.elder_id where m.valid_to is null`.execute(ctx.db)
  return new Map(rows.map(({ id, lives_alone }) => [id, lives_alone === 'yes' ? true : lives_alone === 'no' ? false : null]))
}

/** A stopped rule still finds things: they are counted, so that a supervisor sees whether it would be sane again. */
export async function countHeld(ctx: Context, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return
  const held = [...Map.groupBy(codes, (code) => code)]
    .map(([code, all]) => ({ code, n: all.length }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
  await sql`update watch.rule_stop s set held = s.held + r.n, last_held_at = ${ctx.now.toString()}
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as r(code text, n int) where s.code = r.code and s.ended_at is null`.execute(
    ctx.db,
  )
}
