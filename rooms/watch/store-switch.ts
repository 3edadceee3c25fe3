import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** A drafted rule, locked; undefined = no such version. */
export async function lockRule(ctx: Context, code: string, version: number) {
  const { rows } = await sql<{
    made_by: string | null
    replayed_at: string | null
    state: string
  }>`select made_by, replayed_at, state from watch.rule where code = ${code} and version = ${version} for update`.execute(ctx.db)
  return rows[0]
}

/** One version of a rule is on at most: switching one on switches the others off. */
export async function setDraftState(ctx: Context, code: string, version: number, to: 'on' | 'off'): Promise<void> {
  const by = sql`decided_at = ${ctx.now.toString()}, decided_by = ${ctx.actor.accountId}, decided_by_name = ${ctx.actor.name}`
  // switching one off says nothing of another that is on: a screen may show what was so a while ago
  if (to === 'on') await sql`update watch.rule set state = 'off', ${by} where code = ${code} and state = 'on'`.execute(ctx.db)
  await sql`update watch.rule set state = ${to}, ${by}, tripped_at = case when ${to} = 'on' then null else tripped_at end
    where code = ${code} and version = ${version}`.execute(ctx.db)
}

/** Stops a rule; gives the stop's id, undefined when it was stopped already. */
export async function stopRule(ctx: Context, code: string, why: 'tripped' | 'person'): Promise<string | undefined> {
  const person = why === 'person'
  const { rows } = await sql<{ id: string }>`insert into watch.rule_stop (id, code, why, stopped_at, stopped_by, stopped_by_name)
    values (${ctx.newId()}, ${code}, ${why}, ${ctx.now.toString()}, ${person ? ctx.actor.accountId : null}, ${person ? ctx.actor.name : '系统'})
    on conflict (code) where ended_at is null do nothing returning id`.execute(ctx.db)
  return rows[0]?.id
}

/** Sets a stopped rule going again; a person does. */
export async function startRule(ctx: Context, code: string): Promise<void> {
  await sql`update watch.rule_stop set ended_at = ${ctx.now.toString()}, ended_by = ${ctx.actor.accountId}, ended_by_name = ${ctx.actor.name}
    where code = ${code} and ended_at is null`.execute(ctx.db)
}
