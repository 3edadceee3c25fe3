import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { PlanSettings } from './store.ts'
import { listBindings, listVersionsInForce, phaseYears, runMeasure } from './store-measures.ts'

/** Writes down where the state of a bound number changed since the last look; the stretch in between stays as a gap in its history. */
export async function watchStates(ctx: Context, settings: PlanSettings): Promise<number> {
  const bound = new Set((await listBindings(ctx)).map(({ measure_code }) => measure_code))
  const phases = await phaseYears(ctx, settings)
  const at = ctx.now.toString()
  const { rows: open } = await sql<{
    measure_code: string
    state: string
  }>`select measure_code, state from plan.measure_state where until is null`.execute(ctx.db)
  const before = new Map(open.map(({ measure_code, state }) => [measure_code, state]))
  let changed = 0
  for (const version of await listVersionsInForce(ctx, ctx.today)) {
    if (!bound.has(version.code)) continue
    const result = await runMeasure(ctx, settings, version, { scope: { kind: 'district' }, validAt: ctx.today, knownAt: at, phases })
    if (before.get(version.code) === result.state) continue
    await sql`update plan.measure_state set until = ${at} where measure_code = ${version.code} and until is null`.execute(ctx.db)
    await sql`insert into plan.measure_state (measure_code, state, why, value, since)
      values (${version.code}, ${result.state}, ${result.why}, ${result.value}, ${at})`.execute(ctx.db)
    changed++
  }
  return changed
}
