import {
  type Body,
  body,
  type Context,
  cursorAt,
  type Definition,
  describeRows,
  firstRows,
  hashRows,
  keysOf,
  type MeasureRow,
  measureRows,
  type Question,
  setsOf,
} from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { MeasureUnknown } from '../contract/measure-refusals.ts'
import { ListMeasureRows } from '../contract/measures.ts'
import { tellRow } from '../rules/tell-row.ts'
import type { PlanSettings } from '../store.ts'
import { definitionOf, findVersionInForce, phaseYears, runMeasure } from '../store-measures.ts'

/** Up to so many rows a page reads them all and gives their hash; beyond, only those it shows. */
const readAtMost = 2000

const Cursor = z.tuple([z.string(), z.string(), z.string(), z.number()])
type Place = z.infer<typeof Cursor>

export const listMeasureRows = (settings: PlanSettings): Body =>
  body(ListMeasureRows, async (ctx, { code, scope, validAt, knownAt, cursor, limit }) => {
    const after = keysOf(cursor, Cursor)
    if (after === undefined) return refuse(InvalidInput, { problem: '翻页位置无效', problemEn: 'the cursor is not of this list' }, 'cursor')
    const day = validAt ?? ctx.today
    const version = await findVersionInForce(ctx, code, day)
    if (version === undefined) return refuse(MeasureUnknown, { code }, 'code')
    const known = knownAt ?? ctx.now.toString()
    const result = await runMeasure(ctx, settings, version, {
      scope,
      validAt: day,
      knownAt: known,
      phases: await phaseYears(ctx, settings),
    })
    if (result.hidden === true && !settings.maySeePersons(ctx.actor.role)) return { result, hash: null, rows: [], next: null, total: 0 }
    const definition = definitionOf(version)
    const question = { scope, from: result.from, to: result.to, knownAt: known }
    const page =
      (result.rows + result.undecided > readAtMost ? await readPage(ctx, settings, definition, question, after, limit) : undefined) ??
      (await readAll(ctx, settings, definition, question, after, limit))
    const rows = []
    for (const { side, set } of setsOf(definition.tree)) {
      const source = settings.sources.get(set.source)
      const own = page.rows.filter((row) => row.side === side)
      if (source === undefined || own.length === 0) continue
      const ids = own.map(({ id }) => id)
      const described = await describeRows(ctx.db, settings.sources, definition, question, side, ids)
      for (const row of own) {
        const mine = ctx.actor.area !== '' && (row.town ?? '').startsWith(ctx.actor.area.slice(0, 9))
        const masked = source.persons === true && !(mine && settings.maySeePersons(ctx.actor.role))
        if (source.persons === true && !masked) ctx.note({ kind: 'measure-row', id: row.id })
        rows.push(tellRow(row, described.get(`${row.id}|${row.version}`), source, masked))
      }
    }
    return { result, hash: page.hash, rows, next: page.next, total: page.total ?? result.rows + result.undecided }
  })

interface Page {
  readonly rows: readonly MeasureRow[]
  readonly next: string | null
  readonly hash: string | null
  readonly total: number | null
}

async function readAll(
  ctx: Context,
  { sources }: PlanSettings,
  definition: Definition,
  question: Question,
  after: Place | null,
  limit: number,
): Promise<Page> {
  const all = await measureRows(ctx.db, sources, definition, question)
  const begin = after === null ? 0 : all.findIndex((row) => row.side === after[0] && row.id === after[2] && row.version === after[3]) + 1
  const rows = all.slice(begin, begin + limit)
  const last = rows.at(-1)
  return {
    rows,
    next: begin + limit < all.length && last !== undefined ? cursorAt([last.side, '', last.id, last.version]) : null,
    hash: hashRows(all),
    total: all.length,
  }
}

/** The next rows in the order of their days, side after side; undefined where a side cannot be read so. */
async function readPage(
  ctx: Context,
  { sources }: PlanSettings,
  definition: Definition,
  question: Question,
  after: Place | null,
  limit: number,
): Promise<Page | undefined> {
  const rows: (MeasureRow & { readonly day: string })[] = []
  const sides = setsOf(definition.tree).map(({ side }) => side)
  const first = after === null ? 0 : sides.findIndex((side) => side === after[0])
  for (const side of sides.slice(Math.max(0, first))) {
    const place = after !== null && after[0] === side ? { day: after[1], id: after[2] } : null
    const found = await firstRows(ctx.db, sources, definition, question, side, limit + 1 - rows.length, place)
    if (found === undefined) return undefined
    rows.push(...found)
    if (rows.length > limit) break
  }
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > limit && last !== undefined ? cursorAt([last.side, last.day, last.id, last.version]) : null,
    hash: null,
    total: null,
  }
}
