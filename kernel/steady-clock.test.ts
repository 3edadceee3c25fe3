import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { keepTime, recallTime, steadyClock } from './steady-clock.ts'

const hour = 3_600_000
const start = Date.parse('2026-11-23T00:00:00Z')
/** A machine: `passes` moves ticks and clock alike, `set` the clock alone. */
function machine(from = start) {
  let [wall, ticks] = [from, 500]
  return {
    clock: steadyClock(
      () => wall,
      () => ticks,
    ),
    passes: (ms: number) => {
      wall += ms
      ticks += ms
    },
    set: (by: number) => (wall += by),
  }
}

describe('the time of the program', () => {
  test('is the clock of the machine, also when that is mended in small steps', () => {
    const { clock, passes, set } = machine()
    expect(clock.now()).toBe(start)
    passes(5_000)
    set(900)
    expect([clock.now(), clock.jumped()]).toEqual([start + 5_900, 0])
    passes(1_000)
    // set back: it stands rather than goes back
    set(-400)
    expect(clock.now()).toBe(start + 6_500)
    set(-500)
    expect(clock.now()).toBe(start + 6_500)
    passes(2_000)
    expect(clock.now()).toBe(start + 8_000)
  })
  test.each([2 * hour, -2 * hour, -start, 400 * 24 * hour, 600_001])('goes on as it was when that is set by %d ms, and says so', (by) => {
    const { clock, passes, set } = machine()
    clock.now()
    set(by)
    expect([clock.now(), clock.jumped()]).toEqual([start, by])
    passes(60_000)
    expect([clock.now(), clock.jumped()]).toEqual([start + 60_000, by])
    set(-by)
    expect([clock.now(), clock.jumped()]).toEqual([start + 60_000, 0])
    set(300)
    expect(clock.now()).toBe(start + 60_300)
  })
})

describe('a small jump', () => {
  test.each([30_000, -30_000])('of %d ms is caught up with by a hundredth: no minute is off by more than a second', (by) => {
    const { clock, passes, set } = machine()
    clock.now()
    set(by)
    let [before, most] = [clock.now(), 0]
    for (let minute = 0; minute < 60; minute++) {
      passes(60_000)
      most = Math.max(most, Math.abs(clock.now() - before - 60_000))
      before = clock.now()
    }
    expect(most).toBeLessThanOrEqual(1_000)
    expect([clock.now(), clock.jumped()]).toEqual([start + by + hour, 0])
  })
})

describe('the time of the processes on one data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinqiao-clock-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('one that starts under a wrong clock goes on from the time of the others', () => {
    const first = machine()
    keepTime(folder, first.clock, { boot: 'one', up: 1_000 })
    const second = machine(start - 2 * hour)
    recallTime(folder, second.clock, { boot: 'one', up: 1_030.5 })
    expect([second.clock.now(), second.clock.jumped()]).toEqual([start + 30_500, -2 * hour - 30_500])
    // and hands it on
    keepTime(folder, second.clock, { boot: 'one', up: 1_030.5 })
    const third = machine(start + 60_500)
    recallTime(folder, third.clock, { boot: 'one', up: 1_060.5 })
    expect([third.clock.now(), third.clock.jumped()]).toEqual([start + 60_500, 0])
  })
  test('after a new start of the machine its clock is believed; so it is when nothing readable was kept', () => {
    const clock = machine(start - 2 * hour).clock
    recallTime(folder, clock, { boot: 'two', up: 5 })
    expect(clock.now()).toBe(start - 2 * hour)
    writeFileSync(join(folder, 'clock.json'), '{"boot":"two"')
    recallTime(folder, clock, { boot: 'two', up: 5 })
    recallTime(join(folder, 'nowhere'), clock, { boot: 'two', up: 5 })
    expect(clock.now()).toBe(start - 2 * hour)
  })
})
