import { liveTopic } from '@yinqiao/kernel/contract'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

// no browser here: a screen that is drawn once, and whose state is kept for the test
const states: { line: string }[] = []
vi.mock('react', () => ({
  useState: (first: { line: string }) => {
    states.push(first)
    return [
      first,
      (next: unknown) => states.push(typeof next === 'function' ? (next as (before: unknown) => never)(states.at(-1)) : (next as never)),
    ]
  },
  useRef: (current: unknown) => ({ current }),
  useEffect: (begin: () => unknown) => void begin(),
}))

const opened: Source[] = []
/** A line that says what the test says. */
class Source extends EventTarget {
  static readonly CLOSED = 2
  readyState = 1
  constructor() {
    super()
    opened.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(event: string) {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify({ now: '2026-03-02T01:00:00Z' }) }))
  }
}
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a clock of the browser that is set back by an hour keeps neither the word that the line is cut nor a new line waiting for an hour', async () => {
  vi.useFakeTimers({ now: new Date('2026-03-02T10:00:00Z') })
  vi.stubGlobal('EventSource', Source)
  const { useLive } = await import('./use-live.ts')
  const Rung = liveTopic('bell.rung', 'signed-in', z.object({}))
  useLive([Rung], { news: () => {}, askAgain: () => {} })
  opened[0]?.say('hello')
  await vi.advanceTimersByTimeAsync(4_000)
  expect(states.at(-1)?.line).toBe('open')
  vi.setSystemTime(new Date('2026-03-02T09:30:00Z'))
  opened[0]?.say('beat')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(states.at(-1)?.line).toBe('open')
  vi.setSystemTime(new Date('2026-03-02T08:30:00Z'))
  // and nothing is heard from here on, without a word
  await vi.advanceTimersByTimeAsync(20_000)
  expect(states.at(-1)?.line).toBe('cut')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(opened.length).toBeGreaterThan(1)
  opened.at(-1)?.say('hello')
  expect(states.at(-1)?.line).toBe('open')
})
