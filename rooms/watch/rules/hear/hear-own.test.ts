import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signalKinds } from '../../contract/heard.ts'
import { hearOwn } from './hear-own.ts'
import { messageAtMost, readJson } from './read-json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const reading = (readings: unknown) => hearOwn({ readings }).heard[0]?.readings
const errors = (value: unknown) => hearOwn(value).errors.map(({ path, reason }) => `${path} ${reason}`)

test('a whole message', () => {
  expect(
    hearOwn({ at: '2026-11-22T10:00:00+08:00', id: 17, readings: { 'heart-rate': 72 }, signals: ['sos', { kind: 'fall', said: 'FD' }] }),
  ).toEqual({
    heard: [
      {
        claimedAt: ms('2026-11-22T02:00:00Z'),
        sequence: '17',
        readings: [{ metric: 'heart-rate', value: 72 }],
        signals: [{ kind: 'sos' }, { kind: 'fall', said: 'FD' }],
        settings: {},
      },
    ],
    errors: [],
  })
})

test.each([
  ['2026-11-22T02:00:00Z', ms('2026-11-22T02:00:00Z')],
  ['2026-11-22 10:00:00', ms('2026-11-22T02:00:00Z')],
  [1_795_000_000, 1_795_000_000_000],
  [1_795_000_000_123, 1_795_000_000_123],
  [0, 0],
  [-1, -1000],
  [undefined, null],
  [null, null],
])('time %j', (at, claimedAt) => {
  expect(hearOwn({ at, signals: ['sos'] })).toMatchObject({ heard: [{ claimedAt }], errors: [] })
})

test.each([
  [{ 'body-temperature': { value: 98.6, unit: '°F' } }, 37],
  [{ 'body-temperature': { value: 98.6, unit: 'F' } }, 37],
  [{ 'body-temperature': { value: 36.6, unit: '℃' } }, 36.6],
  [{ systolic: { value: 16, unit: 'kPa' } }, 120],
  [{ glucose: { value: 108, unit: 'mg/dL' } }, 5.99],
  [{ glucose: { value: 6, unit: 'mmol/L' } }, 6],
  [[{ metric: 'spo2', value: 97, unit: '%' }], 97],
  [[{ metric: 'spo2', value: 97 }], 97],
  [{ door: true }, 1],
  [{ spo2: null }, Number.NaN],
  [{ 'body-temperature': { value: null, unit: '°F' } }, Number.NaN],
])('%j is %d of ours', (readings, value) => {
  expect(reading(readings)?.[0]?.value).toBe(value)
})

test.each([
  [7, [' no-object']],
  [null, [' no-object']],
  ['sos', [' no-object']],
  [{}, [' nothing-said']],
  [{ at: 5, id: 'x' }, [' nothing-said']],
  [{ readings: { 'heart-rate': '72' } }, ['readings.heart-rate bad-value']],
  [{ readings: { 'heart-rate': Number.NaN } }, ['readings.heart-rate bad-value']],
  [{ readings: { 'heart-rate': [72] } }, ['readings.heart-rate bad-value']],
  [{ readings: { mood: 3 } }, ['readings.mood unknown-metric']],
  [{ readings: { glucose: { value: 5, unit: 'g/L' } } }, ['readings.glucose unknown-unit']],
  [{ readings: { glucose: { value: 5, unit: 'constructor' } } }, ['readings.glucose unknown-unit']],
  [{ readings: { glucose: { value: 5, unit: 7 } } }, ['readings.glucose bad-value']],
  [{ readings: 'none' }, ['readings bad-readings']],
  [{ readings: [5] }, ['readings.0 bad-value']],
  [{ signals: 'sos' }, ['signals bad-signals']],
  [{ signals: ['help', 5] }, ['signals.0 unknown-signal', 'signals.1 bad-signals']],
])('%j is told: %j', (value, told) => {
  expect(errors(value)).toEqual(told)
  expect(hearOwn(value).heard).toEqual([])
})

test.each([
  ['a bad time', { at: 'yesterday', signals: ['sos'] }, 'at bad-time'],
  ['a bad id', { id: 'a\u0000b', signals: ['sos'] }, 'id bad-id'],
  ['a bad reading', { readings: { 'heart-rate': 'x' }, signals: ['sos'] }, 'readings.heart-rate bad-value'],
  ['an unknown signal', { signals: ['sos', 'help'] }, 'signals.1 unknown-signal'],
])('a press beside %s is heard', (_, value, told) => {
  expect(errors(value)).toEqual([told])
  expect(hearOwn(value).heard[0]?.signals).toEqual([{ kind: 'sos' }])
})

test('a batch is heard one by one; too many are refused', () => {
  const { heard, errors: told } = hearOwn([{ signals: ['sos'] }, 5, { readings: { mood: 1, spo2: 97 } }])
  expect(heard.length).toBe(2)
  expect(told).toEqual([
    { path: '1.', reason: 'no-object' },
    { path: '2.readings.mood', reason: 'unknown-metric' },
  ])
  expect(hearOwn(Array.from({ length: 1001 }, () => ({ signals: ['sos'] })))).toEqual({
    heard: [],
    errors: [{ path: '', reason: 'too-many' }],
  })
})

test('of the signals of one message the first thousand are heard: 26,000 of them held up the presses of everybody for 24 s', () => {
  const { heard, errors } = hearOwn(Array.from({ length: 1000 }, () => ({ readings: { steps: 1 }, signals: signalKinds })))
  expect(heard).toHaveLength(1000)
  expect(heard.flatMap(({ signals }) => signals)).toHaveLength(1000)
  expect(heard[0]?.signals.map(({ kind }) => kind)).toEqual([...signalKinds])
  expect(errors[0]).toEqual({ path: '38.signals', reason: 'too-many' })
})

test.each([
  ['{"a":1}', { ok: true, value: { a: 1 } }],
  ['{"a":NaN}', { ok: false, reason: 'bad-json' }],
  ['', { ok: false, reason: 'bad-json' }],
  ['{"a":', { ok: false, reason: 'bad-json' }],
  ['['.repeat(100_000), { ok: false, reason: 'too-deep' }],
  [`${'['.repeat(33)}${']'.repeat(33)}`, { ok: false, reason: 'too-deep' }],
  [`"${'['.repeat(50)}\\"["`, { ok: true, value: `${'['.repeat(50)}"[` }],
])('%.20s', (text, read) => {
  expect(readJson(bytes(text))).toEqual(read)
})

test('bytes that are no text, and too many bytes', () => {
  expect(readJson(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).toEqual({ ok: false, reason: 'bad-utf8' })
  expect(readJson(new Uint8Array(messageAtMost + 1).fill(0x20))).toEqual({ ok: false, reason: 'too-long' })
})

test('nothing a sender can write throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => {
      const read = readJson(raw)
      if (read.ok) hearOwn(read.value)
    }),
  )
  fc.assert(
    fc.property(
      fc.record({ at: fc.anything(), id: fc.anything(), readings: fc.anything(), signals: fc.anything() }, { requiredKeys: [] }),
      (value) => {
        for (const one of hearOwn(value).heard) for (const { value: number } of one.readings) expect(Number.isFinite(number)).toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
})
