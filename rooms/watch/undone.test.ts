import type { RawInput } from '@yinqiao/kernel/contract'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReplayRule, SaveDraft, SwitchRule } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { watchWords } from './rules/reading-words.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { continueReplay } from './store-replay.ts'
import { doubtTaken, takeMessages } from './store-take.ts'

let t: TestRooms
let clock = Temporal.Instant.from('2026-11-22T02:00:00Z')
let memory = openMemory()

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(clock.toString())
})
afterAll(() => t.close())

const later = (seconds: number) => {
  clock = clock.add({ seconds })
  t.clock.set(clock.toString())
}
/** As the program keeps: told of a transaction that does not end well. */
const keep = (said: RawMessage, lost = false) =>
  asSystem(t.kernel, 'watch', async (ctx) => {
    await takeMessages(ctx, memory, [said], usualPolicy)
    if (lost) throw new Error('the database went away at the commit')
  }).catch((error: unknown) => {
    doubtTaken(memory, [said])
    throw error
  })
const signalsOf = (homeId: string) =>
  t.rows<{ kind: string }>('select s.kind from watch.signal s join watch.alarm a on a.id = s.alarm_id where a.home_id = $1', [homeId])
const refresh = () => asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))

test('a fall that a radar counted in a transaction that was undone is a fall when it is told again, once', async () => {
  const source = 'fall-radar:u1'
  const { homeId } = await placeHome(t, { name: '雷达户', devices: [{ source, kind: 'radar', protocol: 'fall-radar' }] })
  await refresh()
  const counted = (falls: number) => {
    later(90)
    return message(t, source, {
      device_status: 'ONLINE',
      report_time: clock.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString(),
      device_property: { FallAlarmCnt: String(falls) },
    })
  }
  await keep(counted(1))
  const fall = counted(2)
  await expect(keep(fall, true)).rejects.toThrow('went away')
  expect(await signalsOf(homeId)).toEqual([])
  // out of the spool: the same bytes, not the same object
  await keep({ ...fall, payload: Buffer.from(fall.payload) })
  expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
  // the commit had succeeded, its answer was lost
  doubtTaken(memory, [fall])
  await keep({ ...fall, payload: Buffer.from(fall.payload) })
  await keep(counted(2))
  expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
  await keep(counted(3))
  expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }, { kind: 'fall' }])
})

const warm: RawInput<typeof SaveDraft> = {
  code: 'warm-room',
  title: { zh: '室温过高', en: 'Room too warm' },
  cause: 'person',
  level: 3,
  when: { on: 'reading', metric: 'room-temperature', is: 'over', than: 35, forMinutes: 0, gapMinutes: 15 },
  between: null,
  who: { are: 'all' },
  quietMinutes: 60,
}
/** Drafted, replayed and switched on by another. */
async function switchOn(rule: RawInput<typeof SaveDraft>): Promise<void> {
  const drafter = t.actor({ role: 'care-coordinator', accountId: '00000000-0000-7000-8000-000000000001' })
  const decider = t.actor({ role: 'district-officer', accountId: '00000000-0000-7000-8000-000000000002' })
  await t.done(SaveDraft, rule, drafter)
  await t.done(ReplayRule, { code: rule.code, version: 1 }, drafter)
  await asSystem(t.kernel, 'watch', (ctx) =>
    continueReplay(ctx, { words: watchWords, folder: null }, { code: rule.code, version: 1, after: null, began: clock.toString() }),
  )
  await t.done(SwitchRule, { code: rule.code, version: 1, to: 'on' }, decider)
  await refresh()
}

test('a drafted rule that fired in a transaction that was undone fires when the reading is told again', async () => {
  const source = 'own:u2'
  const { homeId } = await placeHome(t, { name: '规则户', devices: [{ source, kind: 'wearable', worn: true }] })
  await switchOn(warm)
  const hot = message(t, source, { id: 1, readings: { 'room-temperature': 38 } })
  await expect(keep(hot, true)).rejects.toThrow('went away')
  await keep(hot)
  expect(await signalsOf(homeId)).toEqual([{ kind: 'rule:warm-room' }])
})

test('a rule that must hold for half an hour counts on over restarts, and one that has fired stays quiet', async () => {
  const source = 'own:u3'
  const { homeId } = await placeHome(t, { name: '半小时户', devices: [{ source, kind: 'wearable', worn: true }] })
  await switchOn({
    ...warm,
    code: 'damp-room',
    when: { on: 'reading', metric: 'humidity', is: 'over', than: 80, forMinutes: 30, gapMinutes: 15 },
  })
  const restart = async () => {
    memory = openMemory()
    await refresh()
  }
  const humid = async (id: number, value = 90) => {
    later(300)
    await keep(message(t, source, { id, readings: { humidity: value } }))
    return (await signalsOf(homeId)).length
  }
  // dry once, then from the second on
  const fired: number[] = [await humid(0, 40)]
  for (let id = 1; id <= 8; id++) {
    if (id === 4) await restart()
    fired.push(await humid(id))
  }
  // thirty minutes after the first of them, and no sooner
  expect(fired).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1])
  await restart()
  expect(await humid(9)).toBe(1)
  // the hour is over: said again, also by a process that was started in between
  for (let id = 10; id <= 18; id++) await humid(id)
  await restart()
  expect(await humid(19)).toBe(2)
})
