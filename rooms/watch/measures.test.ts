import { checkTree, foldRows, measureRows, measureValue, type Question } from '@yinqiao/kernel'
import { asSystem, withClient } from '@yinqiao/kernel/server'
import { QualityStatements, QueryTree } from '@yinqiao/kernel/contract'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClaimAlarm, CloseAlarm, EndBinding, KeepDuty, ListOpenAlarms, ReviewAlarm } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { watchMeasures, watchSources } from './measures.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const sources = new Map(watchSources.map((source) => [source.name, source]))
const take = (...messages: RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const refresh = () => asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
const operator = (n = 1) =>
  t.actor({ role: 'operator', name: `值守员${n}`, accountId: `00000000-0000-7000-8000-00000000000${n}`, area: '990101' })

async function work(name: string, payload: object = {}): Promise<void> {
  const job = t.kernel.registry.jobs.get(`watch.${name}`)
  if (job === undefined) throw new Error(`no job ${name}`)
  await asSystem(t.kernel, 'watch', (ctx) => job.work(ctx, payload as never))
}
const count = (...days: string[]) =>
  days.reduce<Promise<void>>((before, day) => before.then(() => work('count-day', { days: [day] })), Promise.resolve())

interface Asked {
  readonly from?: string
  readonly knownAt?: string
  readonly town?: string
}
/** A number, after its rows folded by hand gave the same. */
async function valueOf(code: string, to: string, { from, knownAt = '2099-01-01T00:00:00Z', town }: Asked = {}) {
  const measure = watchMeasures.find((each) => each.code === code)
  if (measure === undefined) throw new Error(`no measure ${code}`)
  const definition = { tree: measure.tree, params: measure.params ?? {} }
  const scope = town === undefined ? ({ kind: 'district' } as const) : ({ kind: 'town', code: town } as const)
  const question: Question = { scope, from: from ?? null, to, knownAt }
  return asSystem(t.kernel, 'watch', async ({ db }) => {
    const { value, part, whole, undecided, leaks } = await measureValue(db, sources, definition, question)
    expect(foldRows(measure.tree, await measureRows(db, sources, definition, question)).value, code).toBe(value)
    expect(leaks, code).toBe(0)
    return { value: value === null ? null : Number(value), part: Number(part), whole: whole === null ? null : Number(whole), undecided }
  })
}
const known = (table: string) =>
  t.rows<{ n: number }>(`select count(*)::int as n from watch.known_${table}`).then(([row]) => row?.n ?? Number.NaN)

beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())

test('every measure can be compiled, says its quality, carries rows of the plan, and its guard is another of them', () => {
  const codes = watchMeasures.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const { code, tree, params, quality, guard, carries } of watchMeasures) {
    expect(checkTree(QueryTree.parse(tree), sources, params ?? {}), code).toEqual([])
    expect(new Set(Object.values(QualityStatements.parse(quality))).size).toBe(5)
    expect(guard !== null && guard !== code && codes.includes(guard), code).toBe(true)
    expect(carries.length).toBeGreaterThan(0)
  }
  expect([...new Set(watchMeasures.flatMap(({ carries }) => carries))].toSorted()).toEqual(['2.2c', '4.1.6', '4.4.11', '4.4.4'])
})

describe('devices by day', () => {
  let homes: readonly { readonly homeId: string; readonly devices: Readonly<Record<string, string>> }[]
  const say = (source: string, at: string, id: string) => {
    t.clock.set(at)
    return take(message(t, source, { id, at, readings: { 'heart-rate': 72 } }))
  }

  beforeAll(async () => {
    t.clock.set('2026-11-01T02:00:00Z')
    homes = [
      await placeHome(t, {
        name: '顾家',
        devices: [
          { source: 'own:w1', kind: 'wearable', worn: true },
          { source: 'own:g1', kind: 'gateway', silenceMinutes: 60 },
        ],
      }),
      await placeHome(t, { name: '陆家', devices: [{ source: 'own:w2', kind: 'pendant', worn: true }], village: '990101100200' }),
      await placeHome(t, { name: '没有设备的一家', devices: [] }),
    ]
    await refresh()
    // the first day: the watch speaks at noon, the gateway until 23:30, the pendant not at all
    await say('own:w1', '2026-11-01T04:00:00Z', '1')
    await say('own:g1', '2026-11-01T15:30:00Z', '1')
    // the second: only the gateway, in the morning
    await say('own:g1', '2026-11-02T01:00:00Z', '2')
    t.clock.set('2026-11-03T01:00:00Z')
    await work('keep-places')
    await count('2026-11-01', '2026-11-02')
  })

  test('who was heard of within the interval is online; bound too shortly to tell is undecided; recounted by hand', async () => {
    const rows = await t.rows(
      `select k.day, d.source, k.entries, k.trusted, k.online from watch.known_device_day k join watch.device d on d.id = k.device_id order by 1, 2`,
    )
    expect(rows).toEqual([
      { day: '2026-11-01', source: 'own:g1', entries: 1, trusted: 1, online: true },
      { day: '2026-11-01', source: 'own:w1', entries: 1, trusted: 1, online: true },
      { day: '2026-11-01', source: 'own:w2', entries: 0, trusted: 0, online: null },
      { day: '2026-11-02', source: 'own:g1', entries: 1, trusted: 1, online: false },
      // 36 hours after its last word, with 24 allowed
      { day: '2026-11-02', source: 'own:w1', entries: 0, trusted: 0, online: false },
      { day: '2026-11-02', source: 'own:w2', entries: 0, trusted: 0, online: false },
    ])
    expect(await valueOf('4.4.4', '2026-11-02')).toEqual({ value: 1, part: 2, whole: 2, undecided: 2 })
    expect(await valueOf('4.4.4', '2026-11-02', { town: '990101001' })).toEqual({ value: 1, part: 2, whole: 2, undecided: 0 })
    expect(await valueOf('4.4.4.online-home', '2026-11-03')).toEqual({ value: 0, part: 0, whole: 3, undecided: 0 })
    expect((await valueOf('4.4.4.online-institution', '2026-11-03')).value).toBe(null)
    // a day that is not counted has no value, and is not nothing
    expect((await valueOf('4.4.4', '2026-11-05')).value).toBe(null)
    expect(await t.rows('select n from watch.known_device_day where known_to is not null')).toEqual([])
  })

  test('devices, homes and cells with trusted readings', async () => {
    expect([(await valueOf('4.4.4.bound', '2026-11-02')).value, (await valueOf('4.4.4.bound', '2026-10-31')).value]).toEqual([3, 0])
    expect((await valueOf('4.4.4.homes', '2026-11-02')).value).toBe(2)
    // the gateway is no device of monitoring or rescue
    expect([(await valueOf('4.1.6', '2026-11-03')).value, (await valueOf('4.1.6.silent', '2026-11-03')).value]).toEqual([1, 1])
    // 1 November is out of seven days on the 9th
    expect((await valueOf('4.1.6', '2026-11-09')).value).toBe(0)
    expect(await valueOf('4.4.11.home', '2026-11-03')).toMatchObject({ part: 1, whole: 3 })
    const [towns] = await t.rows<{ n: number }>(`select count(*)::int as n from watch.pub_counted_cell where valid_to is null`)
    expect(await valueOf('2.2c.live', '2026-11-03')).toMatchObject({ part: 1, whole: towns?.n })
    expect((towns?.n ?? 0) % 3).toBe(0)
  })

  test("a day's readings that come late change the value, and not the value as it was known before", async () => {
    const before = '2026-11-03T02:00:00Z'
    t.clock.set('2026-11-04T01:00:00Z')
    await take(message(t, 'own:w2', { id: '9', at: '2026-11-02T10:00:00Z', readings: { 'heart-rate': 70 } }))
    await count('2026-11-01', '2026-11-02')
    expect(await valueOf('4.4.4', '2026-11-03', { knownAt: before })).toEqual({ value: 0, part: 0, whole: 3, undecided: 0 })
    expect(await valueOf('4.4.4', '2026-11-03')).toEqual({ value: 0.333333, part: 1, whole: 3, undecided: 0 })
    // late is heard, but not trusted
    expect((await valueOf('4.1.6', '2026-11-04')).value).toBe(1)
    expect(
      await t.rows(`select k.version, k.entries, k.online, k.known_to is null as now from watch.known_device_day k join watch.device d on d.id = k.device_id
        where d.source = 'own:w2' and k.day = '2026-11-02' order by 1`),
    ).toEqual([
      { version: 1, entries: 0, online: false, now: false },
      { version: 2, entries: 1, online: true, now: true },
    ])
    const rows = await known('device_day')
    await Promise.all([count('2026-11-01', '2026-11-02'), count('2026-11-01', '2026-11-02')])
    expect(await known('device_day')).toBe(rows)
  })

  test('the last word is handed on from day to day, also over days that were not counted', async () => {
    t.clock.set('2026-11-06T01:00:00Z')
    await t.rows(`update watch.device set silence_minutes = 4320 where source = 'own:w2'`)
    await count('2026-11-04')
    // heard on the 2nd at 18:00 in Shanghai, 54 hours before the end of the 4th, with 72 allowed
    expect(await valueOf('4.4.4', '2026-11-05')).toMatchObject({ part: 1, whole: 3 })
    await count('2026-11-05')
    expect(await valueOf('4.4.4', '2026-11-06')).toMatchObject({ part: 0, whole: 3 })
  })

  test('a device that is unbound, a home that turns out an institution: today other, as known before the same', async () => {
    t.clock.set('2026-11-06T03:00:00Z')
    await work('keep-places')
    const at = t.kernel.chance.now().toString()
    const [bindings, homesKnown] = [await known('binding'), await known('home')]
    t.clock.set('2026-11-07T03:00:00Z')
    await work('keep-places')
    expect([await known('binding'), await known('home')]).toEqual([bindings, homesKnown])
    const [gone] = await t.rows<{ id: string }>(
      `select b.id from watch.binding b join watch.device d on d.id = b.device_id where d.source = 'own:w2'`,
    )
    await t.done(EndBinding, { deviceId: homes[1]?.devices['own:w2'] ?? '', bindingId: gone?.id ?? '', why: '搬走' })
    await t.rows(`update watch.home set scene = 'institution' where id = $1`, [homes[0]?.homeId])
    await work('keep-places')
    expect((await valueOf('4.4.4.bound', '2026-11-07')).value).toBe(2)
    expect((await valueOf('4.4.4.bound', '2026-11-06')).value).toBe(3)
    expect((await valueOf('4.4.4.homes', '2026-11-07')).value).toBe(0)
    expect((await valueOf('4.4.4.homes', '2026-11-07', { knownAt: at })).value).toBe(2)
    expect((await valueOf('4.4.11.institution', '2026-11-07')).whole).toBe(1)
  })

  test('the timed work names the days that have ended and are not counted, and at night those that may have changed', async () => {
    const queued = () =>
      withClient(t.server.url('yinqiao_jobs', t.database), async (client) => {
        const { rows } = await client.query<{
          days: string[]
        }>(`with gone as (delete from graphile_worker._private_jobs returning task_id, payload)
          select payload::jsonb -> 'days' as days from gone join graphile_worker._private_tasks k on k.id = task_id where k.identifier = 'watch.count-day'`)
        return rows
      })
    t.clock.set('2026-11-09T01:00:00Z')
    await queued()
    await work('count-days')
    expect((await queued()).map(({ days }) => days)).toEqual([['2026-11-06', '2026-11-07', '2026-11-08']])
    await work('recount-days')
    expect((await queued()).map(({ days }) => days)).toEqual([['2026-11-01', '2026-11-02', '2026-11-04', '2026-11-05']])
    // a day hands on to the next
    await work('count-day', { days: ['2026-11-06', '2026-11-07'] })
    expect((await queued()).map(({ days }) => days)).toEqual([['2026-11-07']])
  })
})

describe('alarms', () => {
  const month = { from: '2026-12-01' }
  const end = '2026-12-31'
  let homeId: string
  const press = (id: string, at: string) => {
    t.clock.set(at)
    return take(message(t, 'own:a1', { id, at, signals: ['sos'] }))
  }
  const openAlarm = async () => {
    const row = (await t.done(ListOpenAlarms, {}, operator())).rows.find((one) => one.homeId === homeId)
    if (row === undefined) throw new Error('no alarm is open')
    return row
  }
  const claim = async (at: string) => {
    t.clock.set(at)
    await t.done(KeepDuty, { claims: [] }, operator())
    const { id } = await openAlarm()
    return { id, fence: (await t.done(ClaimAlarm, { id }, operator())).fence }
  }

  beforeAll(async () => {
    t.clock.set('2026-12-01T00:00:00Z')
    const home = await placeHome(t, { name: '沈家', devices: [{ source: 'own:a1', kind: 'pendant', worn: true }] })
    homeId = home.homeId
    await refresh()
  })

  test('open and not yet answered is undecided; after a minute it counts against, though nothing else happened', async () => {
    await press('1', '2026-12-01T01:00:00Z')
    await work('keep-alarms')
    expect(await valueOf('4.4.4.in60', end, month)).toEqual({ value: null, part: 0, whole: 0, undecided: 2 })
  })

  test('answered, closed; value = rows = recount by hand; what was known then stays', async () => {
    t.clock.set('2026-12-01T01:01:30Z')
    await work('keep-alarms')
    const unanswered = t.kernel.chance.now().toString()
    expect(await valueOf('4.4.4.in60', end, month)).toMatchObject({ value: 0, part: 0, whole: 1, undecided: 0 })
    expect(await valueOf('4.4.4.in180', end, month)).toMatchObject({ value: null, undecided: 2 })
    const first = await claim('2026-12-01T01:02:00Z')
    await t.done(CloseAlarm, { ...first, cause: 'false', why: '误触' }, operator())
    await t.done(ReviewAlarm, { id: first.id, agrees: true }, operator(2))
    await work('keep-alarms')
    await press('2', '2026-12-02T01:00:00Z')
    const test = await claim('2026-12-02T01:00:20Z')
    await t.done(CloseAlarm, { ...test, cause: 'test' }, operator())
    await press('3', '2026-12-03T01:00:00Z')
    await claim('2026-12-03T01:00:40Z')
    await work('keep-alarms')
    // a test is none: 120 s and 40 s are left
    expect(await valueOf('4.4.4.alarms', end, month)).toMatchObject({ value: 2 })
    expect(await valueOf('4.4.4.answer', end, month)).toMatchObject({ value: 80 })
    expect(await valueOf('4.4.4.in60', end, month)).toMatchObject({ value: 0.5 })
    expect(await valueOf('4.4.4.in180', end, month)).toMatchObject({ value: 1 })
    expect(await valueOf('4.4.4.arrived45', end, month)).toMatchObject({ value: null, whole: 0 })
    expect(await valueOf('4.4.4.in180', end, { ...month, knownAt: unanswered })).toMatchObject({ value: null, undecided: 2 })
    const byHand =
      await t.rows(`select count(*) filter (where answered_at <= opened_at + interval '60 seconds')::int as fast, count(*)::int as n
      from watch.alarm where level <= 2 and opened_at >= '2026-11-30T16:00:00Z' and close_cause is distinct from 'test'`)
    expect(byHand).toEqual([{ fast: 1, n: 2 }])
  })

  test('twice is once, and everything compared at night changes nothing', async () => {
    const rows = await known('alarm')
    await Promise.all([work('keep-alarms'), work('keep-every-alarm')])
    expect(await known('alarm')).toBe(rows)
  })

  test('who is not the program neither sees nor writes what is known, and the numbers are open to all', async () => {
    const [own] = await t.rows<{ n: number }>(`select count(*)::int as n from watch.pub_counted_alarm`)
    expect(own?.n).toBeGreaterThan(0)
    expect(
      await t.rows(`select c.relname, c.relforcerowsecurity as forced from pg_class c where c.relnamespace = 'watch'::regnamespace
        and c.relname like 'known\\_%' and c.relkind = 'r' order by 1`),
    ).toEqual(['known_alarm', 'known_binding', 'known_device_day', 'known_home'].map((relname) => ({ relname, forced: true })))
  })
})
