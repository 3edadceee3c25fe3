import { type Body, body, describeRows, setsOf } from '@yinqiao/kernel'
import { MeasureScope, refuse } from '@yinqiao/kernel/contract'
import { FrozenUnknown } from '../contract/round-refusals.ts'
import { GetFrozen } from '../contract/rounds.ts'
import { MeasureResult } from '../contract/measures.ts'
import { tellRow } from '../rules/tell-row.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { keptRows } from '../store-freeze.ts'
import { definitionOf } from '../store-measures.ts'

export const getFrozen = (settings: PlanSettings): Body =>
  body(GetFrozen, async (ctx, { code, from, limit }) => {
    const db = tablesOf(ctx)
    const value = await db
      .selectFrom('plan.frozen_value as v')
      .innerJoin('plan.round as r', 'r.id', 'v.round_id')
      .innerJoin('plan.measure_version as d', 'd.id', 'v.version_id')
      .selectAll('v')
      .select(['r.title', 'r.known_at'])
      .where('v.code', '=', code.startsWith('R-') ? code : `R-${code}`)
      .executeTakeFirst()
    if (value === undefined) return refuse(FrozenUnknown, { code }, 'code')
    const version = await db.selectFrom('plan.measure_version').selectAll().where('id', '=', value.version_id).executeTakeFirstOrThrow()
    const definition = definitionOf(version)
    const result = MeasureResult.parse(value.result)
    const scope = MeasureScope.parse(value.scope)
    // the facts a row was judged by are read as they were known at the freeze
    const question = { scope, from: result.from, to: result.to, knownAt: value.known_at ?? result.knownAt }
    // too few persons to be told apart: who may not see persons learns neither the number nor how many
    const closed = result.hidden === true && !settings.maySeePersons(ctx.actor.role)
    const kept = closed ? [] : await keptRows(ctx, value.id)
    const page = kept.slice(from, from + limit)
    const rows = []
    for (const { side, set } of setsOf(definition.tree)) {
      const source = settings.sources.get(set.source)
      const own = page.filter((row) => row.side === side)
      if (source === undefined || own.length === 0) continue
      const ids = own.map(({ id }) => id)
      const described = await describeRows(ctx.db, settings.sources, definition, question, side, ids)
      for (const row of own) {
        const masked = source.persons === true && !settings.maySeePersons(ctx.actor.role)
        if (source.persons === true && !masked) ctx.note({ kind: 'measure-row', id: row.id })
        rows.push({ n: row.n, ...tellRow(row, described.get(`${row.id}|${row.version}`), source, masked) })
      }
    }
    return {
      roundId: value.round_id,
      roundTitle: value.title,
      value: {
        rowsCode: value.code,
        measure: value.measure_code,
        scope,
        result,
        rowCount: value.row_count,
        rowsHash: value.rows_hash,
        again: value.again,
      },
      rows: rows.toSorted((a, b) => a.n - b.n),
      next: from + limit < kept.length ? from + limit : null,
      total: kept.length,
    }
  })
