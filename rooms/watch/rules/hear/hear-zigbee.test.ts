import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { hearZigbee } from './hear-zigbee.ts'
import { turnerOf } from '../clean/units.ts'
import { findMeaning } from './zigbee-table.ts'
import { publishedUnit } from './zigbee-units.ts'

const Device = z.object({
  vendor: z.string(),
  model: z.string(),
  exposes: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['binary', 'numeric', 'enum', 'text', 'composite', 'list']),
      unit: z.string().optional(),
      value_on: z.union([z.boolean(), z.string()]).optional(),
      value_off: z.union([z.boolean(), z.string()]).optional(),
      values: z.array(z.union([z.string(), z.number()])).optional(),
    }),
  ),
})
const devices = readFileSync(join(import.meta.dirname, '../../fixtures/zigbee-safety-devices.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Device.parse(JSON.parse(line)))
const anyone = { model: null }
const hear = (message: Record<string, unknown>, model: string | null = null) => {
  const { heard, unknown } = hearZigbee(message, { model })
  return {
    readings: Object.fromEntries(heard.readings.map((one) => [one.metric, one.value])),
    signals: heard.signals.map((one) => one.kind),
    unknown,
  }
}

test('every key and every value of every device is understood, kept or left with a reason', () => {
  expect(devices.length).toBe(180)
  const wrong: string[] = []
  let walked = 0
  for (const { model, exposes } of devices)
    for (const { name, type, value_on, value_off, values } of exposes) {
      if (findMeaning(name, model) === null) wrong.push(`${model} ${name}`)
      const tried = type === 'binary' ? [value_on, value_off] : type === 'enum' ? (values ?? []) : type === 'numeric' ? [1] : ['text']
      for (const value of tried) {
        walked += 1
        if (type === 'text' && findMeaning(name, model)?.words) continue
        const { unknown } = hear({ [name]: value }, model)
        if (unknown.length > 0) wrong.push(`${model} ${unknown.join()}`)
      }
    }
  expect(wrong).toEqual([])
  expect(walked).toBeGreaterThan(2500)
})

test('every binary that names a danger tells the danger when on and not when off, on every device', () => {
  const kinds: [RegExp, string][] = [
    [/^smoke$/, 'smoke'],
    [/^gas$/, 'gas'],
    [/^carbon_monoxide(_alarm_\d)?$/, 'co'],
    [/leak(_alarm_\d|_detect)?$/, 'water'],
    [/^sos(_alarm)?$/, 'sos'],
    [/^tamper$/, 'tamper'],
    [/battery_low$/, 'battery-low'],
  ]
  let seen = 0
  for (const { model, exposes } of devices)
    for (const { name, type, value_on, value_off } of exposes) {
      const kind = type === 'binary' ? kinds.find(([shape]) => shape.test(name))?.[1] : undefined
      if (!kind) continue
      seen += 1
      expect(hear({ [name]: value_on }, model).signals, `${model} ${name}`).toEqual([kind])
      expect(hear({ [name]: value_off }, model).signals, `${model} ${name}`).toEqual([])
    }
  expect(seen).toBeGreaterThan(200)
})

test.each([
  [{ action: 'panic' }, {}, ['sos']],
  [{ action: 'emergency' }, {}, ['sos']],
  [{ action: 'sos' }, {}, ['sos']],
  [{ action: 'fall' }, {}, []],
  [{ action: 'arm_away' }, {}, []],
  [{ action: 'region_3_enter' }, { presence: 1 }, []],
  [{ action: 'region_3_unoccupied' }, {}, []],
  [{ fall_down_status: 'fall' }, { presence: 1 }, ['fall']],
  [{ fall_down_status: 'maybe_fall' }, { presence: 1 }, ['fall']],
  [{ status: 'falling' }, { presence: 1 }, ['fall']],
  [{ status: 'on_the_bed' }, { presence: 1, bed: 1 }, []],
  [{ status: 'unoccupied' }, { presence: 0, motion: 0 }, []],
  [{ status: 'Sensor detected' }, { water: 1 }, ['water']],
  [{ presence: true }, { presence: 1 }, []],
  [{ contact: false }, { door: 1 }, []],
  [{ contact: true }, { door: 0 }, []],
  [{ movement: 'no_presence' }, { presence: 0, motion: 0 }, []],
  [{ motion_state: 'static' }, { presence: 1, motion: 0 }, []],
  [{ channel_3_leak_detect: 'Leak' }, { water: 1 }, ['water']],
  [{ input_9_leak_detect: 'Dry' }, { water: 0 }, []],
  [{ channel_3_connection_control: 'offline' }, {}, ['fault']],
  [{ channel_3_connection_control: 'online' }, {}, []],
  [{ co_state: 'alarm' }, { co: 1 }, ['co']],
  [{ halo_alert_state: 'interconnect_smoke' }, { smoke: 1 }, ['smoke']],
  [{ gas: 3.2 }, {}, []],
  [{ co: 4 }, {}, []],
  [{ power: 'battery' }, { mains: 0 }, []],
  [{ power: 40 }, { power: 40 }, []],
  [{ mains_power_connected: false }, { mains: 0 }, ['power-lost']],
  [{ smoke: null, battery: null, action: '' }, { battery: Number.NaN }, []],
  [{ temperature: null, local_temperature: 21 }, { 'room-temperature': 21 }, []],
  [{ local_temperature: 21, temperature: null }, { 'room-temperature': 21 }, []],
  [{ water_leak_alarm_1: false, water_leak_alarm_2: true }, { water: 1 }, ['water']],
  [{ water_leak_alarm_1: true, water_leak_alarm_2: false }, { water: 1 }, ['water']],
] as const)('%j', (message, readings, signals) => {
  expect(hear(message)).toEqual({ readings, signals, unknown: [] })
})

test('a heat alarm is a fire, a switch called alarm is not', () => {
  expect(hear({ alarm: true }, 'HM-5HA-E').signals).toEqual(['smoke'])
  expect(hear({ alarm: true }, 'R7049').signals).toEqual([])
})

test('°F is converted where the gateway says so', () => {
  const { heard } = hearZigbee({ temperature: 71.6, humidity: 40 }, { model: null, units: { temperature: '°F', humidity: '%' } })
  expect(heard.readings).toEqual([
    { metric: 'room-temperature', value: 22 },
    { metric: 'humidity', value: 40 },
  ])
})

test('every number that is a reading is published in a unit we can turn into ours, and the table of units is what the devices say', () => {
  const strange: string[] = []
  for (const { model, exposes } of devices)
    for (const { name, type, unit } of exposes) {
      if (type !== 'numeric') continue
      expect([model, name, publishedUnit(name, model)]).toEqual([model, name, unit])
      const metric = findMeaning(name, model)?.number
      if (metric !== undefined && unit !== undefined && turnerOf(metric, unit) === undefined) strange.push(`${model} ${name} ${unit}`)
    }
  expect(strange).toEqual([])
})

test('a unit nobody knows keeps the value as it was said and says so; settings are told with their unit', () => {
  const { heard } = hearZigbee({ temperature: 531, battery: 80 }, { model: null, units: { temperature: '°Ra' } })
  expect(heard.readings).toEqual([
    { metric: 'room-temperature', value: 531, unit: '°Ra' },
    { metric: 'battery', value: 80 },
  ])
  expect(hearZigbee({ voltage: 2900 }, anyone).heard.settings).toEqual({ voltage: '2900 mV' })
  const volts = devices.find(({ exposes }) => exposes.some(({ name, unit }) => name === 'voltage' && unit === 'V'))
  expect(hearZigbee({ voltage: 228, temperature: '21' }, { model: volts?.model ?? null }).heard.settings).toMatchObject({
    voltage: '228 V',
  })
})

test('a standing hazard is told each time, a low battery once, cleared when the last key lets go', () => {
  const first = hearZigbee({ water_leak_alarm_1: true, water_leak_alarm_2: true, battery_low: true }, anyone)
  expect(first.heard.signals.map((one) => one.kind)).toEqual(['water', 'battery-low'])
  const again = hearZigbee({ water_leak_alarm_1: false, water_leak_alarm_2: true, battery_low: true }, anyone, first.next)
  expect(again.heard.signals.map((one) => one.kind)).toEqual(['water'])
  const dry = hearZigbee({ water_leak_alarm_1: false, water_leak_alarm_2: false, battery_low: true }, anyone, again.next)
  expect(dry.heard.signals.map((one) => one.kind)).toEqual(['water-cleared'])
  expect(hearZigbee({ battery_low: true }, anyone, dry.next).heard.signals).toEqual([])
  const filled = hearZigbee({ battery_low: false }, anyone, dry.next)
  expect(hearZigbee({ battery_low: true }, anyone, filled.next).heard.signals.map((one) => one.kind)).toEqual(['battery-low'])
})

test('an action is a moment: each is told', () => {
  const first = hearZigbee({ action: 'sos' }, anyone)
  expect(hearZigbee({ action: 'sos' }, anyone, first.next).heard.signals.map((one) => one.kind)).toEqual(['sos'])
})

test('what nobody has mapped is named and kept, codes of keypads are not kept', () => {
  const { heard, unknown } = hearZigbee({ hovering: true, action: 'levitate', action_code: '1234', admin_code: '9', voltage: 3000 }, anyone)
  expect(unknown).toEqual(['hovering', 'action=levitate'])
  expect(heard.settings).toEqual({ hovering: 'true', action: 'levitate', voltage: '3000 mV' })
})

test.each([
  ['2026-11-22T10:00:00+08:00', Temporal.Instant.from('2026-11-22T02:00:00Z').epochMilliseconds],
  [1_790_000_000_000, 1_790_000_000_000],
  ['yesterday', null],
  [{}, null],
])('last_seen %j', (last_seen, claimedAt) => {
  expect(hearZigbee({ last_seen, smoke: true }, anyone).heard.claimedAt).toBe(claimedAt)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, [], {}, [[[]]], 'x'.repeat(10_000)])('odd values say nothing dangerous: %j', (value) => {
  for (const key of ['smoke', 'temperature', 'action', 'status', '__proto__', 'constructor']) {
    const { heard } = hearZigbee({ [key]: value }, anyone)
    expect(heard.signals).toEqual([])
    expect(heard.readings).toEqual([])
  }
})
