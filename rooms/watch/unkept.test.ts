import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ListOpenAlarms, RaiseAlarm } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { takeMessages } from './store-take.ts'
import { layUnkept } from './store-unkept.ts'

let t: TestRooms
const memory = openMemory()
const take = (one: RawMessage) => asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, [one], usualPolicy))
const unkept = (one: RawMessage) => asSystem(t.kernel, 'watch', (ctx) => layUnkept(ctx, memory, one, 'disk full', usualPolicy))
const operator = () => t.actor({ role: 'operator', area: '990101' })
const open = async (homeId: string) =>
  (await t.done(ListOpenAlarms, {}, operator())).rows
    .filter((row) => row.homeId === homeId)
    .map(({ cause, subjectKind, elderId, signals }) => ({ cause, about: subjectKind, elderId, signals }))

beforeAll(async () => {
  t = await openWatch()
  t.clock.set('2026-11-22T02:00:00Z')
})
afterAll(() => t.close())

/** A home with a button on the wall and a smoke detector, neither bound to a person. */
async function hung(name: string, elders: number) {
  const home = await placeHome(t, {
    name,
    elders,
    devices: [
      { source: `own:${name}-b`, kind: 'pendant', room: '卫生间' },
      { source: `own:${name}-s`, kind: 'smoke' },
    ],
  })
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  return home
}

describe('a message that could not be kept and one that was are one open alarm', () => {
  test.each([
    ['unkept', 'kept'],
    ['kept', 'unkept'],
  ])('a press on the wall of the only elder: %s, then %s', async (first) => {
    const name = `one-${first}`
    const { homeId, elderIds } = await hung(name, 1)
    const [earlier, later] = first === 'kept' ? [take, unkept] : [unkept, take]
    await earlier(message(t, `own:${name}-b`, { id: '1', signals: ['sos'] }))
    await later(message(t, `own:${name}-b`, { id: '2', signals: ['sos'] }))
    expect(await open(homeId)).toEqual([{ cause: 'person', about: 'elder', elderId: elderIds[0], signals: 2 }])
  })

  test('a press where two live is about the home, either way', async () => {
    const { homeId } = await hung('two', 2)
    await unkept(message(t, 'own:two-b', { id: '1', signals: ['sos'] }))
    await take(message(t, 'own:two-b', { id: '2', signals: ['sos'] }))
    expect(await open(homeId)).toEqual([{ cause: 'person', about: 'home', elderId: null, signals: 2 }])
  })

  test('smoke is a hazard of the home, either way, and by telephone too', async () => {
    const { homeId, elderIds } = await hung('fire', 1)
    await unkept(message(t, 'own:fire-s', { id: '1', signals: ['smoke'] }))
    await take(message(t, 'own:fire-s', { id: '2', signals: ['smoke'] }))
    await t.done(RaiseAlarm, { homeId, cause: 'hazard', said: '邻居来电，楼道有烟' }, operator())
    expect(await open(homeId)).toEqual([{ cause: 'hazard', about: 'home', elderId: elderIds[0], signals: 3 }])
  })

  test('smoke and a press in one message are both looked after', async () => {
    const { homeId } = await hung('both', 1)
    const both = message(t, 'own:both-b', { id: '1', signals: ['smoke', 'sos'] })
    await unkept(both)
    await unkept(both)
    await take(message(t, 'own:both-b', { id: '2', signals: ['smoke', 'sos'] }))
    expect(
      (await open(homeId))
        .map(({ cause, about, signals }) => [cause, about, signals])
        .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['hazard', 'home', 2],
      ['person', 'elder', 2],
    ])
  })
})
