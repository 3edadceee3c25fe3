import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { findPlanInForce, type PlanSettings } from './store.ts'

/** The actor's unit by name where a measure scores it: it has a duty on a clause (or one around it) of a row the measure carries. */
export async function scoredUnit(ctx: Context, settings: PlanSettings, code: string): Promise<string | undefined> {
  const version = await findPlanInForce(ctx, settings)
  if (version === undefined || ctx.actor.unitId === null) return undefined
  const { rows } = await sql<{ unit_name: string }>`
    with recursive around as (
      select a.clause_id from plan.row_anchor a join plan.binding b on b.row_code = a.code and b.known_to is null
      where b.measure_code = ${code} and a.version_id = ${version.id} and a.clause_id is not null
      union
      select t.parent_id from around r join plan.clause_text t on t.clause_id = r.clause_id and t.version_id = ${version.id} where t.parent_id is not null
    )
    select d.unit_name from plan.duty d join around r on r.clause_id = d.clause_id where d.unit_id = ${ctx.actor.unitId} and d.status <> 'ended' limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.unit_name
}
