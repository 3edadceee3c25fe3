import {
  type Cell,
  type Context,
  type Definition,
  foldCells,
  foldSums,
  movedRecords,
  type Question,
  type SideSum,
  type Sources,
  sumDecimals,
} from '@yinqiao/kernel'
import { sql } from 'kysely'

/** A version whose cells are kept. */
interface Kept {
  readonly id: string
  readonly definition: Definition
}

/**
 * Brings the cells of a version up to a moment at which knowledge was frozen: all of them the first time, later only
 * what the records that moved since brought before and bring now.
 */
export async function refreshCells(
  ctx: Context,
  sources: Sources,
  { id, definition }: Kept,
  knownAt: string,
): Promise<{ readonly moved: number | null }> {
  const { rows } = await sql<{ known_at: string }>`select known_at from plan.cell_mark where version_id = ${id} for update`.execute(ctx.db)
  const mark = rows[0]?.known_at
  if (mark === undefined) {
    await addCells(ctx, id, await foldCells(ctx.db, sources, definition, knownAt), 1)
    await sql`insert into plan.cell_mark (version_id, known_at) values (${id}, ${knownAt})`.execute(ctx.db)
    return { moved: null }
  }
  if (Temporal.Instant.compare(mark, knownAt) >= 0) return { moved: 0 }
  const moved = await movedRecords(ctx.db, sources, definition, mark, knownAt)
  if (moved.length > 0) {
    await addCells(ctx, id, await foldCells(ctx.db, sources, definition, mark, moved), -1)
    await addCells(ctx, id, await foldCells(ctx.db, sources, definition, knownAt, moved), 1)
  }
  await sql`update plan.cell_mark set known_at = ${knownAt} where version_id = ${id}`.execute(ctx.db)
  return { moved: moved.length }
}

async function addCells(ctx: Context, versionId: string, cells: readonly Cell[], sign: 1 | -1): Promise<void> {
  if (cells.length === 0) return
  await sql`insert into plan.cell (version_id, side, town, month, counted, amount, undecided)
    select ${versionId}, c.side, c.town, c.month, ${sign} * c.counted, ${sign} * c.amount::numeric, ${sign} * c.undecided
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as c(side text, town text, month date, counted bigint, amount text, undecided bigint)
    on conflict (version_id, month, side, town) do update set counted = plan.cell.counted + excluded.counted,
      amount = plan.cell.amount + excluded.amount, undecided = plan.cell.undecided + excluded.undecided`.execute(ctx.db)
}

/** Whole months of a question, from the first day of the first to the first day of the last; null where it is not of whole months. */
function monthsOf({ from, to }: Question): { readonly first: string; readonly last: string } | null {
  const end = Temporal.PlainDate.from(to)
  if (from === null || end.day !== end.daysInMonth) return null
  const first = Temporal.PlainDate.from(from)
  // months are cut as of their own last day: only within one month is that the day of the question too
  return first.day === 1 && first.year === end.year && first.month === end.month
    ? { first: from, last: end.with({ day: 1 }).toString() }
    : null
}

/**
 * The number of a whole month from cells, exact: the cells as of their mark, and what moved since. Undefined where the
 * question is another, the version keeps none, or it asks about a moment before the mark.
 */
export async function cellsValue(ctx: Context, sources: Sources, { id, definition }: Kept, question: Question) {
  const months = monthsOf(question)
  const { tree } = definition
  if (months === null || question.scope.kind === 'unit' || tree.fold === 'median') return undefined
  const { rows } = await sql<{ known_at: string }>`select known_at from plan.cell_mark where version_id = ${id}`.execute(ctx.db)
  const mark = rows[0]?.known_at
  if (mark === undefined || Temporal.Instant.compare(question.knownAt, mark) < 0) return undefined
  const town = question.scope.kind === 'town' ? question.scope.code : ''
  if (town.length !== 0 && town.length !== 9) return undefined
  const { rows: kept } = await sql<Cell>`select side, town, month, counted, amount::text as amount, undecided from plan.cell
    where version_id = ${id} and month = ${months.last}::date and (${town} = '' or town = ${town})`.execute(ctx.db)
  const moved = await movedRecords(ctx.db, sources, definition, mark, question.knownAt)
  const here = (cells: readonly Cell[]) => cells.filter((cell) => cell.month === months.last && (town === '' || cell.town === town))
  const before = moved.length === 0 ? [] : here(await foldCells(ctx.db, sources, definition, mark, moved))
  const after = moved.length === 0 ? [] : here(await foldCells(ctx.db, sources, definition, question.knownAt, moved))
  const sums = new Map<string, SideSum>()
  for (const [cells, sign] of [
    [kept, 1n],
    [before, -1n],
    [after, 1n],
  ] as const)
    for (const { side, counted, amount, undecided } of cells) {
      const sum = sums.get(side) ?? { counted: 0, amount: '0', undecided: 0 }
      sums.set(side, {
        counted: sum.counted + Number(sign) * counted,
        amount: sumDecimals([sum.amount, sign === 1n ? amount : negate(amount)]),
        undecided: sum.undecided + Number(sign) * undecided,
      })
    }
  return { ...foldSums(tree, sums), leaks: 0 }
}

const negate = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`)

/** Cells that differ from what a full fold gives as of their mark: with cells kept exactly there is none. */
export async function differingCells(
  ctx: Context,
  sources: Sources,
  { id, definition }: Kept,
): Promise<readonly { readonly month: string; readonly side: string; readonly town: string }[]> {
  const { rows } = await sql<{ known_at: string }>`select known_at from plan.cell_mark where version_id = ${id}`.execute(ctx.db)
  const mark = rows[0]?.known_at
  if (mark === undefined) return []
  const anew = await foldCells(ctx.db, sources, definition, mark)
  const { rows: kept } =
    await sql<Cell>`select side, town, month, counted, amount::text as amount, undecided from plan.cell where version_id = ${id}`.execute(
      ctx.db,
    )
  const told = (cells: readonly Cell[]) =>
    new Map(
      cells
        .filter(({ counted, undecided, amount }) => counted !== 0 || undecided !== 0 || Number(amount) !== 0)
        .map((cell) => [
          `${cell.month} ${cell.side} ${cell.town}`,
          { cell, said: `${cell.counted} ${Number(cell.amount)} ${cell.undecided}` },
        ]),
    )
  const [a, b] = [told(anew), told(kept)]
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((key) => a.get(key)?.said !== b.get(key)?.said)
    .map((key) => {
      const cell = (a.get(key) ?? b.get(key))?.cell
      return { month: cell?.month ?? '', side: cell?.side ?? '', town: cell?.town ?? '' }
    })
}
