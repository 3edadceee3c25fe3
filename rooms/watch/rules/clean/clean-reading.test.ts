import { expect, test } from 'vitest'
import { metrics } from '../../contract/heard.ts'
import { trusts } from '../../contract/trust.ts'
import { cleanReading, type ReadingFacts } from './clean-reading.ts'
import { plausible } from './plausible.ts'

const at = 1_790_000_000_000
const facts: ReadingFacts = { time: 'right', at, seen: false, bound: true, offline: false, before: null }

test.each([
  ['heart-rate', 72, {}, 72, 'trusted'],
  ['heart-rate', 30, { before: { value: 75, at: at - 60_000 } }, 30, 'trusted'],
  ['spo2', 78, { before: { value: 97, at: at - 1000 } }, 78, 'trusted'],
  ['heart-rate', 0, {}, 0, 'out-of-range'],
  ['heart-rate', null, {}, null, 'null-value'],
  ['heart-rate', Number.NaN, {}, null, 'null-value'],
  ['heart-rate', Number.POSITIVE_INFINITY, {}, null, 'null-value'],
  ['heart-rate', 72, { seen: true }, 72, 'duplicate'],
  ['heart-rate', 72, { bound: false, seen: true }, 72, 'device-unbound'],
  ['heart-rate', Number.NaN, { bound: false }, null, 'device-unbound'],
  ['heart-rate', 72, { offline: true }, 72, 'offline-repeat'],
  ['heart-rate', 72, { time: 'clock-1970' }, 72, 'clock-1970'],
  ['heart-rate', 72, { time: 'clock-future' }, 72, 'clock-future'],
  ['heart-rate', 72, { time: 'too-late' }, 72, 'too-late'],
  ['heart-rate', 72, { time: 'late' }, 72, 'late'],
  ['heart-rate', 500, { time: 'late' }, 500, 'out-of-range'],
  ['body-temperature', 98.6, {}, 37, 'unit-guessed'],
  ['body-temperature', 104, {}, 40, 'unit-guessed'],
  ['body-temperature', 36.5, {}, 36.5, 'trusted'],
  ['body-temperature', 60, {}, 60, 'out-of-range'],
  ['room-temperature', 72, {}, 72, 'unit-guessed'],
  ['room-temperature', 26, {}, 26, 'trusted'],
  ['systolic', 16, {}, 120, 'unit-guessed'],
  ['diastolic', 10.7, {}, 80, 'unit-guessed'],
  ['glucose', 108, {}, 6, 'unit-guessed'],
  ['glucose', 2.1, {}, 2.1, 'trusted'],
  ['weight', 95, { before: { value: 60, at: at - 60_000 } }, 95, 'spike'],
  ['weight', 95, { before: { value: 95, at: at - 60_000 } }, 95, 'trusted'],
  ['heart-rate', 210, { before: { value: 70, at: at - 5000 } }, 210, 'spike'],
  ['motion', 2, {}, 2, 'out-of-range'],
  ['door', 0.5, {}, 0.5, 'out-of-range'],
  ['steps', -3, {}, -3, 'out-of-range'],
  ['latitude', 91, {}, 91, 'out-of-range'],
] as const)('%s %s %j -> %s, %s', (metric, value, more, shown, trust) => {
  expect(cleanReading({ metric, value }, { ...facts, ...more })).toEqual({ metric, value: shown, trust })
})

test('every word of trust is given by some reading, none by another name', () => {
  const said = new Set(
    [
      cleanReading({ metric: 'spo2', value: 97 }, facts),
      cleanReading({ metric: 'spo2', value: 97 }, { ...facts, bound: false }),
      cleanReading({ metric: 'spo2', value: 97 }, { ...facts, seen: true }),
      cleanReading({ metric: 'spo2', value: null }, facts),
      cleanReading({ metric: 'spo2', value: 97 }, { ...facts, offline: true }),
      ...(['clock-1970', 'clock-future', 'too-late', 'late'] as const).map((time) =>
        cleanReading({ metric: 'spo2', value: 97 }, { ...facts, time }),
      ),
      cleanReading({ metric: 'glucose', value: 100 }, facts),
      cleanReading({ metric: 'spo2', value: 130 }, facts),
      cleanReading({ metric: 'spo2', value: 97, unit: 'furlong' }, facts),
      cleanReading({ metric: 'weight', value: 90 }, { ...facts, before: { value: 50, at } }),
    ].map((one) => one.trust),
  )
  expect([...said].toSorted()).toEqual([...trusts].toSorted())
})

test('no limit of danger lies outside what is plausible', () => {
  const dangerous = {
    'heart-rate': [40, 130],
    systolic: [60, 250],
    diastolic: [40, 140],
    spo2: [60, 90],
    glucose: [1.5, 33],
    'body-temperature': [28, 42],
  }
  for (const [metric, values] of Object.entries(dangerous))
    for (const value of values) {
      const name = metrics.find((one) => one === metric)
      if (!name) throw new Error(metric)
      expect(cleanReading({ metric: name, value }, facts).trust, `${metric} ${value}`).toBe('trusted')
    }
  for (const metric of metrics) expect(plausible[metric].least).toBeLessThan(plausible[metric].most)
})
