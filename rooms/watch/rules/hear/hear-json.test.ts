import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HearingState, hearJson, type JsonSource, jsonShapes } from './hear-json.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const source = (shape: JsonSource['shape']): JsonSource => ({ shape, model: null })

test.each(jsonShapes)('%s: what is no JSON, no object or nothing is told and changes nothing', (shape) => {
  const state: HearingState = { standing: { smoke: 'smoke' } }
  for (const wrong of ['', '{', '[1', 'NaN', '5', 'null', '"sos"'])
    expect(hearJson(bytes(wrong), source(shape), state)).toMatchObject({ heard: [], errors: [{ path: '' }], next: state })
})

test('each shape hears a press or a fall of its own', () => {
  expect(hearJson(bytes({ signals: ['sos'] }), source('own'), null).heard[0]?.signals).toEqual([{ kind: 'sos' }])
  expect(hearJson(bytes({ action: 'sos' }), source('zigbee'), null).heard[0]?.signals).toEqual([{ kind: 'sos', said: 'action=sos' }])
  const radar = (minute: number, falls: string) =>
    bytes({ device_status: 'ONLINE', report_time: `2026-09-21 13:0${minute}:00`, device_property: { FallAlarmCnt: falls } })
  const first = hearJson(radar(1, '0'), source('fall-radar'), null)
  const second = hearJson(radar(2, '1'), source('fall-radar'), first.next)
  expect(second.heard[0]?.signals).toMatchObject([{ kind: 'fall' }])
  expect(hearJson(radar(2, '1'), source('fall-radar'), second.next).heard).toEqual([])
})

test('a state survives being stored as JSON', () => {
  const first = hearJson(bytes({ smoke: true }), source('zigbee'), null)
  const stored: HearingState = JSON.parse(JSON.stringify(first.next))
  expect(hearJson(bytes({ smoke: false }), source('zigbee'), stored).heard[0]?.signals).toEqual([{ kind: 'smoke-cleared' }])
})

test('unknown keys are named, the known beside them heard', () => {
  const { heard, errors } = hearJson(bytes({ hovering: 1, sos: true }), source('zigbee'), null)
  expect(heard[0]?.signals.map((one) => one.kind)).toEqual(['sos'])
  expect(errors).toEqual([{ path: 'hovering', reason: 'unknown-key' }])
})

test('no bytes and no JSON make it throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...jsonShapes), fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(bytes)), (shape, raw) => {
      expect(Array.isArray(hearJson(raw, source(shape), null).heard)).toBe(true)
    }),
    { numRuns: 5000 },
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
    fc.property(fc.constantFrom(...jsonShapes), fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (shape, value) => {
      for (const one of hearJson(bytes(value), source(shape), null).heard)
        for (const { value: number } of one.readings) expect(Number.isFinite(number)).toBe(true)
    }),
    { numRuns: 5000 },
  )
})
