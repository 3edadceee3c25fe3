import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hearMessage as hearAt, type Speaker } from './hear-message.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const hearMessage = (of: Speaker, payload: Uint8Array, memory: Readonly<Record<string, unknown>>) =>
  hearAt(of, payload, memory, 1_790_000_000_000)
const speaker = (protocol: string) => ({ protocol, model: null })
const protocols = ['own', 'zigbee', 'fall-radar']
const signals = (protocol: string, value: unknown, memory: Record<string, unknown> = {}) =>
  hearMessage(speaker(protocol), bytes(value), memory).heard.flatMap((one) => one.signals.map(({ kind }) => kind))

test.each(protocols)('%s: what is no JSON, no object or nothing is told and changes nothing', (protocol) => {
  const memory = { smoke: 'smoke' }
  for (const wrong of ['', '{', '[1', 'NaN', '5', 'null', '"sos"', '['.repeat(100_000)]) {
    const said = hearMessage(speaker(protocol), bytes(wrong), memory)
    expect(said).toMatchObject({ heard: [], next: memory })
    expect(said.problem).not.toBeNull()
  }
})

test('each protocol hears a press or a fall of its own', () => {
  expect(signals('own', { signals: ['sos'] })).toEqual(['sos'])
  expect(signals('zigbee', { action: 'sos' })).toEqual(['sos'])
  const radar = (minute: number, falls: string) =>
    bytes({ device_status: 'ONLINE', report_time: `2026-09-21 13:0${minute}:00`, device_property: { FallAlarmCnt: falls } })
  const first = hearMessage(speaker('fall-radar'), radar(1, '0'), {})
  const second = hearMessage(speaker('fall-radar'), radar(2, '1'), first.next)
  expect(second.heard[0]?.signals).toMatchObject([{ kind: 'fall' }])
  expect(hearMessage(speaker('fall-radar'), radar(2, '1'), second.next).heard).toEqual([])
})

test('what is remembered survives being stored as JSON', () => {
  const first = hearMessage(speaker('zigbee'), bytes({ smoke: true }), {})
  const stored: Record<string, unknown> = JSON.parse(JSON.stringify(first.next))
  expect(signals('zigbee', { smoke: false }, stored)).toEqual(['smoke-cleared'])
})

test('unknown keys are kept by name, the known beside them heard', () => {
  const { heard, problem } = hearMessage(speaker('zigbee'), bytes({ hovering: 1, sos: true }), {})
  expect(heard).toMatchObject([{ signals: [{ kind: 'sos' }], settings: { hovering: '1', unknown: 'hovering' } }])
  expect(problem).toBeNull()
})

test('no bytes and no JSON make it throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...protocols), fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(bytes)), (protocol, raw) => {
      expect(Array.isArray(hearMessage(speaker(protocol), raw, {}).heard)).toBe(true)
    }),
    { numRuns: 2000 },
  )
  const keys = [
    'smoke',
    'action',
    'temperature',
    'report_time',
    'device_property',
    'device_status',
    'at',
    'id',
    'readings',
    'signals',
    'last_seen',
    '__proto__',
    'constructor',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...protocols), fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (protocol, value) => {
      for (const one of hearMessage(speaker(protocol), bytes(value), {}).heard)
        for (const { value: number } of one.readings) expect(Number.isFinite(number) || Number.isNaN(number)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
