import { expect, test } from 'vitest'
import { stillAfterAnswer, stillSpooled } from './keep-spooled.ts'

const now = Temporal.Instant.from('2026-11-22T02:00:00Z').epochMilliseconds
const minute = 60_000
const line = (key: string, homeId: string | null, at = '2026-11-22T01:59:00Z') => ({ key, homeId, at })
const row = (homeId: string | null, lastSignalAt: string) => ({ homeId, lastSignalAt })
const keys = (lines: readonly { readonly key: string }[]) => lines.map(({ key }) => key)

test('an alarm of the home with a signal as late answers for it; times are compared as times, however they are written', () => {
  const lines = [line('a', 'h1'), line('b', 'h2'), line('c', 'h3', '2026-11-22T01:59:00.4Z')]
  expect(keys(stillSpooled(lines, [row('h1', '2026-11-22T01:59:00.000Z'), row('h2', '2026-11-22T01:58:59Z')]))).toEqual(['b', 'c'])
  expect(keys(stillSpooled(lines, [row('h3', '2026-11-22T01:59:00Z')]))).toEqual(['a', 'b', 'c'])
})

test('a signal of no known home is not answered by the alarm of an outage, which is of no home either', () => {
  expect(keys(stillSpooled([line('a', null)], [row(null, '2026-11-22T02:30:00Z')]))).toEqual(['a'])
})

test('what makes no alarm (muted, of a device that is bound to nobody) goes ten minutes after the database is back, and not before', () => {
  let lines: readonly ReturnType<typeof line>[] = [line('a', null, '2026-11-22T00:10:00Z')]
  for (const at of [0, 5, 9]) {
    lines = stillAfterAnswer(lines, [], now + at * minute)
    expect(keys(lines)).toEqual(['a'])
  }
  expect(keys(stillAfterAnswer(lines, [], now + 11 * minute))).toEqual([])
})
