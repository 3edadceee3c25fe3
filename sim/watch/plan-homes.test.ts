import { expect, test } from 'vitest'
import { dice } from '../dice.ts'
import { isOut, rhythmOf } from './live-home.ts'
import { madePlaces } from './made-places.ts'
import { planHomes } from './plan-homes.ts'

const villages = [
  { code: '990101001001', name: '青禾', townName: '东街' },
  { code: '990101001002', name: '稻香', townName: '东街' },
] as const
const households = Array.from({ length: 200 }, (_, n) => ({
  divisionCode: villages[n % 2]?.code ?? '',
  address: `合成路${n}号`,
  elders: [{ id: `e${n}`, name: `某${n}` }],
}))
const square: [number, number][] = [
  [120, 31],
  [121, 31],
  [121, 32],
  [120, 32],
]
const plan = planHomes(120, households, [villages[0], villages[1]], madePlaces([square]))

test('the same call makes the same homes; nobody lives in two, no number is given twice, sensors have their gateway before them', () => {
  const again = planHomes(120, households, [villages[0], villages[1]], madePlaces([square]))
  const facts = (homes: typeof plan) => homes.map((home) => ({ ...home, dice: null }))
  expect(facts(again)).toEqual(facts(plan))
  const elders = plan.flatMap((home) => home.elders)
  expect(new Set(elders).size).toBe(elders.length)
  const devices = plan.flatMap((home) => home.devices)
  expect(devices.length).toBeGreaterThan(300)
  expect(new Set(devices.map(({ protocol, serial }) => `${protocol}:${serial}`)).size).toBe(devices.length)
  for (const home of plan) if (home.devices.some(({ behindGateway }) => behindGateway)) expect(home.devices[0]?.kind).toBe('gateway')
  expect(new Set(plan.map(({ scene }) => scene))).toEqual(new Set(['home', 'community', 'institution']))
})

test('every home has a made-up place inside the outline, homes of a village lie together, without an outline there is none', () => {
  for (const { point } of plan) {
    expect(point?.lng).toBeGreaterThan(120)
    expect(point?.lng).toBeLessThan(121)
  }
  const lngs = plan.flatMap(({ divisionCode, point }) => (divisionCode === villages[0].code && point !== null ? [point.lng] : []))
  expect(Math.max(...lngs) - Math.min(...lngs)).toBeLessThan(0.02)
  expect(madePlaces([])('990101001001', dice('x'))).toBeNull()
})

test('a day has its night and its outings, and is made again alike', () => {
  const days = Array.from({ length: 60 }, (_, day) => rhythmOf('h', day))
  for (const { wake, sleep } of days) expect(sleep - wake).toBeGreaterThan(600)
  expect(rhythmOf('h', 3)).toEqual(days[3])
  const [out] = days.flatMap((day) => day.out.map(([from]) => ({ day, from })))
  if (out !== undefined) expect(isOut(out.day, out.from)).toBe(true)
})
