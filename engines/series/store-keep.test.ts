import type { TestRooms } from '@yinqiao/kernel/testing'
import { transact } from '@yinqiao/kernel/server'
import { keepEntries } from '@yinqiao/series'
import type { Entry } from '@yinqiao/series/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ann, asProgram, entry, noon, opened, openStage, words } from './fixtures/entries.ts'
import { OpenDays, seriesJobs } from './jobs.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openStage()
})
afterAll(() => t.close())

const kept = (rows: readonly Entry[]) => asProgram(t, ({ db }) => keepEntries(db, words, rows))
const count = async (id: number) =>
  (await t.rows<{ n: number }>('select count(*)::int as n from series.entry where series_id = $1', [id]))[0]?.n
const partOf = async (id: number) =>
  (
    await t.rows<{ part: string }>('select distinct tableoid::regclass::text as part from series.entry where series_id = $1 order by 1', [
      id,
    ])
  ).map(({ part }) => part)

describe('a message', () => {
  test('is kept with all it says, readings beside raw', async () => {
    const id = await opened(t)
    const readings = [
      { metric: 'beat', value: 71.5 },
      { metric: 'steps', value: 0.1 + 0.2 },
    ]
    const raw = Buffer.from([0, 255, 92, 10])
    expect(await kept([entry(id, { readings, raw, trust: 'range', claimedAt: noon - 5, key: -9_007_199_254_740_995n })])).toEqual([true])
    expect(await t.rows('select *, key::text as key from series.entry where series_id = $1', [id])).toEqual([
      {
        day: '2026-03-01',
        series_id: id,
        at: '2026-03-01T12:00:00.000Z',
        key: '-9007199254740995',
        received_at: '2026-03-01T12:00:01.500Z',
        claimed_at: '2026-03-01T11:59:59.995Z',
        trust: 2,
        metrics: [0, 2],
        values: [71.5, 0.1 + 0.2],
        raw,
        trusts: null,
      },
    ])
  })
  test('keeps the trust of each of its readings where they differ, and takes no room for it where they do not', async () => {
    const id = await opened(t)
    const three = ['beat', 'warmth', 'steps'].map((metric, value) => ({ metric, value }))
    const told = [['range', 'trusted', 'clock'], undefined, ['range', 'range', 'range'], [], ['trusted', 'range', 'range']]
    const rows = told.map((trusts, n) =>
      entry(id, {
        key: BigInt(n),
        trust: 'range',
        readings: trusts?.length === 0 ? [] : three,
        ...(trusts === undefined ? {} : { trusts }),
      }),
    )
    expect(await kept(rows)).toEqual(rows.map(() => true))
    expect(await kept(rows)).toEqual(rows.map(() => false))
    expect(
      (await t.rows<{ trusts: unknown }>('select trusts from series.entry where series_id = $1 order by key', [id])).map(
        (row) => row.trusts,
      ),
    ).toEqual([[2, 0, 1], null, null, null, [0, 2, 2]])
  })
  test('may say nothing, and many of different length go together', async () => {
    const id = await opened(t)
    const readings = (n: number) => Array.from({ length: n }, (_, value) => ({ metric: 'steps', value }))
    const rows = [0, 3, 0, 1].map((n, key) =>
      entry(id, { key: BigInt(key), readings: readings(n), raw: n === 1 ? null : Buffer.alloc(n), claimedAt: n === 3 ? null : noon }),
    )
    expect(await kept(rows)).toEqual([true, true, true, true])
    expect(
      await t.rows('select "values", metrics, raw, claimed_at is null as silent from series.entry where series_id = $1 order by key', [id]),
    ).toEqual([
      { values: [], metrics: [], raw: Buffer.alloc(0), silent: false },
      { values: [0, 1, 2], metrics: [2, 2, 2], raw: Buffer.alloc(3), silent: true },
      { values: [], metrics: [], raw: Buffer.alloc(0), silent: false },
      { values: [0], metrics: [2], raw: null, silent: false },
    ])
    expect(await kept([])).toEqual([])
  })
  test('is kept once: in a batch, in the next, and by two writers at the same time', async () => {
    const id = await opened(t)
    const rows = [entry(id), entry(id, { key: 2n }), entry(id), entry(id, { at: noon + 1 })]
    expect(await kept(rows)).toEqual([true, true, false, true])
    expect(await kept([...rows, entry(id, { key: 3n })])).toEqual([false, false, false, false, true])
    const more = Array.from({ length: 400 }, (_, n) => entry(id, { key: 100n + BigInt(n) }))
    const [one, two] = await Promise.all([kept(more), kept(more.toReversed())])
    expect(one.filter(Boolean).length + two.filter(Boolean).length).toBe(400)
    expect(one.map((mine, n) => mine !== two[399 - n]).every(Boolean)).toBe(true)
    expect(await count(id)).toBe(404)
  })
  test('that was there stays as it was', async () => {
    const id = await opened(t)
    await kept([entry(id)])
    await kept([entry(id, { readings: [{ metric: 'beat', value: 9 }], raw: Buffer.from('other') })])
    expect(await t.rows('select "values" from series.entry where series_id = $1', [id])).toEqual([{ values: [71.5] }])
  })
  test('of an unknown quantity, an impossible day or moment is a bug, and nothing of its batch is kept', async () => {
    const id = await opened(t)
    for (const bad of [
      { readings: [{ metric: 'unheard', value: 1 }] },
      { trust: 'unheard' },
      { trusts: ['unheard'] },
      { trusts: ['range', 'range'] },
      { trusts: [] },
      { day: '2026-02-30' },
      { day: '1 March' },
      { raw: Buffer.alloc(1_048_577) },
      { at: Number.NaN, day: '2026-03-01' },
      { at: Number.POSITIVE_INFINITY, day: '2026-03-01' },
    ])
      await expect(kept([entry(id), entry(id, { key: 2n, ...bad })])).rejects.toThrow()
    expect(await count(id)).toBe(0)
  })
  test('with a number that is none is kept as such, it does not hold up the others', async () => {
    const id = await opened(t)
    const values = [Number.NaN, Number.NEGATIVE_INFINITY, -0, 5e-324]
    expect(await kept([entry(id, { readings: values.map((value) => ({ metric: 'beat', value })) })])).toEqual([true])
    expect(await t.rows('select "values" from series.entry where series_id = $1', [id])).toEqual([
      { values: [Number.NaN, Number.NEGATIVE_INFINITY, 0, 5e-324] },
    ])
  })
  test('is gone when its transaction is undone', async () => {
    const id = await opened(t)
    await expect(
      asProgram(t, async ({ db }) => {
        await keepEntries(db, words, [entry(id)])
        throw new Error('cut off')
      }),
    ).rejects.toThrow('cut off')
    expect(await count(id)).toBe(0)
  })
  test('is kept by the program only', async () => {
    const id = await opened(t)
    for (const role of ['district-leader', 'operator', 'elder'])
      await expect(
        transact(t.kernel, { actor: t.actor({ role, persons: [ann] }), room: 'series', origin: 'test' }, ({ db }) =>
          keepEntries(db, words, [entry(id)]),
        ),
      ).rejects.toThrow(/row-level security/)
    expect(await count(id)).toBe(0)
  })
})

describe('days', () => {
  const openDays = seriesJobs({ words, folder: null }).find(({ type }) => type === OpenDays)
  test('are opened ahead, again without harm', async () => {
    await asProgram(t, async (ctx) => openDays?.work(ctx, {} as never))
    await asProgram(t, async (ctx) => openDays?.work(ctx, {} as never))
    expect(
      await t.rows(
        `select count(*)::int as n, min(inhrelid::regclass::text) as first from pg_inherits where inhparent = 'series.entry'::regclass`,
      ),
    ).toEqual([{ n: 10, first: 'series.entry_20260301' }])
  })
  test('late by a week, of 1970 and of the future are kept like others, and once', async () => {
    const id = await opened(t)
    const moments = [noon, noon - 7 * 86_400_000, 0, Date.parse('2099-12-31T23:59:59.999Z'), Date.parse('0001-01-01T00:00:00Z')]
    const rows = moments.map((at) => entry(id, { at, day: at < 0 ? '0001-01-01' : new Date(at).toISOString().slice(0, 10) }))
    expect(await kept(rows)).toEqual(moments.map(() => true))
    expect(await kept(rows)).toEqual(moments.map(() => false))
    expect(await partOf(id)).toEqual(['series.entry_20260301', 'series.entry_rest'])
    // a clock gone wrong lies under the day of its arrival when the caller says so
    expect(await kept([entry(id, { at: 0, day: '2026-03-01', trust: 'clock' })])).toEqual([true])
  })
  test('take what waited among the rest when they are opened, while others write', async () => {
    const id = await opened(t)
    const day = '2026-02-10'
    const rows = Array.from({ length: 300 }, (_, n) => entry(id, { day, key: BigInt(n) }))
    await kept(rows.slice(0, 100))
    expect(await partOf(id)).toEqual(['series.entry_rest'])
    const open = () => asProgram(t, ({ db }) => sql<{ made: boolean }>`select series.open_day(${day}) as made`.execute(db))
    const all = await Promise.all([open(), kept(rows.slice(100, 200)), open(), kept(rows.slice(50))].map((one) => one.catch(String)))
    await kept(rows)
    expect(all.filter((one) => typeof one === 'string')).toEqual([])
    expect(await count(id)).toBe(300)
    expect(await partOf(id)).toEqual(['series.entry_20260210'])
  })
  test('are opened by the program only', async () => {
    await expect(
      transact(t.kernel, { actor: t.actor(), room: 'series', origin: 'test' }, ({ db }) =>
        sql`select series.open_day('2026-01-01')`.execute(db),
      ),
    ).rejects.toThrow('only the program')
    expect(await t.rows(`select to_regclass('series.entry_20260101') as made`)).toEqual([{ made: null }])
  })
})
