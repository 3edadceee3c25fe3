import { type Body, body, type Context } from '@yinqiao/kernel'
import type { Output } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DutyRole, DutyStatus, ListDuties } from '../contract/duties.ts'
import { findPlanInForce, type PlanSettings, structureOf, tablesOf } from '../store.ts'

type Answer = Output<typeof ListDuties>

export const listDuties = (settings: PlanSettings): Body =>
  body(ListDuties, async (ctx, { unitId, mine, taskId, status }) => {
    const version = await findPlanInForce(ctx, settings)
    const wantedUnit = mine ? ctx.actor.unitId : (unitId ?? null)
    const unit =
      wantedUnit === null
        ? null
        : ((await sql<{ id: string; name: string }>`select id, name from orgs.pub_unit where id = ${wantedUnit}`.execute(ctx.db)).rows[0] ??
          null)
    const none: Answer = { unit, rows: [], counts: { all: 0, open: 0, accepted: 0, disputed: 0 }, units: [] }
    if (version === undefined || (mine && wantedUnit === null)) return none
    const tasks = structureOf(version).tasks
    const duties = await tablesOf(ctx)
      .selectFrom('plan.duty as d')
      .innerJoin('plan.clause_text as t', 't.clause_id', 'd.clause_id')
      .selectAll('d')
      .select(['t.place', 't.label', 't.from_char', 't.to_char'])
      .where('t.version_id', '=', version.id)
      .where('d.status', '!=', 'ended')
      .orderBy('t.place')
      .orderBy('d.role')
      .orderBy('d.unit_name')
      .execute()
    const chosen = duties.filter((duty) => wantedUnit === null || duty.unit_id === wantedUnit)
    const decisions = await decisionsOf(
      ctx,
      chosen.map(({ id }) => id),
    )
    const rows = chosen
      .filter((duty) => (!taskId || duty.clause_id === taskId) && (!status || duty.status === status))
      .map((duty): Answer['rows'][number] => {
        const task = tasks.find(({ from }) => from === duty.from_char)
        return {
          id: duty.id,
          clauseId: duty.clause_id,
          label: duty.label,
          // a target has no title of its own: it is called by its words
          title:
            task?.title ??
            version.body
              .slice(duty.from_char, duty.to_char)
              .replace(/\s*\n\s*/g, '')
              .slice(0, 80),
          unitId: duty.unit_id,
          unitName: duty.unit_name,
          asWritten: duty.as_written,
          role: DutyRole.parse(duty.role),
          source: duty.source === 'decision' ? 'decision' : 'plan',
          status: DutyStatus.parse(duty.status),
          unitsOpen: task?.unitsOpen ?? false,
          version: duty.version,
          acceptedAt: duty.accepted_at,
          dispute: duty.dispute,
          decisions: decisions.get(duty.id) ?? [],
        }
      })
    const count = (wanted: string) => chosen.filter((duty) => duty.status === wanted).length
    const byUnit = Map.groupBy(duties, (duty) => duty.unit_id ?? duty.unit_name)
    return {
      unit,
      rows,
      counts: { all: chosen.length, open: count('open'), accepted: count('accepted'), disputed: count('disputed') },
      units: [...byUnit.values()]
        .flatMap((own) => (own[0] === undefined ? [] : [{ unitId: own[0].unit_id, name: own[0].unit_name, duties: own.length }]))
        .sort((a, b) => b.duties - a.duties),
    }
  })

async function decisionsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Answer['rows'][number]['decisions']>> {
  const rows =
    ids.length === 0
      ? []
      : await tablesOf(ctx)
          .selectFrom('plan.duty_decision')
          .selectAll()
          .where('duty_id', 'in', [...ids])
          .orderBy('entered_at')
          .execute()
  const grouped = Map.groupBy(rows, ({ duty_id }) => duty_id)
  return new Map(
    [...grouped].map(([id, own]) => [
      id,
      own.map((row) => ({ decidedOn: row.decided_on, decidedBy: row.decided_by, text: row.text, kind: row.kind })),
    ]),
  )
}
