import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { PersonalLimit } from './contract/limit.ts'

/** The village of an elder whom the actor may see (area or own person); undefined = unknown, or out of sight. */
export async function findElder(
  ctx: Context,
  elderId: string,
): Promise<{ readonly division_code: string; readonly name: string } | undefined> {
  const { area, persons } = ctx.actor
  const { rows } = await sql<{
    division_code: string
    name: string
  }>`select e.division_code, e.name from people.pub_elder e where e.id = ${elderId}
    and (e.id = any (${persons}::uuid[]) or (${area} <> '' and starts_with(e.division_code, ${area})))`.execute(ctx.db)
  return rows[0]
}

/** Limits of an elder: those in force first, then the earlier ones, newest first. */
export async function limitsOf(ctx: Context, elderId: string): Promise<PersonalLimit[]> {
  const { rows } = await sql<PersonalLimit>`select id, metric, critical_low as "criticalLow", low, high, critical_high as "criticalHigh",
      set_by_kind as "setByKind", set_by_name as "setByName", entered_by_name as "enteredBy", known_from as "knownFrom", known_to as "knownTo"
    from watch.personal_limit where elder_id = ${elderId} order by known_to is not null, metric, known_from desc limit 200`.execute(ctx.db)
  return rows
}

/** The limits in force of one metric, locked until the end of the command. */
export async function lockLimit(
  ctx: Context,
  elderId: string,
  metric: string,
): Promise<{ readonly id: string; readonly set_by_kind: string; readonly set_by_name: string } | undefined> {
  const { rows } = await sql<{
    id: string
    set_by_kind: string
    set_by_name: string
  }>`select id, set_by_kind, set_by_name from watch.personal_limit
    where elder_id = ${elderId} and metric = ${metric} and known_to is null for update`.execute(ctx.db)
  return rows[0]
}

/** From now on these limits are known not to hold any more. */
export async function endLimitRow(ctx: Context, id: string, why: string | null): Promise<void> {
  await sql`update watch.personal_limit set known_to = ${ctx.now.toString()}, ended_why = ${why}, ended_by_name = ${ctx.actor.name}
    where id = ${id}`.execute(ctx.db)
}
