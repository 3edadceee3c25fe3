import { join } from 'node:path'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Curve, CurveQuestion, KeptPoint } from './contract/curve.ts'
import { openShape } from './rules/shape-curve.ts'
import { codesOf } from './rules/word-codes.ts'
import type { SeriesSettings } from './store.ts'
import { literal, withDuck } from './store-duck.ts'

type Row = Omit<KeptPoint, 'trust'> & { readonly trust: number }
type Pages = AsyncIterable<readonly Row[]>
type Period = Pick<CurveQuestion, 'from' | 'to'>

/** Rows taken at once: a curve of a year of a sensor that speaks every five seconds must not hold up the presses beside it. */
const pageRows = 10_000

/** A curve of the series the caller may see, from database and files alike; of others it says nothing at all. */
export async function readCurve(ctx: Context, settings: SeriesSettings, question: CurveQuestion): Promise<Curve> {
  const codes = codesOf(settings.words)
  const metric = codes.metric(question.metric)
  const { rows: seen } = await sql<{ id: number }>`select id from series.series
    where id = any (${[...new Set(question.seriesIds)]}::int4[]) and forgotten_at is null`.execute(ctx.db)
  const ids = seen.map(({ id }) => id)
  const shape = openShape({ ...question, drawn: new Set(question.drawn ?? settings.words.trusts.slice(0, 1)) })
  const take = (rows: readonly Row[]) => {
    for (const row of rows) shape.add({ ...row, trust: codes.trustName(row.trust) })
  }
  if (ids.length > 0) await readRows(ctx, settings.folder, ids, metric, question, take)
  return shape.end()
}

async function readRows(
  ctx: Context,
  folder: string | null,
  ids: readonly number[],
  metric: number,
  period: Period,
  take: (rows: readonly Row[]) => void,
): Promise<void> {
  // no day may move from the database to the files between the two looks: this waits for one that does, and holds off the next
  await sql`lock table only series.entry in access share mode`.execute(ctx.db)
  const [first, end] = instants(period)
  const { rows: files } =
    folder === null
      ? { rows: [] }
      : await sql<{ file: string }>`select file from series.archive
    where part = 'readings' and kept_at is not null and ended_at is null and first_at < ${end} and last_at >= ${first}`.execute(ctx.db)
  const hot = hotPages(ctx, ids, metric, period)
  if (folder === null || files.length === 0) {
    for await (const rows of hot) take(rows)
    return
  }
  await withDuck(folder, async (duck) => {
    const paths = files.map(({ file }) => literal(join(folder, file))).join(', ')
    const cold = duck.pages<Row>(
      `select series_id as "seriesId", epoch_ms("at")::double as "at", trust, value from read_parquet([${paths}])
        where metric = ${metric} and series_id in (${ids.join(', ')}) and "at" >= make_timestamp(${period.from * 1000}) and "at" < make_timestamp(${period.to * 1000})
        order by "at", series_id, isnan(value), value, trust`,
    )
    await merge(hot, cold, take)
  })
}

const instants = ({ from, to }: Period) => [from, to].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toString())

/** What is in the database, in order; the lock of the caller is held. */
async function* hotPages(ctx: Context, ids: readonly number[], metric: number, period: Period): Pages {
  const [first, end] = instants(period)
  await sql`declare curve_rows no scroll cursor for
    select e.series_id as "seriesId", (extract(epoch from e.at) * 1000)::float8 as at, coalesce(r.t, e.trust) as trust, r.v as value
    from series.entry e cross join lateral unnest(e.metrics, e."values", e.trusts) as r (m, v, t)
    where e.series_id in (${sql.join(ids.map((id) => sql.lit(id)))}) and e.at >= ${sql.lit(first)} and e.at < ${sql.lit(end)} and r.m = ${sql.lit(metric)}
    order by e.at, e.series_id, r.v = 'NaN', r.v, 3`.execute(ctx.db)
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(pageRows)} from curve_rows`.execute(ctx.db)
    if (rows.length === 0) break
    yield rows
  }
  await sql`close curve_rows`.execute(ctx.db)
}

/** Two lists in order as one. */
async function merge(one: Pages, other: Pages, take: (rows: readonly Row[]) => void): Promise<void> {
  const [a, b] = [one[Symbol.asyncIterator](), other[Symbol.asyncIterator]()]
  const next = async (pages: AsyncIterator<readonly Row[]>) => {
    const { done, value } = await pages.next()
    return done === true ? null : value
  }
  let [left, right] = [await next(a), await next(b)]
  while (left !== null || right !== null) {
    if (left === null || right === null) {
      take(left ?? right ?? [])
      if (left === null) right = await next(b)
      else left = await next(a)
      continue
    }
    const taken: Row[] = []
    let [l, r] = [0, 0]
    for (;;) {
      const [p, q] = [left[l], right[r]]
      if (p === undefined || q === undefined) break
      if (compare(p, q) <= 0) {
        taken.push(p)
        l += 1
      } else {
        taken.push(q)
        r += 1
      }
    }
    take(taken)
    left = l < left.length ? left.slice(l) : await next(a)
    right = r < right.length ? right.slice(r) : await next(b)
  }
}

const compare = (a: Row, b: Row): number =>
  a.at - b.at ||
  a.seriesId - b.seriesId ||
  Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) ||
  (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) ||
  a.trust - b.trust
