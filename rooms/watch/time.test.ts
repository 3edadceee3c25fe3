import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { ElderId, SetLifeState } from '@yinqiao/people/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome, type WantedDevice } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { type Memory, openMemory, refreshMemory } from './store-memory.ts'
import { prepareHomes } from './store-look.ts'
import { flushSeen } from './store-seen.ts'
import { takeMessages } from './store-take.ts'
import { lookAtDoses } from './store-doses.ts'
import { lookAtHomes } from './store-time.ts'

let t: TestRooms
let memory: Memory
let clock = Temporal.Instant.from('2026-11-22T00:00:00Z')
const at = (shanghai: string) => {
  clock = Temporal.Instant.from(`${shanghai}+08:00`)
  t.clock.set(clock.toString())
}
const pass = (minutes: number) => {
  clock = clock.add({ seconds: minutes * 60 })
  t.clock.set(clock.toString())
}
const wall = () => clock.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString().slice(0, 5)
const take = (...messages: RawMessage[]) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
const flush = () => asSystem(t.kernel, 'watch', (ctx) => flushSeen(ctx, memory))
const look = () => asSystem(t.kernel, 'watch', (ctx) => lookAtHomes(ctx, usualPolicy))
let heard = 0
const say = async (source: string, readings: Record<string, number>, signals: string[] = []) => {
  heard += 1
  await take(message(t, source, { id: heard, readings, signals }))
  await flush()
}
/** A home of the register, known to the intake; the alarms of other tests' homes do not matter. */
async function home(name: string, devices: readonly WantedDevice[], indoors?: [string, string], elders = 1) {
  const placed = await placeHome(t, { name, devices, elders })
  if (indoors !== undefined)
    await t.rows('update watch.home set indoors_from = $2, indoors_to = $3 where id = $1', [placed.homeId, ...indoors])
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  await asSystem(t.kernel, 'watch', prepareHomes)
  return placed
}
const alarms = (homeId: string) =>
  t.rows<{ rule: string; kind: string; level: number; cause: string }>(
    'select s.rule, s.kind, a.level, a.cause from watch.alarm a join watch.signal s on s.alarm_id = a.id where a.home_id = $1 order by s.heard_at',
    [homeId],
  )
const answers = async (homeId: string) => {
  const [row] = await t.rows<{ answers: Record<string, { rule: string; fires: string; why: string; missing: string[] }> }>(
    'select answers from watch.home_state where home_id = $1',
    [homeId],
  )
  return Object.values(row?.answers ?? {}).map(({ rule, fires, why }) => `${rule} ${fires} ${why}`)
}
const hospital = (elder: string) =>
  t.done(SetLifeState, { elderId: ElderId.parse(elder), seen: null, state: 'hospital', from: '2026-11-22', to: null, note: null })
/** Passes time in steps, with a message each half hour, until an alarm is there; gives the time on the wall, null after `hours`. */
async function until(homeId: string, hours: number, beat: (() => Promise<void>) | null): Promise<string | null> {
  for (let minutes = 0; minutes < hours * 60; minutes += 10) {
    pass(10)
    if (beat !== null && minutes % 30 === 0) await beat()
    await look()
    if ((await alarms(homeId)).length > 0) return wall()
  }
  return null
}

beforeEach(async () => {
  t = await openWatch()
  memory = openMemory()
  return () => t.close()
})

describe('nobody moves', () => {
  test('twelve hours by day without a baseline; a night is no inactivity', async () => {
    at('2026-11-22T21:00:00')
    const place = await home('静家', [{ source: 'own:m', kind: 'motion' }])
    await say('own:m', { motion: 1 })
    // 21-22 is one hour of the day, so eleven from seven o'clock on
    expect(await until(place.homeId, 24, () => say('own:m', { motion: 0 }))).toBe('18:00')
    expect(await alarms(place.homeId)).toMatchObject([{ rule: 'inactivity', cause: 'person', level: 2 }])
    // while it lasts it stays one signal
    for (let n = 0; n < 5; n++) {
      pass(30)
      await say('own:m', { motion: 0 })
      await look()
    }
    expect(await alarms(place.homeId)).toHaveLength(1)
  }, 60_000)

  test('a baseline that cannot be read is none: its home is judged without, and the others are looked at', async () => {
    at('2026-11-22T12:00:00')
    const spoiled = await home('损家', [{ source: 'own:x', kind: 'motion' }])
    await t.rows(`insert into watch.baseline (home_id, learned_at, days, model) values ($1, now(), 20, '{"days": 20}')`, [spoiled.homeId])
    const place = await home('静家', [{ source: 'own:m', kind: 'motion' }])
    await say('own:x', { motion: 1 })
    await say('own:m', { motion: 1 })
    pass(10)
    await look()
    expect(await answers(place.homeId)).toEqual(['inactivity no active-enough'])
    expect(await answers(spoiled.homeId)).toEqual(['inactivity no active-enough'])
  })

  test('a silent sensor is not a quiet person: cannot say, kept visible, no alarm', async () => {
    at('2026-11-22T08:00:00')
    const place = await home('聋家', [{ source: 'own:m', kind: 'motion' }])
    await say('own:m', { motion: 1 })
    expect(await until(place.homeId, 16, null)).toBeNull()
    expect(await answers(place.homeId)).toEqual(['inactivity cannot-say sensor-silent'])
    // it comes back and says that nothing moves: the hours nobody listened to are no proof of quiet
    await say('own:m', { motion: 0 })
    pass(11)
    await look()
    pass(120)
    await say('own:m', { motion: 0 })
    await look()
    expect(await answers(place.homeId)).toEqual(['inactivity cannot-say partly-unseen'])
    expect(await alarms(place.homeId)).toEqual([])
  }, 60_000)

  test('after a stretch in which nothing was heard the look comes when the quiet that was seen is long enough, not two hours later', async () => {
    at('2026-11-22T07:00:00')
    const place = await home('断续家', [{ source: 'own:m', kind: 'motion' }])
    await say('own:m', { motion: 1 })
    for (let n = 0; n < 4; n++) {
      pass(30)
      await say('own:m', { motion: 0 })
    }
    // from nine o'clock nothing is heard until twenty to twelve
    pass(150)
    // ten hours and twenty minutes of this day, so an hour and forty minutes of the next
    expect(await until(place.homeId, 24, () => say('own:m', { motion: 0 }))).toBe('08:40')
  }, 60_000)

  test('a state said again and again is no activity', async () => {
    at('2026-11-22T07:00:00')
    const place = await home('卧家', [{ source: 'own:b', kind: 'bed' }])
    await say('own:b', { bed: 0 })
    await say('own:b', { bed: 1 })
    expect(await until(place.homeId, 16, () => say('own:b', { bed: 1 }))).toBe('19:00')
  }, 60_000)

  test('who is in hospital is not missed at home', async () => {
    at('2026-11-22T07:00:00')
    const place = await home('院家', [{ source: 'own:m', kind: 'motion' }])
    await hospital(place.elderIds[0] ?? '')
    await say('own:m', { motion: 1 })
    expect(await until(place.homeId, 16, () => say('own:m', { motion: 0 }))).toBeNull()
  }, 60_000)
})

describe('night', () => {
  test('out of bed for half an hour at night, told within minutes; the sensor repeating itself does not begin it anew', async () => {
    at('2026-11-22T22:30:00')
    const place = await home('夜家', [{ source: 'own:b', kind: 'bed', worn: true, room: '卧室' }])
    await say('own:b', { bed: 1 })
    await look()
    at('2026-11-23T02:00:00')
    await say('own:b', { bed: 0 })
    await look()
    expect(await alarms(place.homeId)).toEqual([])
    let told: string | null = null
    for (let minute = 1; minute <= 60 && told === null; minute++) {
      pass(1)
      if (minute % 5 === 0) await say('own:b', { bed: 0 })
      await look()
      if ((await alarms(place.homeId)).length > 0) told = wall()
    }
    expect(told).toBe('02:30')
    expect(await alarms(place.homeId)).toMatchObject([{ rule: 'leave-bed', level: 2 }])
  }, 60_000)

  test('a couple: one returns to bed, the other is still missed', async () => {
    at('2026-11-22T23:00:00')
    const place = await home(
      '双家',
      [
        { source: 'own:b1', kind: 'bed', worn: true },
        { source: 'own:b2', kind: 'bed' },
      ],
      undefined,
      2,
    )
    await say('own:b1', { bed: 1 })
    await say('own:b2', { bed: 1 })
    at('2026-11-23T01:00:00')
    await say('own:b1', { bed: 0 })
    await say('own:b2', { bed: 0 })
    pass(10)
    await say('own:b2', { bed: 1 })
    pass(21)
    await say('own:b1', { bed: 0 })
    await look()
    expect(await alarms(place.homeId)).toMatchObject([{ rule: 'leave-bed' }])
  }, 60_000)
})

describe('should be inside', () => {
  test('outside before the hours began: raised at 22:00 without any crossing (R21)', async () => {
    at('2026-11-22T15:00:00')
    const place = await home('外家', [{ source: 'own:w', kind: 'wearable', worn: true }], ['22:00', '06:00'])
    await say('own:w', {}, ['geofence-left'])
    await look()
    const first = await alarms(place.homeId)
    expect(await until(place.homeId, 0, null)).toBeNull()
    at('2026-11-22T21:50:00')
    await look()
    expect(await alarms(place.homeId)).toEqual(first)
    at('2026-11-22T22:01:00')
    await look()
    const now = await alarms(place.homeId)
    expect(now.filter(({ rule }) => rule === 'should-be-home')).toMatchObject([{ cause: 'wander', level: 2 }])
  }, 60_000)

  test('inside by a presence sensor: nothing', async () => {
    at('2026-11-22T21:00:00')
    const place = await home('内家', [{ source: 'own:r', kind: 'radar' }], ['22:00', '06:00'])
    await say('own:r', { presence: 1 })
    expect(await until(place.homeId, 4, null)).toBeNull()
    expect(await answers(place.homeId)).toContain('should-be-home no inside')
  }, 60_000)

  test('place not known for an hour of the night: a task to ask, not silence and not an alarm of level 2', async () => {
    at('2026-11-22T21:00:00')
    const place = await home('谜家', [{ source: 'own:p', kind: 'pendant' }], ['22:00', '06:00'])
    expect(await until(place.homeId, 4, null)).toBe('23:00')
    expect(await alarms(place.homeId)).toMatchObject([{ rule: 'should-be-home', kind: 'check-up', level: 3 }])
    expect(await answers(place.homeId)).toEqual(['should-be-home cannot-say place-never-known'])
  }, 60_000)
})

describe('medicine', () => {
  const at8 = Date.parse('2026-11-22T08:00:00+08:00')
  const windows = [
    { id: 'morning', from: at8, to: at8 + 3_600_000 },
    { id: 'noon', from: at8 + 4 * 3_600_000, to: at8 + 5 * 3_600_000 },
  ]
  const doses = async (elder: string) =>
    (await asSystem(t.kernel, 'watch', (ctx) => lookAtDoses(ctx, elder, windows, usualPolicy))).map(
      ({ window, decision }) => `${window} ${decision.fires} ${decision.why}`,
    )
  test('an opened box, a box not opened, a box that is silent; each dose is told once', async () => {
    at('2026-11-22T08:20:00')
    const place = await home('药家', [{ source: 'own:box', kind: 'medicine-box', worn: true }])
    const elder = place.elderIds[0] ?? ''
    await say('own:box', { dose: 1 })
    at('2026-11-22T13:10:00')
    expect(await doses(elder)).toEqual(['morning no opened-in-time', 'noon cannot-say box-silent'])
    expect(await alarms(place.homeId)).toEqual([])
    await say('own:box', { battery: 80 })
    expect(await doses(elder)).toEqual(['morning no opened-in-time', 'noon yes not-opened'])
    await doses(elder)
    expect(await alarms(place.homeId)).toMatchObject([{ rule: 'medicine-missed', cause: 'medicine', level: 3 }])
  })
  test('without a box nobody can say', async () => {
    at('2026-11-22T13:10:00')
    const place = await home('无盒家', [{ source: 'own:p', kind: 'pendant' }])
    expect(await doses(place.elderIds[0] ?? '')).toEqual(['morning cannot-say box-silent', 'noon cannot-say box-silent'])
  })
})

test('a quiet home costs a look in two hours', async () => {
  at('2026-11-22T09:00:00')
  await home('常家', [{ source: 'own:m', kind: 'motion' }])
  let looks = 0
  for (let minutes = 0; minutes < 12 * 60; minutes += 2) {
    if (minutes % 30 === 0) await say('own:m', { motion: 1 })
    looks += await look()
    pass(2)
  }
  expect(looks).toBeLessThanOrEqual(8)
}, 60_000)
