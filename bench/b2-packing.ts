import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import {
  asSystem,
  buildRegistry,
  fileKeyStore,
  type Kernel,
  openPool,
  openServer,
  prepareDatabase,
  readMigrations,
  ringCipher,
  seededChance,
} from '@yinqiao/kernel/server'
import { keepEntries, openSeries, readCurve, series, type SeriesSettings } from '@yinqiao/series'
import type { Entry, SeriesWords } from '@yinqiao/series/contract'
import pino from 'pino'
import { root } from '../apps/server/config.ts'
import { homeDay, quantities, sourcesPerHome } from './home-telemetry.ts'
import { rounded, spread } from './measure.ts'
import type { BenchOptions, BenchReport } from './report.ts'

const words: SeriesWords = { metrics: [...quantities], trusts: ['trusted', 'out-of-range'] }
const dayCount = 30
const days = Array.from({ length: dayCount }, (_, n) => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10))

interface Found {
  readonly readings: number
  readonly messages: number
  readonly rowBytes: number
  readonly zstdBytes: number
  readonly zstdRowOrderBytes: number
  readonly readingBytes: number
  readonly messageBytes: number
  readonly rawBytes: number
  readonly keepSeconds: number
  readonly archiveSeconds: number
  readonly hotMs: number
  readonly coldMs: number
}

/** Thirty days of homes go the real way: kept, archived, read; beside the same readings as rows, and as columns under zstd. */
export async function packing({ runs, scale }: BenchOptions): Promise<BenchReport> {
  const homes = Math.max(1, Math.round(20 * scale))
  const found: Found[] = []
  for (let run = 0; run < runs; run++) found.push(await packOnce(run + 1, homes))
  const each = (of: (one: Found) => number) => spread(found.map(of))
  const row = (what: string, of: (one: Found) => number) => ({ what, ...each(of) })
  return {
    name: 'B2',
    about: `Bytes a reading of ${dayCount} days of ${homes} synthetic homes (${rounded(found[0]?.readings ?? 0)} readings in ${rounded(found[0]?.messages ?? 0)} messages), each run its own seed; kept, archived by the job and read back the real way. Peers: one row a reading with its btree (series, quantity, moment) in PostgreSQL; zstd level 9 of the same five columns in the same order, and in the order of arrival`,
    aim: '≤ 1/20 of rows (the ratio here: ours over rows), ≤ 1.2 × zstd',
    ratio: each((one) => one.readingBytes / one.rowBytes),
    rows: [
      row('ours, bytes a reading', (one) => one.readingBytes / one.readings),
      row('PostgreSQL rows, bytes a reading', (one) => one.rowBytes / one.readings),
      row('zstd of the columns, bytes a reading', (one) => one.zstdBytes / one.readings),
      row('ours over zstd', (one) => one.readingBytes / one.zstdBytes),
      row('ours over zstd in order of arrival', (one) => one.readingBytes / one.zstdRowOrderBytes),
      row('messages beside (key, times, raw), bytes a message', (one) => one.messageBytes / one.messages),
      row('of it raw before packing, bytes a message', (one) => one.rawBytes / one.messages),
      row('both files together, bytes a reading', (one) => (one.readingBytes + one.messageBytes) / one.readings),
      row('kept, readings/s (one connection, fsync off)', (one) => one.readings / one.keepSeconds),
      row('archived, readings/s', (one) => one.readings / one.archiveSeconds),
      row('curve of 30 days of one source from rows, ms', (one) => one.hotMs),
      row('the same from files, ms', (one) => one.coldMs),
    ],
  }
}

async function packOnce(seed: number, homes: number): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'yinqiao-b2-'))
  const server = await openServer({
    dataFolder: folder,
    settings: { fsync: 'off', synchronous_commit: 'off', shared_buffers: '512MB', max_wal_size: '8GB' },
  })
  const settings: SeriesSettings = { words, folder: join(folder, 'series') }
  const room = series(settings)
  await prepareDatabase(server, folder, readMigrations([join(root, 'kernel/tables'), ...(room.tables === undefined ? [] : [room.tables])]))
  const pool = openPool(server.url('yinqiao_app'), 4)
  const owner = openPool(server.url('yinqiao_owner'), 1, { statementAtMost: 3_600_000 })
  try {
    const kernel: Kernel = {
      pool,
      chance: seededChance(`b2 ${seed}`, '2026-06-01T00:00:00Z'),
      cipher: ringCipher(fileKeyStore(join(folder, 'keys.json')).load()),
      filesFolder: join(folder, 'files'),
      registry: buildRegistry([room], new Set()),
      log: pino({ level: 'silent' }),
      area: '320507',
    }
    await asSystem(kernel, 'series', async (ctx) => {
      for (let n = 0; n < homes * sourcesPerHome; n++)
        await openSeries(ctx, { kind: 'bench', divisionCode: '320507001', person: null, label: null })
    })
    for (const day of days) await owner.query(`select set_config('yinqiao.role', 'system', false), series.open_day($1)`, [day])
    await owner.query(
      'create table public.reading (series_id int not null, metric smallint not null, at timestamptz not null, value float8 not null, trust smallint not null); create index on public.reading (series_id, metric, at)',
    )
    let [readings, messages, rawBytes, keepSeconds, zstdBytes, zstdRowOrderBytes] = [0, 0, 0, 0, 0, 0]
    for (const day of days) {
      const entries = Array.from({ length: homes }, (_, home) => homeDay(seed, home, day))
        .flat()
        .toSorted((a, b) => a.receivedAt - b.receivedAt)
      messages += entries.length
      rawBytes += entries.reduce((sum, { raw }) => sum + (raw?.length ?? 0), 0)
      readings += entries.reduce((sum, entry) => sum + entry.readings.length, 0)
      const began = performance.now()
      for (let n = 0; n < entries.length; n += 1000)
        await asSystem(kernel, 'series', ({ db }) => keepEntries(db, words, entries.slice(n, n + 1000)))
      keepSeconds += (performance.now() - began) / 1000
      const rows = rowsOf(entries)
      zstdRowOrderBytes += zstdOf(rows)
      zstdBytes += zstdOf(rows.toSorted((a, b) => a.metric - b.metric || a.series - b.series || a.at - b.at))
    }
    await owner.query(
      `insert into public.reading select series_id, m, at, v, trust from series.entry cross join lateral unnest(metrics, "values") as r (m, v) order by received_at`,
    )
    const size = await owner.query<{ bytes: number }>(`select pg_total_relation_size('public.reading') as bytes`)
    const hotMs = await curveMs(kernel, settings)
    const archive = kernel.registry.jobs.get('series.archive-day')
    const began = performance.now()
    for (const day of days) await asSystem(kernel, 'series', async (ctx) => archive?.work(ctx, { day } as never))
    const archiveSeconds = (performance.now() - began) / 1000
    const { rows: files } = await owner.query<{ part: string; bytes: number; rows: number }>(
      'select part, sum(bytes)::bigint as bytes, sum(rows)::bigint as rows from series.archive where kept_at is not null group by part order by part desc',
    )
    const [ofReadings, ofMessages] = files
    if (ofReadings?.rows !== readings || ofMessages?.rows !== messages)
      throw new Error(`files hold ${JSON.stringify(files)}, not ${readings} and ${messages}`)
    return {
      readings,
      messages,
      rowBytes: size.rows[0]?.bytes ?? 0,
      zstdBytes,
      zstdRowOrderBytes,
      readingBytes: ofReadings.bytes,
      messageBytes: ofMessages.bytes,
      rawBytes,
      keepSeconds,
      archiveSeconds,
      hotMs,
      coldMs: await curveMs(kernel, settings),
    }
  } finally {
    await pool.end()
    await owner.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds for a curve of a watch over all days, the second time it is asked. */
async function curveMs(kernel: Kernel, settings: SeriesSettings): Promise<number> {
  let took = 0
  for (let n = 0; n < 2; n++) {
    const began = performance.now()
    const { count } = await asSystem(kernel, 'series', (ctx) =>
      readCurve(ctx, settings, {
        seriesIds: [5],
        metric: 'heart-rate',
        from: Date.UTC(2026, 2, 1),
        to: Date.UTC(2026, 2, 31),
        gapAfter: 1_800_000,
        atMost: 1000,
      }),
    )
    took = performance.now() - began
    if (count < dayCount * 100) throw new Error(`the curve has ${count} points`)
  }
  return took
}

interface Row {
  readonly series: number
  readonly metric: number
  readonly at: number
  readonly value: number
  readonly trust: number
}

const rowsOf = (entries: readonly Entry[]): Row[] =>
  entries.flatMap(({ seriesId, at, trust, readings }) =>
    readings.map(({ metric, value }) => ({
      series: seriesId,
      metric: words.metrics.indexOf(metric),
      at,
      value,
      trust: words.trusts.indexOf(trust),
    })),
  )

/** Bytes of the five columns, each packed by itself. */
function zstdOf(rows: readonly Row[]): number {
  const columns = [
    Int32Array.from(rows, ({ series: id }) => id),
    Int16Array.from(rows, ({ metric }) => metric),
    BigInt64Array.from(rows, ({ at }) => BigInt(at)),
    Float64Array.from(rows, ({ value }) => value),
    Int8Array.from(rows, ({ trust }) => trust),
  ]
  return columns.reduce(
    (sum, column) => sum + zstdCompressSync(Buffer.from(column.buffer), { params: { [constants.ZSTD_c_compressionLevel]: 9 } }).length,
    0,
  )
}
