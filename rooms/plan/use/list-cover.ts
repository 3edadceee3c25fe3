import { type Body, body } from '@yinqiao/kernel'
import { ListCover } from '../contract/cover.ts'
import { findPlanInForce, type PlanSettings, rowsFor, tablesOf } from '../store.ts'
import { listBindings } from '../store-measures.ts'

export const listCover = (settings: PlanSettings): Body =>
  body(ListCover, async (ctx, { section, state, unit, search }) => {
    const db = tablesOf(ctx)
    const version = await findPlanInForce(ctx, settings)
    const notes = new Map((await db.selectFrom('plan.row_note').select(['code', 'note']).execute()).map(({ code, note }) => [code, note]))
    const anchors =
      version === undefined ? [] : await db.selectFrom('plan.row_anchor').selectAll().where('version_id', '=', version.id).execute()
    const bindings = await listBindings(ctx)
    const all = rowsFor(settings, version?.number ?? null).map((row) => {
      const anchor = anchors.find(({ code }) => code === row.code)
      const spans = (anchor?.spans ?? []) as { from: number; to: number }[]
      const measures = bindings.filter(({ row_code }) => row_code === row.code).map(({ measure_code }) => measure_code)
      const note = notes.get(row.code) ?? null
      return {
        code: row.code,
        section: row.section,
        name: row.name,
        phase: row.phase,
        room: row.room,
        capability: row.capability,
        kind: row.kind,
        unit: row.unit,
        records: row.records,
        units: row.units,
        unitsOpen: row.unitsOpen,
        state: measures.length > 0 ? ('bound' as const) : note === null ? ('uncovered' as const) : ('note-only' as const),
        note,
        measures,
        spans: spans.map((span) => ({ ...span, quote: version?.body.slice(span.from, span.to) ?? '' })),
        clauseId: anchor?.clause_id ?? null,
      }
    })
    const count = (wanted: string) => all.filter((row) => row.state === wanted).length
    const fits = (row: (typeof all)[number]) =>
      (!section || row.section === section) &&
      (!state || row.state === state) &&
      (!unit || row.units.includes(unit)) &&
      (!search ||
        [row.code, row.name, row.capability.zh, row.capability.en, ...row.spans.map(({ quote }) => quote)].some((words) =>
          words.toLowerCase().includes(search.toLowerCase()),
        ))
    return {
      counts: {
        bound: count('bound'),
        noteOnly: count('note-only'),
        uncovered: count('uncovered'),
        all: all.length,
        anchored: all.filter(({ spans }) => spans.length > 0).length,
        withoutUnit: all.filter(({ units }) => units.length === 0).length,
      },
      sections: [...new Set(all.map((row) => row.section))],
      units: [...new Set(all.flatMap((row) => row.units))],
      rows: all.filter(fits),
    }
  })
