import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ListOpenAlarms } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { fall, record } from './fixtures/movements.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { lookAtFalls, takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const take = (messages: readonly RawMessage[], into = memory) =>
  asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, into, messages, usualPolicy))
const open = async (homeId: string) =>
  (await t.done(ListOpenAlarms, {}, t.actor({ role: 'operator', area: '990101' }))).rows.filter((row) => row.homeId === homeId)

/** Twelve seconds of a belt at 50 samples a second: standing, then (or not) a fall at second five and lying still. */
function stream(falls: boolean): number[] {
  const xyz: number[] = []
  for (let n = 0; n < 600; n++) {
    const second = n / 50
    const sway = 0.02 * Math.sin(n / 9)
    if (!falls || second < 4.6) xyz.push(sway, 1 + 0.02 * Math.cos(n / 7), sway)
    else if (second < 5) xyz.push(0.1, 0.25, 0.1)
    else if (second < 5.12) xyz.push(2.4, 3.6, 1.8)
    else if (second < 5.5) xyz.push(0.9 + 0.5 * Math.sin(n), 0.4, 0.5)
    else xyz.push(1 + sway / 20, 0.05, 0.03)
  }
  return xyz
}

/** The stream in parts of a second, as a device sends it. */
const parts = (source: string, xyz: readonly number[]) =>
  Array.from({ length: 12 }, (_, n) =>
    message(t, source, { id: String(n), acceleration: { place: 'waist', from: 1000 * n, hz: 50, xyz: xyz.slice(150 * n, 150 * (n + 1)) } }),
  )

beforeAll(async () => {
  t = await openWatch()
  t.clock.set('2026-11-22T02:00:00Z')
})
afterAll(() => t.close())

test('a fall in an acceleration stream is an alarm with its score and reasons; the stream again is nothing new; standing is none', async () => {
  const falling = await placeHome(t, { name: '跌倒户', devices: [{ source: 'own:belt1', kind: 'wearable', worn: true }] })
  const standing = await placeHome(t, { name: '站立户', devices: [{ source: 'own:belt2', kind: 'wearable', worn: true }] })
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  const fall = parts('own:belt1', stream(true))
  for (const part of fall) await take([part])
  await take(parts('own:belt2', stream(false)))
  const rows = await open(falling.homeId)
  expect(rows.map(({ cause, level, signals }) => ({ cause, level, signals }))).toEqual([{ cause: 'person', level: 1, signals: 1 }])
  const [signal] = await t.rows<{ kind: string; said: string }>('select kind, said from watch.signal where alarm_id = $1', [rows[0]?.id])
  expect(signal?.kind).toBe('fall')
  expect(signal?.said).toMatch(/^waist [01]\.\d\d /)
  for (const part of fall) await take([part])
  expect((await open(falling.homeId))[0]?.signals).toBe(1)
  expect(await open(standing.homeId)).toEqual([])
  expect(await t.rows(`select count(*) as n from series.entry`)).toEqual([{ n: 24 }])
})

describe('a fall that straddles', () => {
  /** A recorded movement in parts of a second; the fall's impact is at second six. */
  const fallen = (source: string) => {
    const samples = record(fall, 50).slice(0, 600)
    return parts(
      source,
      samples.flatMap(({ x, y, z }) => [x, y, z]),
    )
  }
  const signalsOf = async (homeId: string) =>
    t.rows<{ kind: string }>('select s.kind from watch.signal s join watch.alarm a on a.id = s.alarm_id where a.home_id = $1', [homeId])

  test.each([5, 6, 7, 8, 9])('a restart after %i of its seconds is noticed all the same, once', async (seconds) => {
    const source = `own:cut${seconds}`
    const { homeId } = await placeHome(t, { name: `重启户${seconds}`, devices: [{ source, kind: 'wearable', worn: true }] })
    const before = openMemory()
    const after = openMemory()
    for (const one of [before, after]) await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, one))
    const stream = fallen(source)
    for (const part of stream.slice(0, seconds)) await take([part], before)
    expect(await signalsOf(homeId)).toEqual([])
    for (const part of stream.slice(seconds)) await take([part], after)
    expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
    // the device was not answered before the end, and tells the last two again
    for (const part of stream.slice(seconds - 2)) await take([part], after)
    expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
  })

  test('the device falls silent three seconds after the impact: it is noticed by what it said, once', async () => {
    const { homeId } = await placeHome(t, { name: '失声户', devices: [{ source: 'own:torn', kind: 'wearable', worn: true }] })
    const walking = await placeHome(t, { name: '无事户', devices: [{ source: 'own:calm', kind: 'wearable', worn: true }] })
    const mine = openMemory()
    await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, mine))
    const look = async (fails = false) => {
      const settled = await asSystem(t.kernel, 'watch', async (ctx) => {
        const done = await lookAtFalls(ctx, mine, usualPolicy)
        if (fails) throw new Error('the database went away')
        return done
      })
      settled()
    }
    const torn = fallen('own:torn')
    for (const part of torn.slice(0, 9)) await take([part], mine)
    for (const part of parts('own:calm', stream(false))) await take([part], mine)
    await look()
    expect(await signalsOf(homeId)).toEqual([])
    t.clock.set('2026-11-22T02:00:11Z')
    await expect(look(true)).rejects.toThrow('went away')
    expect(await signalsOf(homeId)).toEqual([])
    await look()
    expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
    await look()
    // it speaks again after all: the same fall is told once
    for (const part of torn.slice(9)) await take([part], mine)
    t.clock.set('2026-11-22T02:00:30Z')
    await look()
    expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
    expect(await signalsOf(walking.homeId)).toEqual([])
    t.clock.set('2026-11-22T02:00:00Z')
  })

  test('a restart after it was told is not told again', async () => {
    const { homeId } = await placeHome(t, { name: '说过户', devices: [{ source: 'own:said', kind: 'wearable', worn: true }] })
    const after = openMemory()
    await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
    await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, after))
    const stream = fallen('own:said')
    for (const part of stream.slice(0, 11)) await take([part])
    expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
    await take(stream.slice(11), after)
    expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
  })

  test('a transaction that is undone is noticed by the next try', async () => {
    const { homeId } = await placeHome(t, { name: '回滚户', devices: [{ source: 'own:undone', kind: 'wearable', worn: true }] })
    await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
    const stream = fallen('own:undone')
    for (const part of stream.slice(0, 8)) await take([part])
    const lost = asSystem(t.kernel, 'watch', async (ctx) => {
      await takeMessages(ctx, memory, stream.slice(8), usualPolicy)
      throw new Error('the database went away')
    })
    await expect(lost).rejects.toThrow('went away')
    expect(await signalsOf(homeId)).toEqual([])
    for (const part of stream.slice(8)) await take([part])
    expect(await signalsOf(homeId)).toEqual([{ kind: 'fall' }])
  })
})

test('a part that is no stream is laid aside with its place', async () => {
  await take([message(t, 'own:belt2', { acceleration: { place: 'knee', from: 0, hz: 50, xyz: [0, 1] } })])
  expect(await t.rows(`select detail from watch.quarantine where source = 'own:belt2'`)).toEqual([{ detail: 'acceleration: bad-value' }])
})
