import { type Body, body, hashRows, measureRows } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { ListRevisions } from '../contract/rounds.ts'
import type { PlanSettings } from '../store.ts'
import { definitionOf } from '../store-measures.ts'
import { compareValues } from '../store-report-parts.ts'
import { frozenRound } from '../store-rounds.ts'

export const listRevisions = (settings: PlanSettings): Body =>
  body(ListRevisions, async (ctx, { roundId }) => {
    const frozen = await frozenRound(ctx, roundId)
    if (isRefusal(frozen)) return frozen
    const knownAt = ctx.now.toString()
    const compared = await compareValues(ctx, settings, frozen.manifest, knownAt)
    const rows = []
    for (const { value, version, now } of compared) {
      const { scope, from, to } = now
      const hash = hashRows(await measureRows(ctx.db, settings.sources, definitionOf(version), { scope, from, to, knownAt }))
      if (hash === value.rowsHash && now.value === value.result.value) continue
      rows.push({
        rowsCode: value.rowsCode,
        measure: value.measure,
        title: value.result.title,
        unit: value.result.unit,
        frozen: value.result.value,
        now: now.value,
        frozenRows: value.result.rows,
        nowRows: now.rows,
        onlyRows: now.value === value.result.value,
      })
    }
    return { compared: compared.length, rows }
  })
