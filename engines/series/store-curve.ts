import { join } from 'node:path'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Curve, CurveQuestion, KeptPoint } from './contract/curve.ts'
import { shapeCurve } from './rules/shape-curve.ts'
import { codesOf } from './rules/word-codes.ts'
import type { SeriesSettings } from './store.ts'
import { literal, withDuck } from './store-duck.ts'

type Row = Omit<KeptPoint, 'trust'> & { readonly trust: number }

/** A curve of the series the caller may see, from database and files alike; of others it says nothing at all. */
export async function readCurve(ctx: Context, settings: SeriesSettings, question: CurveQuestion): Promise<Curve> {
  const codes = codesOf(settings.words)
  const metric = codes.metric(question.metric)
  const { rows: seen } = await sql<{ id: number }>`select id from series.series
    where id = any (${[...new Set(question.seriesIds)]}::int4[]) and forgotten_at is null`.execute(ctx.db)
  const ids = seen.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await readRows(ctx, settings.folder, ids, metric, question)
  const points = rows.map((row) => ({ ...row, trust: codes.trustName(row.trust) }))
  return shapeCurve(points, { ...question, drawn: new Set(question.drawn ?? settings.words.trusts.slice(0, 1)) })
}

async function readRows(
  ctx: Context,
  folder: string | null,
  ids: readonly number[],
  metric: number,
  { from, to }: Pick<CurveQuestion, 'from' | 'to'>,
): Promise<Row[]> {
  const [first, end] = [from, to].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toString())
  // no day may move from the database to the files between the two looks: this waits for one that does, and holds off the next
  await sql`lock table only series.entry in access share mode`.execute(ctx.db)
  const { rows: hot } =
    await sql<Row>`select e.series_id as "seriesId", (extract(epoch from e.at) * 1000)::float8 as at, coalesce(r.t, e.trust) as trust, r.v as value
    from series.entry e cross join lateral unnest(e.metrics, e."values", e.trusts) as r (m, v, t)
    where e.series_id = any (${ids}::int4[]) and e.at >= ${first} and e.at < ${end} and r.m = ${metric}`.execute(ctx.db)
  if (folder === null) return hot
  const { rows: files } = await sql<{ file: string }>`select file from series.archive
    where part = 'readings' and kept_at is not null and ended_at is null and first_at < ${end} and last_at >= ${first}`.execute(ctx.db)
  if (files.length === 0) return hot
  const cold = await withDuck(folder, (duck) =>
    duck.rows<Row>(
      `select series_id as "seriesId", epoch_ms("at")::double as "at", trust, value
        from read_parquet([${files.map(({ file }) => literal(join(folder, file))).join(', ')}])
        where metric = ${metric} and series_id in (${ids.join(', ')}) and "at" >= make_timestamp(${from * 1000}) and "at" < make_timestamp(${to * 1000})`,
    ),
  )
  return [...hot, ...cold]
}
