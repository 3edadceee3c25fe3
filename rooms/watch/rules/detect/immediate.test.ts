import { expect, test } from 'vitest'
import { type SignalKind, signalKinds } from '../../contract/heard.ts'
import type { Decision } from '../../contract/cause.ts'
import { type GuardState, guardByLifeState, guardHome } from './guard-by-life-state.ts'
import { gradeSignal } from './grade-signal.ts'
import { type JudgedReading, judgeVital, type PersonLimits } from './judge-vital.ts'
import { decide, getRule, settingOf, shipped } from './shipped-rules.ts'

const live = { standing: 'live', ageMinutes: 0 } as const
const graded = (kind: SignalKind) => gradeSignal({ kind }, live)

test.each([
  ['sos', 'sos', 'person', 1],
  ['fall', 'fall', 'person', 1],
  ['stay', 'stay', 'person', 1],
  ['inactivity', 'inactivity', 'person', 2],
  ['leave-bed', 'leave-bed', 'person', 2],
  ['vital', 'vital-device', 'person', 1],
  ['smoke', 'smoke', 'hazard', 1],
  ['gas', 'gas', 'hazard', 1],
  ['co', 'co', 'hazard', 1],
  ['water', 'water', 'hazard', 1],
  ['geofence-left', 'left-area', 'wander', 2],
  ['medicine-missed', 'medicine-missed', 'medicine', 3],
  ['power-lost', 'power-lost', 'equipment', 4],
  ['fault', 'fault', 'equipment', 4],
  ['tamper', 'tamper', 'equipment', 4],
  ['removed', 'removed', 'equipment', 3],
  ['battery-low', 'battery-low', 'equipment', 4],
] as const)('%s -> %s, %s, level %i', (kind, rule, cause, level) => {
  expect(graded(kind).decision).toMatchObject({ rule, cause, level, fires: 'yes', version: 1 })
})

test.each([
  ['fall-cleared', 'fall'],
  ['smoke-cleared', 'smoke'],
  ['power-back', 'power-lost'],
  ['geofence-entered', 'left-area'],
  ['medicine-taken', 'medicine-missed'],
  ['test-call', null],
] as const)('%s opens nothing and clears %s', (kind, clears) => {
  expect(graded(kind)).toEqual({ decision: null, clears })
})

test('every signal is graded by a rule of the file or named as opening nothing', () => {
  const codes = new Set(shipped.rules.map((rule) => rule.code))
  expect(codes.size).toBe(shipped.rules.length)
  expect(Object.keys(shipped.signals).toSorted()).toEqual([...signalKinds].toSorted())
  for (const { rule, clears } of Object.values(shipped.signals)) for (const code of [rule, clears]) if (code) expect(codes).toContain(code)
})

test('two presses, a fall and a bathroom stay are of one cause', () => {
  expect(new Set((['sos', 'sos', 'fall', 'stay'] as const).map((kind) => graded(kind).decision?.cause))).toEqual(new Set(['person']))
})

test.each([
  ['sos', 120, 'late-call', 'person', 2, 'yes'],
  ['sos', 20, 'late-call', 'person', 1, 'yes'],
  ['fall', 61, 'late-call', 'person', 2, 'yes'],
  ['gas', 30, 'late-call', 'hazard', 1, 'yes'],
  ['battery-low', 30, 'battery-low', 'equipment', null, 'no'],
  ['medicine-missed', 600, 'medicine-missed', 'medicine', null, 'no'],
] as const)('%s, %i minutes late -> %s', (kind, ageMinutes, rule, cause, level, fires) => {
  const { decision } = gradeSignal({ kind, said: 'raw word' }, { standing: 'late-call', ageMinutes })
  expect(decision).toMatchObject({ rule, cause, level, fires })
  expect(decision?.facts).toMatchObject({ signal: kind, said: 'raw word' })
})

const at = 1_790_000_000_000
const reading = (metric: JudgedReading['metric'], value: number | null, more: Partial<JudgedReading> = {}): JudgedReading => ({
  metric,
  value,
  trust: 'trusted',
  at,
  ...more,
})
const nobody: PersonLimits = { doctor: null }

test.each([
  ['systolic', 180, 'vital-critical', 'yes'],
  ['systolic', 179, 'vital-attention', 'no'],
  ['diastolic', 110, 'vital-critical', 'yes'],
  ['spo2', 89, 'vital-critical', 'yes'],
  ['spo2', 90, 'vital-attention', 'no'],
  ['glucose', 3.8, 'vital-critical', 'yes'],
  ['glucose', 3.9, 'vital-attention', 'no'],
  ['glucose', 16.7, 'vital-critical', 'yes'],
  ['heart-rate', 39, 'vital-critical', 'yes'],
  ['heart-rate', 40, 'vital-attention', 'no'],
  ['heart-rate', 130, 'vital-attention', 'no'],
  ['heart-rate', 131, 'vital-critical', 'yes'],
] as const)('%s %d by default: %s %s', (metric, value, rule, fires) => {
  const decision = judgeVital(reading(metric, value), null, nobody)
  expect(decision).toMatchObject({ rule, fires, facts: { limits: 'product-default' } })
  expect(decision?.missing).toEqual(['doctor-critical-limits', 'doctor-attention-limits'])
})

test('attention needs two in a row, trusted, within the day', () => {
  const judge = (before: JudgedReading | null) => judgeVital(reading('heart-rate', 120), before, nobody)?.fires
  expect(judge(reading('heart-rate', 118, { at: at - 60_000 }))).toBe('yes')
  expect(judge(null)).toBe('no')
  expect(judge(reading('heart-rate', 120))).toBe('no')
  expect(judge(reading('heart-rate', 80, { at: at - 60_000 }))).toBe('no')
  expect(judge(reading('heart-rate', 118, { at: at - 60_000, trust: 'late' }))).toBe('no')
  expect(judge(reading('heart-rate', 118, { at: at - 25 * 3_600_000 }))).toBe('no')
})

test("the doctor's values stand before the product's, metric by metric", () => {
  const oxygen: PersonLimits = {
    doctor: {
      critical: [{ metric: 'spo2', below: 85, above: null, inclusive: false }],
      attention: [{ metric: 'spo2', below: 88, above: null, inclusive: false }],
    },
  }
  expect(judgeVital(reading('spo2', 89), null, oxygen)).toMatchObject({
    fires: 'no',
    why: 'within-limits',
    facts: { limits: 'doctor' },
    missing: [],
  })
  expect(judgeVital(reading('spo2', 84), null, oxygen)).toMatchObject({ fires: 'yes', level: 1, facts: { limits: 'doctor', below: 85 } })
  expect(judgeVital(reading('heart-rate', 131), null, oxygen)).toMatchObject({
    fires: 'yes',
    facts: { limits: 'product-default', above: 130 },
  })
})

test.each([
  'duplicate',
  'spike',
  'unit-guessed',
  'out-of-range',
  'clock-1970',
  'clock-future',
  'late',
  'too-late',
  'offline-repeat',
] as const)('a reading that is %s raises nothing and denies nothing', (trust) => {
  expect(judgeVital(reading('spo2', 70, { trust }), null, nobody)).toMatchObject({
    fires: 'cannot-say',
    level: null,
    missing: ['trusted-reading'],
  })
})

test('no value cannot be said, no limits are not judged', () => {
  expect(judgeVital(reading('spo2', null), null, nobody)?.fires).toBe('cannot-say')
  expect(judgeVital(reading('steps', 3), null, nobody)).toBeNull()
})

const fired = (rule: string): Decision => decide(getRule(rule), 'yes', 'heard')
test.each<[string, GuardState, boolean, string | null]>([
  ['fall', 'at-home', true, null],
  ['fall', null, true, 'state-unknown'],
  ['fall', 'away', false, 'muted-away'],
  ['vital-critical', 'hospital', false, 'muted-hospital'],
  ['smoke', 'away', false, 'muted-away'],
  ['silence', 'hospital', false, 'muted-hospital'],
  ['sos', 'away', true, 'pressed-while-elsewhere'],
  ['sos', 'hospital', true, 'pressed-while-elsewhere'],
  ['sos', 'dead', true, 'pressed-while-elsewhere'],
  ['sos', 'moved', true, 'pressed-while-elsewhere'],
  ['fall', 'dead', false, 'muted-dead'],
  ['inactivity', 'moved', false, 'muted-moved'],
  ['gas', 'dead', true, 'home-may-be-let'],
  ['inactivity', 'institution', false, 'muted-institution'],
  ['fall', 'institution', true, null],
])('%s of a person %s opens: %s, %s', (rule, state, opens, mark) => {
  expect(guardByLifeState(fired(rule), state)).toEqual({ opens, mark })
})

test('a late SOS is not muted, a district may keep hazards on, what does not fire opens nothing', () => {
  const late = gradeSignal({ kind: 'sos' }, { standing: 'late-call', ageMinutes: 90 }).decision
  if (!late) throw new Error('nothing decided')
  expect(guardByLifeState(late, 'away').opens).toBe(true)
  expect(guardByLifeState(fired('smoke'), 'away', { hazardsAlways: true })).toEqual({ opens: true, mark: null })
  expect(guardByLifeState(decide(getRule('fall'), 'cannot-say', 'not-trusted'), 'at-home').opens).toBe(false)
})

test('a home is muted only when all who live there are away', () => {
  expect(guardHome(fired('smoke'), ['away', 'at-home'])).toEqual({ opens: true, mark: null })
  expect(guardHome(fired('smoke'), ['away', null]).opens).toBe(true)
  expect(guardHome(fired('smoke'), ['away', 'hospital'])).toEqual({ opens: false, mark: 'muted-away' })
  expect(guardHome(fired('smoke'), []).opens).toBe(true)
})

test('a setting is the own one before the shipped one, and must exist', () => {
  expect(settingOf(getRule('inactivity'), 'defaultHours', { defaultHours: 6 })).toBe(6)
  expect(() => settingOf(getRule('sos'), 'colour')).toThrow('no setting')
  expect(() => getRule('no-such')).toThrow('no rule')
})
