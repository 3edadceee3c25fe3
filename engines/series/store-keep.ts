import type { Database } from '@yinqiao/kernel'
import { CompiledQuery } from 'kysely'
import type { Entry, SeriesWords } from './contract/entry.ts'
import { blobs, days, doubles, integers, longs, moments, shorts } from './rules/array-bytes.ts'
import { codesOf } from './rules/word-codes.ts'

/** Longer messages are not kept, nor could a day that holds one be archived. */
const longestRaw = 1_048_576

/**
 * Ragged lists of readings come as one flat list and are cut in the server; so do the trusts of readings, for the messages that tell them
 * apart, and a batch without any has the shorter statement. The answer is null when all were new, which is the usual case and saves
 * telling each; a message twice in one batch is new once. It is `{0}` when a series is closed and nothing was kept for it (`open`).
 */
const keep = (
  apart: boolean,
  open: boolean,
) => `with ${open ? 'shut as materialized (select 1 from series.series where id = any ($2::int4[]) and closed_at is not null limit 1), ' : ''}given as materialized (
    select * from unnest($1::date[], $2::int4[], $3::timestamptz[], $4::int8[], $5::timestamptz[], $6::timestamptz[], $7::int2[], $8::int4[], $9::int4[], $10::bytea[]${apart ? ', $14::int4[]' : ''})
      with ordinality as g (day, series_id, at, key, received_at, claimed_at, trust, first, last, raw${apart ? ', apart' : ''}, n)
  ), kept as (
    insert into series.entry (day, series_id, at, key, received_at, claimed_at, trust, metrics, "values", raw${apart ? ', trusts' : ''})
    select day, series_id, at, key, received_at, claimed_at, trust, ($11::int2[])[first:last], ($12::float8[])[first:last], raw${apart ? ', ($15::int2[])[apart:apart + last - first]' : ''} from given${open ? ' where not exists (select 1 from shut)' : ''}
    on conflict do nothing returning series_id, at, key
  )
  select case ${open ? "when exists (select 1 from shut) then '{0}' " : ''}when (select count(*) from kept) = $13::int4 then null
    else (select coalesce(array_agg(n), '{}') from (select min(g.n)::int4 as n from given g join kept k using (series_id, at, key) group by series_id, at, key) first)
  end as fresh`
const statements = {
  any: { alike: keep(false, false), apart: keep(true, false) },
  open: { alike: keep(false, true), apart: keep(true, true) },
}

/**
 * Keeps messages in the caller's transaction and says for each whether it is new; one that was there before (same day,
 * series, moment and key) is left as it was. Nothing is refused for its day. Only the program itself may keep.
 */
export async function keepEntries(db: Database, words: SeriesWords, rows: readonly Entry[]): Promise<boolean[]> {
  return (await keepBy(statements.any, db, words, rows)) ?? []
}

/** The same, unless one of the series is closed: then nothing is kept and the answer is undefined, for the caller's knowledge is old. */
export async function keepInOpen(db: Database, words: SeriesWords, rows: readonly Entry[]): Promise<boolean[] | undefined> {
  return keepBy(statements.open, db, words, rows)
}

async function keepBy(
  by: (typeof statements)['any'],
  db: Database,
  words: SeriesWords,
  rows: readonly Entry[],
): Promise<boolean[] | undefined> {
  if (rows.length === 0) return []
  if (rows.some(({ raw }) => raw !== null && raw.length > longestRaw)) throw new RangeError(`a message is over ${longestRaw} bytes`)
  const codes = codesOf(words)
  const [first, last, metrics, values]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (const { readings } of rows) {
    first.push(metrics.length + 1)
    for (const { metric, value } of readings) {
      metrics.push(codes.metric(metric))
      // a zero has no sign
      values.push(value + 0)
    }
    last.push(metrics.length)
  }
  const [apart, trusts]: [(number | null)[], number[]] = [[], []]
  for (const row of rows) {
    const each = apartOf(row)
    apart.push(each === null ? null : trusts.length + 1)
    for (const trust of each ?? []) trusts.push(codes.trust(trust))
  }
  const parameters = [
    days(rows.map(({ day }) => day)),
    integers(rows.map(({ seriesId }) => seriesId)),
    moments(rows.map(({ at }) => at)),
    longs(rows.map(({ key }) => key)),
    moments(rows.map(({ receivedAt }) => receivedAt)),
    moments(rows.map(({ claimedAt }) => claimedAt)),
    shorts(rows.map(({ trust }) => codes.trust(trust))),
    integers(first),
    integers(last),
    blobs(rows.map(({ raw }) => raw)),
    shorts(metrics),
    doubles(values),
    rows.length,
    ...(trusts.length > 0 ? [integers(apart), shorts(trusts)] : []),
  ]
  const statement = trusts.length > 0 ? by.apart : by.alike
  const { rows: told } = await db.executeQuery<{ fresh: number[] | null }>(CompiledQuery.raw(statement, parameters))
  const fresh = told[0]?.fresh ?? null
  if (fresh === null) return rows.map(() => true)
  if (fresh[0] === 0) return undefined
  const isNew = rows.map(() => false)
  for (const n of fresh) isNew[n - 1] = true
  return isNew
}

/** The trusts of the readings of a message, null when they are all its own. */
function apartOf({ trust, trusts, readings }: Entry): readonly string[] | null {
  if (trusts === undefined) return null
  if (trusts.length !== readings.length) throw new RangeError(`${trusts.length} trusts of ${readings.length} readings`)
  return trusts.some((each) => each !== trust) ? trusts : null
}
