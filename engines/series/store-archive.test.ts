import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Job } from '@yinqiao/kernel'
import { transact, withClient } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { forgetPerson, keepEntries, readCurve, readForgetting, readForgotten, seriesInvariants } from '@yinqiao/series'
import type { CurveQuestion, Entry } from '@yinqiao/series/contract'
import { sql } from 'kysely'
import { afterAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { ann, asProgram, ben, entry, noon, north, opened, openStage, south, words } from './fixtures/entries.ts'
import { ArchiveDays, seriesJobs } from './jobs.ts'
import { type ArchivePoint, archiveDay, compare } from './store-archive.ts'
import { literal, withDuck } from './store-duck.ts'
import { writeParquet } from './store-files.ts'
import { CleanFiles, cleanFiles } from './store-forget.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-series-'))
const settings = { words, folder }
const day = '2026-03-01'
let t: TestRooms
beforeEach(async () => {
  t = await openStage(settings)
})
afterEach(async () => {
  for (const [name, text] of Object.entries(seriesInvariants)) expect([name, await t.rows(text)]).toEqual([name, []])
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kept = (rows: readonly Entry[]) => asProgram(t, ({ db }) => keepEntries(db, words, rows))
const opening = () => asProgram(t, ({ db }) => sql`select series.open_day(${day})`.execute(db))
async function archived(of = day, point?: (at: ArchivePoint) => void | Promise<void>) {
  await opening()
  return asProgram(t, (ctx) => archiveDay(ctx, folder, words, of, point))
}
const curve = (seriesIds: readonly number[], of: Partial<CurveQuestion> = {}, actor = t.actor()) =>
  transact(t.kernel, { actor, room: 'series', origin: 'test' }, (ctx) =>
    readCurve(ctx, settings, {
      seriesIds,
      metric: 'beat',
      from: noon - 3_600_000,
      to: noon + 86_400_000,
      gapAfter: null,
      atMost: 1000,
      ...of,
    }),
  )
const values = async (...asked: Parameters<typeof curve>) => (await curve(...asked)).segments.flat().map(({ value }) => value)
const hot = async () => (await t.rows<{ n: number }>(`select count(*)::int as n from series.entry where day = '${day}'`))[0]?.n
const inForce = () =>
  t.rows<{ file: string; part: string; rows: number }>(
    'select file, part, rows from series.archive where kept_at is not null and ended_at is null order by part',
  )
/** Messages a minute apart from noon on, with values 0, 1, 2, … */
const minutes = (id: number, count: number, of: Partial<Entry> = {}) =>
  Array.from({ length: count }, (_, n) => entry(id, { at: noon + n * 60_000, readings: [{ metric: 'beat', value: n }], ...of, day }))
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)
const runJob = (name: string, payload: unknown = {}) =>
  asProgram(t, async (ctx) =>
    seriesJobs(settings)
      .find(({ type }: Job) => type.name === name)
      ?.work(ctx, payload as never),
  )

describe('a day', () => {
  test('moves to files and is read as before', async () => {
    const id = await opened(t)
    const apart = [
      { metric: 'steps', value: 12 },
      { metric: 'beat', value: 888 },
      { metric: 'steps', value: 13 },
    ]
    await kept([
      ...minutes(id, 50),
      entry(id, { at: noon + 1, day, trust: 'range', readings: [{ metric: 'beat', value: 999 }], raw: null, claimedAt: null }),
      entry(id, { at: noon + 2, day, readings: [], raw: Buffer.alloc(0) }),
      entry(id, { at: noon + 4, day, trust: 'range', trusts: ['trusted', 'range', 'clock'], readings: apart }),
      entry(id, { at: noon + 3, day, readings: [Number.NaN, Number.POSITIVE_INFINITY, -0].map((value) => ({ metric: 'warmth', value })) }),
    ])
    const before = await curve([id])
    const warm = await curve([id], { metric: 'warmth' })
    const steps = await curve([id], { metric: 'steps' })
    expect(before).toMatchObject({
      count: 50,
      untrusted: [
        { seriesId: id, value: 999, trust: 'range' },
        { value: 888, trust: 'range' },
      ],
    })
    // one wrong reading takes nothing from the one beside it, and each has its own reason
    expect(steps).toMatchObject({ segments: [[{ value: 12 }]], untrusted: [{ value: 13, trust: 'clock' }] })
    expect(await archived()).toBe('kept')
    expect(await hot()).toBe(0)
    expect(await t.rows(`select to_regclass('series.entry_20260301') as part`)).toEqual([{ part: null }])
    expect((await inForce()).map(({ part, rows }) => [part, rows])).toEqual([
      ['messages', 54],
      ['readings', 57],
    ])
    expect(await curve([id])).toEqual(before)
    expect(await curve([id], { metric: 'warmth' })).toEqual(warm)
    expect(await curve([id], { metric: 'steps' })).toEqual(steps)
    expect(readdirSync(folder).filter((name) => !name.endsWith('.parquet') && name !== 'spill')).toEqual([])
  })
  test.each(['drafted', 'written', 'listed', 'dropped'] as const)(
    'cut off when %s is whole in the database, and archived the next time',
    async (at) => {
      const id = await opened(t)
      await kept(minutes(id, 30))
      await expect(
        archived(day, (point) => {
          if (point === at) throw new Error('cut off')
        }),
      ).rejects.toThrow('cut off')
      expect(await hot()).toBe(30)
      expect(await inForce()).toEqual([])
      expect(await values([id])).toEqual(upTo(30))
      expect(await archived()).toBe('kept')
      expect(await values([id])).toEqual(upTo(30))
      await runJob(CleanFiles.name)
      expect(readdirSync(folder).toSorted()).toEqual((await inForce()).map(({ file }) => file).toSorted())
    },
  )
  test.each(['drafted', 'written', 'listed'] as const)('changed when %s stays, and goes whole the next time', async (when) => {
    const id = await opened(t)
    await kept(minutes(id, 10))
    const late = entry(id, { at: noon + 5, day, key: 77n, readings: [{ metric: 'beat', value: 0.5 }] })
    const answer = await archived(day, async (point) => {
      if (point === when) await kept([late])
    }).catch(String)
    expect(answer).toMatch(when === 'listed' ? /^changed$/ : /was not read whole/)
    expect(await hot()).toBe(11)
    expect(await inForce()).toEqual([])
    expect(await archived()).toBe('kept')
    expect((await curve([id])).count).toBe(11)
  })
  test('that gets late messages takes them up, those it has already not again', async () => {
    const id = await opened(t)
    await kept(minutes(id, 10))
    await archived()
    const late = entry(id, { at: noon + 30_000, day, readings: [{ metric: 'beat', value: 0.5 }] })
    expect(await kept([...minutes(id, 10), late])).toEqual(Array.from({ length: 11 }, () => true))
    expect((await curve([id])).count).toBe(11)
    expect(await archived()).toBe('kept')
    expect((await inForce()).map(({ rows }) => rows)).toEqual([11, 11])
    expect((await curve([id])).count).toBe(11)
    await runJob(CleanFiles.name)
    expect(readdirSync(folder).length).toBe(2)
  })
  test('is dropped only as its files say', async () => {
    const id = await opened(t)
    await kept(minutes(id, 3))
    const drop = () =>
      asProgram(t, ({ db }) => sql<{ gone: boolean }>`select series.drop_day(${day}, now(), now()) as gone`.execute(db)).then(
        ({ rows }) => rows[0]?.gone,
      )
    expect(await drop()).toBe(false)
    await opening()
    expect(await drop()).toBe(false)
    expect(await asProgram(t, (ctx) => archiveDay(ctx, folder, words, '2026-02-03'))).toBe('not open')
    expect(await hot()).toBe(3)
    await expect(
      transact(t.kernel, { actor: t.actor(), room: 'series', origin: 'test' }, ({ db }) =>
        sql`select series.drop_day(${day}, now(), now())`.execute(db),
      ),
    ).rejects.toThrow('only the program')
  })
  test('read while it moves is there once', async () => {
    const id = await opened(t)
    await kept(minutes(id, 200))
    const moving = archived()
    const counts: number[] = []
    for (let n = 0; n < 15; n++) counts.push((await curve([id])).count)
    await moving
    counts.push((await curve([id])).count)
    expect(new Set(counts)).toEqual(new Set([200]))
    expect(await hot()).toBe(0)
  })
  test('is due after its time in the database, also among the rest', async () => {
    const id = await opened(t)
    t.clock.set('2026-03-20T18:40:00Z')
    await kept(['2026-02-17', '2026-02-19', '1970-01-01'].map((of) => entry(id, { day: of })))
    await asProgram(t, ({ db }) => sql`select series.open_day('2026-02-17')`.execute(db))
    // the worker's part: takes what waits, oldest first, until nothing does
    const waiting = () =>
      withClient(t.server.url('yinqiao_jobs', t.database), async (client) => {
        const { rows } = await client.query<{ name: string; payload: unknown }>(
          'with gone as (delete from graphile_worker._private_jobs returning task_id, payload) select t.identifier as name, payload from gone join graphile_worker._private_tasks t on t.id = task_id',
        )
        return rows
      })
    await runJob(ArchiveDays.name)
    const ran: unknown[] = []
    for (let jobs = await waiting(); jobs.length > 0; jobs = await waiting())
      for (const { name, payload } of jobs) {
        ran.push(payload)
        await runJob(name, payload)
      }
    expect(ran).toEqual([{ day: '1970-01-01' }, { after: '1970-01-01' }, { day: '2026-02-17' }, { after: '2026-02-17' }])
    expect(await t.rows('select day from series.entry')).toEqual([{ day: '2026-02-19' }])
    expect(await inForce()).toHaveLength(4)
  })
  test('waits for another without standing in the way', async () => {
    const id = await opened(t)
    await kept(minutes(id, 3))
    await opening()
    await withClient(t.server.url('yinqiao_owner', t.database), async (client) => {
      await client.query(`select pg_advisory_lock(hashtext('series.files'))`)
      expect(await archived()).toBe('busy')
      await runJob(CleanFiles.name)
    })
    expect(await hot()).toBe(3)
    expect(await archived()).toBe('kept')
  })
})

describe('a file', () => {
  test('that differs from its rows in one value, or in how often, is found when it is read back', async () => {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, 'one.parquet')
    await withDuck(folder, async (duck) => {
      await duck.run(`create table readings as select 0::smallint as metric, n::int as series_id, make_timestamp(n * 1000000) as "at", n / 7 as value, 0::smallint as trust
        from range(2000) t (n)`)
      await writeParquet(duck, 'readings', 'readings', path, words)
      await compare(duck, 'readings', path)
      for (const change of [
        'update readings set value = value + 1e-9 where series_id = 1234',
        'delete from readings where series_id = 7',
      ]) {
        await duck.run('begin')
        await duck.run(change)
        await expect(compare(duck, 'readings', path)).rejects.toThrow('differs from its rows')
        await duck.run('rollback')
      }
      await duck.run('begin')
      await duck.run('insert into readings from readings limit 1')
      await expect(compare(duck, 'readings', path)).rejects.toThrow('differs from its rows')
      await duck.run('rollback')
      expect(
        await duck.rows(`select name, type, logical_type::text as logical from parquet_schema(${literal(path)}) where name = 'at'`),
      ).toEqual([{ name: 'at', type: 'INT64', logical: expect.stringContaining('MILLIS') }])
      expect(
        await duck.rows(
          `select distinct encodings from parquet_metadata(${literal(path)}) where path_in_schema in ('at', 'value') order by 1`,
        ),
      ).toEqual([{ encodings: 'BYTE_STREAM_SPLIT' }, { encodings: 'DELTA_BINARY_PACKED' }])
    })
  })
})

describe('what must never be so', () => {
  test('is found when it is', async () => {
    const broken = async () => {
      const found: string[] = []
      for (const [name, text] of Object.entries(seriesInvariants)) if ((await t.rows(text)).length > 0) found.push(name)
      return found
    }
    const id = await opened(t)
    await kept(minutes(id, 2))
    expect(await broken()).toEqual([])
    await t.rows(
      `insert into series.entry (day, series_id, at, key, received_at, trust, metrics, "values") values ('${day}', 999, now(), 1, now(), 0, '{1,2}', '{1}')`,
    )
    await t.rows(
      `insert into series.archive (file, day, part, rows, bytes, hash, columns, mark, made_at, kept_at) values ('x', '${day}', 'readings', 0, 0, '', '{}', '', now(), now())`,
    )
    await t.rows(`update series.series set forgotten_at = now(), cleared_at = '2030-01-01' where id = ${id}`)
    expect((await broken()).toSorted()).toEqual(Object.keys(seriesInvariants).toSorted())
    await t.rows('delete from series.entry; delete from series.archive; update series.series set forgotten_at = null, cleared_at = null')
  })
})

describe('who may not see a series', () => {
  test('sees nothing of it, neither in the database nor in files', async () => {
    const [here, there] = [await opened(t), await opened(t, { divisionCode: south, person: ben })]
    await kept([...minutes(here, 5), ...minutes(there, 7)])
    const look = async () => [
      await values([here, there], {}, t.actor({ area: north })),
      await values([here, there], {}, t.actor({ area: south })),
      await values([here, there], {}, t.actor({ area: '', role: 'family', persons: [ben] })),
      await values([here, there], {}, t.actor({ area: '', role: 'operator' })),
      (await curve([here, there], {}, t.actor({ area: '320507' }))).count,
    ]
    const expected = [upTo(5), upTo(7), upTo(7), [], 12]
    expect(await look()).toEqual(expected)
    expect(await archived()).toBe('kept')
    expect(await look()).toEqual(expected)
  })
})

describe('a person who is forgotten', () => {
  // values that stand nowhere else
  const mark = Buffer.alloc(8)
  mark.writeDoubleLE(71.123456789)
  const told = 'said-by-ann-alone'
  const anywhere = (bytes: Buffer) =>
    readdirSync(folder, { recursive: true }).some(
      (name) => String(name).endsWith('.parquet') && readFileSync(join(folder, String(name))).includes(bytes),
    )

  async function lived() {
    const [hers, his] = [await opened(t), await opened(t, { person: ben })]
    await kept([...minutes(hers, 20, { raw: Buffer.from(told) }), ...minutes(his, 20)])
    await archived()
    await kept([...minutes(hers, 3), ...minutes(his, 3)].map((row) => ({ ...row, day: '2026-03-02', at: row.at + 86_000_000 })))
    return { hers, his }
  }
  async function finish() {
    for (let n = 0; n < 4; n++) await runJob(CleanFiles.name)
  }

  test('is gone from curves at once, then from database and files; others stay', async () => {
    const { hers, his } = await lived()
    const before = await curve([his])
    expect((await curve([hers])).count).toBe(23)
    expect(await asProgram(t, (ctx) => forgetPerson(ctx, ann))).toBe(1)
    expect(await curve([hers])).toMatchObject({ segments: [], untrusted: [], count: 0 })
    expect(await asProgram(t, readForgetting)).toEqual({ series: 1, files: 0 })
    await runJob(CleanFiles.name)
    expect(await asProgram(t, readForgetting)).toEqual({ series: 0, files: 1 })
    await finish()
    expect(await asProgram(t, readForgetting)).toEqual({ series: 0, files: 0 })
    expect(await asProgram(t, (ctx) => readForgotten(ctx, ann))).toEqual({ series: 1, entries: 3, rows: 40, files: 2, finished: true })
    expect(await t.rows('select series_id, count(*)::int as n from series.entry group by 1', [])).toEqual([{ series_id: his, n: 3 }])
    expect(await curve([his])).toEqual(before)
    expect((await inForce()).map(({ rows }) => rows)).toEqual([20, 20])
    expect(readdirSync(folder).toSorted()).toEqual((await inForce()).map(({ file }) => file).toSorted())
    expect(anywhere(Buffer.from(told))).toBe(false)
    expect(await asProgram(t, (ctx) => forgetPerson(ctx, ann))).toBe(0)
    // a message that comes late lives until the next cleaning
    await kept([entry(hers, { day: '2026-03-03' })])
    expect(await curve([hers])).toMatchObject({ count: 0 })
    await runJob(CleanFiles.name)
    expect(await t.rows('select count(*)::int as n from series.entry where series_id = $1', [hers])).toEqual([{ n: 0 }])
  })
  test.each(['written', 'listed'] as const)('is forgotten also when the work is cut off when %s', async (at) => {
    const { hers, his } = await lived()
    await asProgram(t, (ctx) => forgetPerson(ctx, ann))
    await expect(
      asProgram(t, (ctx) =>
        cleanFiles(ctx, settings, (point) => {
          if (point === at) throw new Error('cut off')
        }),
      ),
    ).rejects.toThrow('cut off')
    expect((await curve([his])).count).toBe(23)
    expect(await asProgram(t, readForgetting)).toEqual({ series: 1, files: 0 })
    await finish()
    expect((await curve([his])).count).toBe(23)
    expect((await curve([hers])).count).toBe(0)
    expect(readdirSync(folder).length).toBe(2)
    expect(anywhere(Buffer.from(told))).toBe(false)
  })
  test('leaves no value behind in the bytes of the files', async () => {
    const hers = await opened(t)
    const his = await opened(t, { person: ben })
    // one value alone: packed, it still stands in the statistics of its file
    await kept([entry(hers, { day, readings: [{ metric: 'warmth', value: 71.123456789 }] }), ...minutes(his, 3)])
    await archived()
    expect(anywhere(mark)).toBe(true)
    await asProgram(t, (ctx) => forgetPerson(ctx, ann))
    await finish()
    expect(anywhere(mark)).toBe(false)
  })
})
