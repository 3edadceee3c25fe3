import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hearFallRadar, type RadarState } from './hear-fall-radar.ts'

/** A shadow of our own making in the radars' shape. */
const shadow = (report_time: string, properties: Record<string, string>, device_status = 'ONLINE') => ({
  product_name: '4G摔倒报警器',
  device_status,
  report_time,
  device_property: {
    FwVer: 'X.1.2',
    RoomHeight: '260',
    FallAlarmEn: '1',
    CSQ: '20',
    RSSI: '26',
    ErrCode: '0',
    RstCount: '3',
    IMSI: '000',
    ...properties,
  },
})
const receivedAt = Date.parse('2026-09-21T13:30:00+08:00')
const run = (messages: readonly unknown[]) => {
  let state: RadarState | null = null
  return messages.map((message) => {
    const answer = hearFallRadar(state, message, receivedAt)
    state = answer.next
    return answer.ok ? (answer.heard?.signals.map((one) => one.kind) ?? 'nothing') : answer.reason
  })
}
const at = (minute: number) => `2026-09-21 13:${String(minute).padStart(2, '0')}:00`
const falls = (minute: number, count: number, more: Record<string, string> = {}, status = 'ONLINE') =>
  shadow(at(minute), { FallAlarmCnt: String(count), ...more }, status)

test.each([
  ['the first value is no fall', [falls(1, 5)], [[]]],
  ['going up is one fall, once', [falls(1, 0), falls(2, 1), falls(3, 1)], [[], ['fall'], []]],
  ['up by three is told once', [falls(1, 0), falls(2, 3)], [[], ['fall']]],
  ['the same report again says nothing', [falls(1, 0), falls(2, 1), falls(2, 1), falls(2, 1)], [[], ['fall'], 'nothing', 'nothing']],
  ['the same second with a higher counter is a fall', [falls(1, 0), falls(1, 1)], [[], ['fall']]],
  ['a restart to zero is no fall', [falls(1, 4), falls(2, 0, { RstCount: '4' })], [[], []]],
  ['a fall after the restart is one', [falls(1, 4), falls(2, 0, { RstCount: '4' }), falls(3, 1, { RstCount: '4' })], [[], [], ['fall']]],
  ['a fall between two reports with a restart is one', [falls(1, 4), falls(2, 1, { RstCount: '4' })], [[], ['fall']]],
  ['a restart that keeps the counter is no fall', [falls(1, 4), falls(2, 4, { RstCount: '4' })], [[], []]],
  ['an older report says nothing', [falls(1, 0), falls(5, 1), falls(3, 0), falls(6, 1)], [[], ['fall'], 'nothing', []]],
  [
    'an absent device repeating says nothing',
    [falls(1, 0), falls(1, 0, {}, 'OFFLINE'), falls(1, 0, {}, 'OFFLINE')],
    [[], 'nothing', 'nothing'],
  ],
  ['a fall told before the line broke is a fall', [falls(1, 0), falls(2, 1, {}, 'OFFLINE')], [[], ['fall']]],
  ['a counter left out is not zero', [falls(1, 2), shadow(at(2), {}), falls(3, 2), falls(4, 3)], [[], [], [], ['fall']]],
  ['a counter that is no number is not zero', [falls(1, 2), shadow(at(2), { FallAlarmCnt: 'NaN' }), falls(3, 2)], [[], [], []]],
  ['an error is told when it begins', [falls(1, 0), falls(2, 0, { ErrCode: '7' }), falls(3, 0, { ErrCode: '7' })], [[], ['fault'], []]],
  [
    'a clock that was once in the future does not make it deaf',
    [falls(1, 0), shadow('2030-01-01 00:00:00', { FallAlarmCnt: '0' }), shadow('2030-01-01 00:00:00', { FallAlarmCnt: '0' }), falls(2, 1)],
    [[], [], 'nothing', ['fall']],
  ],
  ['no shadow', [5, null, {}, { device_property: [] }], ['no-shadow', 'no-shadow', 'no-shadow', 'no-shadow']],
  ['no time', [shadow('soon', {})], ['bad-time']],
])('%s', (_, messages, heard) => {
  expect(run(messages)).toEqual(heard)
})

test('time is of Shanghai, line strength is a reading only while the device is there, SIM numbers are left', () => {
  const there = hearFallRadar(null, falls(1, 0), receivedAt)
  if (!there.ok || !there.heard) throw new Error('not heard')
  expect(there.heard.claimedAt).toBe(Temporal.Instant.from('2026-09-21T05:01:00Z').epochMilliseconds)
  expect(there.heard.readings).toEqual([{ metric: 'signal', value: -73 }])
  expect(there.heard.settings).toMatchObject({ RoomHeight: '260', FallAlarmCnt: '0' })
  expect(there.heard.settings).not.toHaveProperty('IMSI')
  const away = hearFallRadar(null, falls(1, 0, {}, 'OFFLINE'), receivedAt)
  expect(away).toMatchObject({ ok: true, offline: true, heard: { readings: [], signals: [] } })
})

test('a shadow as long as a book is refused and changes nothing', () => {
  const state = { reportedAt: 1, falls: 2, error: null }
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`K${at}`, '1']))
  expect(hearFallRadar(state, shadow(at(1), many), receivedAt)).toEqual({ ok: false, reason: 'too-many-properties', next: state })
})

test('repeats of any message add no fall', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 4 })), { maxLength: 20 }), (steps) => {
      let count = 0
      const messages = steps.map(([up], minute) => falls(minute, (count += up)))
      const repeated = messages.flatMap((message, index) => Array.from({ length: steps[index]?.[1] ?? 1 }, () => message))
      const told = (list: readonly unknown[]) =>
        run(list)
          .flat()
          .filter((one) => one === 'fall').length
      expect(told(repeated)).toBe(told(messages))
      expect(told(messages)).toBe(steps.slice(1).filter(([up]) => up > 0).length)
    }),
  )
})
