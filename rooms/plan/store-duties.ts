import { type Context, knownFrom } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { PlanStructure, PlanUnit } from './contract/structure.ts'
import { tablesOf } from './store.ts'

interface Wanted {
  clause_id: string
  unit_id: string | null
  unit_name: string
  as_written: string
  role: string
}

const dutyRole = { lead: 'lead', support: 'joint', responsible: 'named', unspecified: 'named' } as const

/**
 * Makes the duties of the tasks from the plan's words: one a unit named, and one a unit behind a collective name
 * (各镇（街道、区）), also where a rule stated once adds it to every task. What stands already is left as it is.
 */
export async function makeDuties(
  ctx: Context,
  structure: PlanStructure,
  clauses: readonly { id: string; kind: string; from: number }[],
): Promise<number> {
  const wanted: Wanted[] = []
  const named = await unitsCalled(
    ctx,
    structure.tasks.flatMap((task) => [...task.units, ...(task.unitsByRule ?? [])]),
  )
  for (const task of structure.tasks) {
    const clause = clauses.find(({ kind, from }) => kind === 'task' && from === task.from)
    if (clause === undefined) continue
    for (const unit of [...task.units, ...(task.unitsByRule ?? [])]) {
      const role = unit.executor === true ? 'local' : dutyRole[unit.role]
      for (const { id, name } of named.get(callKey(unit.asWritten)) ?? [{ id: null, name: unit.asWritten }]) {
        if (
          !wanted.some(
            (other) => other.clause_id === clause.id && (other.unit_id === null ? other.unit_name === name : other.unit_id === id),
          )
        ) {
          wanted.push({ clause_id: clause.id, unit_id: id, unit_name: name, as_written: unit.asWritten, role })
        }
      }
    }
  }
  const decided = await listDecided(ctx)
  const fresh = wanted.filter((duty) => !decided.has(`${duty.clause_id}/${duty.unit_id ?? duty.unit_name}`))
  if (fresh.length === 0) return 0
  const made = await tablesOf(ctx)
    .insertInto('plan.duty')
    .values(fresh.map((duty) => ({ ...duty, id: ctx.newId(), source: 'plan' })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  await keepDuties(ctx)
  return made.length
}

/** Clause and unit of duties that a decision ended or gave to another unit: the plan's words do not bring them back. */
async function listDecided(ctx: Context): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select clause_id || '/' || coalesce(unit_id::text, unit_name) as key from plan.duty where status = 'ended'
    union
    select d.clause_id || '/' || coalesce(t.before ->> 'unitId', t.before ->> 'unit') from plan.duty_decision t
      join plan.duty d on d.id = t.duty_id where t.kind = 'transfer'`.execute(ctx.db)
  return new Set(rows.map(({ key }) => key))
}

const callKey = (asWritten: string) => asWritten.replaceAll('(', '（').replaceAll(')', '）').replaceAll(' ', '')

/** The units behind names as written: one by name or alias, several behind a collective; names nobody knows are absent. */
async function unitsCalled(ctx: Context, units: readonly PlanUnit[]): Promise<Map<string, { id: string; name: string }[]>> {
  const keys = [...new Set(units.map(({ asWritten }) => callKey(asWritten)))]
  const { rows } = await sql<{ called: string; id: string; name: string }>`
    select c.called, u.id, u.name from (select called, unit_id from orgs.pub_unit_called union select called, unit_id from orgs.pub_collective_member) c
    join orgs.pub_unit u on u.id = c.unit_id where c.called = any (${keys}) order by u.code, u.name`.execute(ctx.db)
  return Map.groupBy(rows, ({ called }) => called)
}

export type DutyChange = {
  readonly status?: string
  readonly accepted_at?: string | null
  readonly accepted_by?: string | null
  readonly dispute?: string | null
  readonly role?: string
  readonly source?: string
  readonly unit_id?: string
  readonly unit_name?: string
}

/** Writes a change of a duty as its next version. */
export async function changeDuty(ctx: Context, duty: { id: string; version: number }, change: DutyChange): Promise<number> {
  const version = duty.version + 1
  await tablesOf(ctx)
    .updateTable('plan.duty')
    .set({ ...change, version })
    .where('id', '=', duty.id)
    .execute()
  await keepDuties(ctx)
  return version
}

/** Brings what measures read of the duties up to what they are now. */
export async function keepDuties(ctx: Context): Promise<void> {
  const at = await knownFrom(ctx)
  await sql`update plan.known_duty k set known_to = greatest(${at}::timestamptz, k.known_from + interval '1 millisecond') from plan.duty d
    where d.id = k.duty_id and k.known_to is null
      and (k.version, k.clause_id, k.unit_id, k.role, k.status) is distinct from (d.version, d.clause_id, d.unit_id, d.role, d.status)`.execute(
    ctx.db,
  )
  await sql`insert into plan.known_duty (id, duty_id, version, clause_id, unit_id, unit_name, role, status, known_from)
    select gen_random_uuid(), d.id, d.version, d.clause_id, d.unit_id, d.unit_name, d.role, d.status,
      greatest(${at}::timestamptz, (select max(known_to) from plan.known_duty k where k.duty_id = d.id))
    from plan.duty d where not exists (select 1 from plan.known_duty k where k.duty_id = d.id and k.known_to is null)`.execute(ctx.db)
}
