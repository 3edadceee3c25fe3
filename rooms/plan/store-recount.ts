import { type Context, foldRows, measureRows, measureTowns } from '@yinqiao/kernel'
import type { MeasureScope } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import type { PlanSettings } from './store.ts'
import { differingCells } from './store-cells.ts'
import { definitionOf, listVersionsInForce, newMemo, phaseYears, runMeasure } from './store-measures.ts'

/** A number that is not its rows. */
export interface Finding {
  readonly code: string
  readonly scope: string
  readonly what: string
  readonly shown: string
  readonly counted: string
}

/** Folds the rows of every number anew, outside the database, for the district and every town, and keeps what differs. */
export async function recountAll(ctx: Context, settings: PlanSettings) {
  const phases = await phaseYears(ctx, settings)
  const knownAt = ctx.now.toString()
  const memo = newMemo()
  const findings: Finding[] = []
  let asked = 0
  const compare = async (scope: MeasureScope, version: Awaited<ReturnType<typeof listVersionsInForce>>[number]) => {
    asked++
    const definition = definitionOf(version)
    const shown = await runMeasure(ctx, settings, version, { scope, validAt: ctx.today, knownAt, phases, clear: true, memo })
    const rows = await measureRows(ctx.db, settings.sources, definition, { scope, from: shown.from, to: shown.to, knownAt })
    const counted = foldRows(definition.tree, rows)
    const told = scope.kind === 'town' ? scope.code : scope.kind
    for (const what of ['value', 'part', 'whole', 'rows', 'undecided'] as const) {
      if (what === 'value' && shown.leaks > 0) continue
      if (shown[what] !== counted[what])
        findings.push({ code: version.code, scope: told, what, shown: String(shown[what]), counted: String(counted[what]) })
    }
  }
  for (const version of await listVersionsInForce(ctx, ctx.today)) {
    await compare({ kind: 'district' }, version)
    for (const { month, side, town } of await differingCells(ctx, settings.sources, { id: version.id, definition: definitionOf(version) }))
      findings.push({ code: version.code, scope: town, what: `增量单元 ${month} ${side}`, shown: '单元', counted: '重算不同' })
    const towns = await measureTowns(ctx.db, settings.sources, definitionOf(version), {
      scope: { kind: 'district' },
      from: null,
      to: ctx.today,
      knownAt,
    })
    for (const town of towns.keys()) if (town !== null && /^\d{9}$/.test(town)) await compare({ kind: 'town', code: town }, version)
  }
  await sql`insert into plan.recount (id, at, asked, different, findings) values (${ctx.newId()}, ${knownAt}, ${asked}, ${findings.length}, ${JSON.stringify(findings)})`.execute(
    ctx.db,
  )
  ctx.note({ kind: 'recount', id: knownAt, after: { asked, different: findings.length } })
  return { at: knownAt, asked, different: findings.length, findings }
}
