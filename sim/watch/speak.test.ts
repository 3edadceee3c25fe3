import { findDecoder, hearTerminal } from '@yinqiao/watch'
import { expect, test } from 'vitest'
import type { Say } from './act-device.ts'
import { openVoice } from './speak.ts'

/** What the platform hears of a terminal's bytes, cut where a network likes to cut. */
function hears(protocol: 'gt06' | 'watch', serial: string, says: readonly Say[]) {
  const decoder = findDecoder(protocol)
  if (decoder === undefined) throw new Error(protocol)
  const voice = openVoice(protocol, serial, 'r')
  const now = Date.parse('2026-11-22T10:00:00Z')
  const bytes = Buffer.concat([voice.hello(now) ?? Buffer.alloc(0), ...says.map((say) => voice.speak(say, now))])
  const [splitter, session] = [decoder.splitter(), decoder.open()]
  const frames = [...splitter.push(bytes.subarray(0, 7)), ...splitter.push(bytes.subarray(7))]
  const decoded = frames.map((frame) => session.decode(frame, now))
  expect(decoded.map(({ deviceId }) => deviceId)).toEqual(frames.map(() => serial))
  expect(decoded[0]?.replies.length).toBeGreaterThan(0)
  return decoded
    .flatMap((one) => hearTerminal(protocol, one))
    .flatMap(({ signals, readings }) => [...signals.map(({ kind }) => kind), ...readings.map(({ metric, value }) => `${metric} ${value}`)])
}

test('a gt06 terminal says its number, its battery, a press and a fall', () => {
  const heard = hears('gt06', '990000000000012', [{ readings: { battery: 50 } }, { signals: ['sos'] }, { signals: ['fall'] }])
  expect(heard).toContain('battery 50')
  expect(heard.filter((one) => one === 'sos' || one === 'fall')).toEqual(['sos', 'fall'])
})

test('a watch says its number, steps, pulse, a press and a fall', () => {
  const says: Say[] = [
    { readings: { battery: 71, steps: 1200 } },
    { readings: { 'heart-rate': 64 } },
    { signals: ['sos'] },
    { signals: ['fall'] },
  ]
  const heard = hears('watch', '9900000123', says)
  expect(heard).toEqual(expect.arrayContaining(['steps 1200', 'battery 71', 'heart-rate 64']))
  expect(heard.filter((one) => one === 'sos' || one === 'fall')).toEqual(['sos', 'fall'])
})

test('a radar tells a fall by its counter alone, a sensor its whole state', () => {
  const radar = openVoice('fall-radar', 'x', 'r')
  const counts = [{}, { signals: ['fall'] }, {}].map(
    (say) =>
      (JSON.parse(Buffer.from(radar.speak(say, 0)).toString()) as { device_property: { FallAlarmCnt: string } }).device_property
        .FallAlarmCnt,
  )
  expect(counts).toEqual(['0', '1', '1'])
  const sensor = openVoice('zigbee', 'x', 'r').speak({ readings: { door: 1, battery: 9 } }, 5)
  expect(JSON.parse(Buffer.from(sensor).toString())).toMatchObject({ contact: false, battery: 9, last_seen: 5 })
})
