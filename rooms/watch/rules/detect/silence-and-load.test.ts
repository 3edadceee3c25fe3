import { expect, test } from 'vitest'
import { judgeRuleLoad, type RuleLoad } from './judge-rule-load.ts'
import { judgeSilence, type WatchedDevice } from './judge-silence.ts'
import { getRule, shipped } from './shipped-rules.ts'

const now = 1_790_000_000_000
const hour = 3_600_000
const device = (id: string, silentHours: number | null, more: Partial<WatchedDevice> = {}): WatchedDevice => ({
  id,
  isGateway: false,
  gateway: 'g',
  lastSeenAt: silentHours === null ? null : now - silentHours * hour,
  boundAt: now - 100 * hour,
  limitMinutes: 60,
  ...more,
})
const gateway = (silentHours: number | null, more: Partial<WatchedDevice> = {}) =>
  device('g', silentHours, { isGateway: true, gateway: null, ...more })
const told = (...devices: WatchedDevice[]) =>
  judgeSilence(devices, now).map((one) => `${one.about} ${one.decision.why} ${one.devices.join()}`)

test.each([
  ['all well', [gateway(0), device('a', 0), device('b', 0.5)], []],
  ['the plug pulled: one finding', [gateway(2), device('a', 2), device('b', 2), device('c', 2)], ['g gateway-silent a,b,c']],
  ['the gateway first, its sensors within their own limits', [gateway(2), device('a', 2, { limitMinutes: 600 })], ['g gateway-silent ']],
  ['the gateway says it is there, nothing comes through', [gateway(0), device('a', 2), device('b', 2)], ['g all-behind-silent a,b']],
  ['one sensor of two', [gateway(0), device('a', 2), device('b', 0)], ['home device-silent a']],
  ['two sensors of three: one finding', [gateway(0), device('a', 2), device('b', 2), device('c', 0)], ['home device-silent a,b']],
  ['the only sensor', [gateway(0), device('a', 2)], ['home device-silent a']],
  [
    'a watch of its own beside a silent gateway',
    [gateway(2), device('w', 30, { gateway: null })],
    ['g gateway-silent ', 'home device-silent w'],
  ],
  ['at the limit', [gateway(1)], []],
  ['never heard, bound long ago', [gateway(null)], ['g gateway-silent ']],
  ['never heard, bound just now', [gateway(null, { boundAt: now })], []],
  ['no contract: a sensor has a day', [gateway(0), device('a', 23, { limitMinutes: null })], []],
  ['no contract: a sensor over a day', [gateway(0), device('a', 25, { limitMinutes: null })], ['home device-silent a']],
  ['no contract: a gateway has two hours', [gateway(1.9, { limitMinutes: null })], []],
  ['no contract: a gateway over two hours', [gateway(2.1, { limitMinutes: null })], ['g gateway-silent ']],
  ['no devices', [], []],
])('%s', (_, devices, findings) => {
  expect(told(...devices)).toEqual(findings)
  expect(told(...devices.toReversed()).length).toBe(findings.length)
})

test('data that returned in the same instant leaves no finding; a missing contract is named', () => {
  expect(told(gateway(2))).toEqual(['g gateway-silent '])
  expect(told(gateway(0))).toEqual([])
  expect(judgeSilence([gateway(25, { limitMinutes: null })], now)[0]?.decision).toMatchObject({
    rule: 'silence',
    level: 4,
    missing: ['contracted-interval'],
  })
})

const load: RuleLoad = { rule: 'inactivity', canTrip: true, homesFired: 600, homesWatched: 10_000, tripped: false }
test.each<[string, Partial<RuleLoad>, boolean, string, string]>([
  ['fires on everything', {}, true, 'yes', 'fires-on-everything'],
  ['at the share', { homesFired: 500 }, true, 'yes', 'fires-on-everything'],
  ['under the share', { homesFired: 499 }, false, 'no', 'small-share'],
  ['few, in a small village', { homesFired: 19, homesWatched: 20 }, false, 'no', 'few'],
  ['stopped already: no second case', { tripped: true }, true, 'no', 'stopped-already'],
  ['stopped and silent stays stopped', { tripped: true, homesFired: 0 }, true, 'no', 'stopped-already'],
  ['how many it watches is not known', { homesWatched: null }, false, 'cannot-say', 'share-unknown'],
])('rule load: %s', (_, more, stops, fires, why) => {
  expect(judgeRuleLoad({ ...load, ...more })).toMatchObject({ stops, decision: { rule: 'rule-load', fires, why } })
})

test.each(['sos', 'fall', 'smoke', 'gas', 'co', 'rule-load'])('%s is never stopped', (code) => {
  const rule = getRule(code)
  expect(judgeRuleLoad({ ...load, rule: code, canTrip: rule.canTrip, homesFired: 10_000 })).toMatchObject({
    stops: false,
    decision: { fires: 'no' },
  })
})

test('rules that read people can be stopped', () => {
  const can = shipped.rules.filter((rule) => rule.canTrip).map((rule) => rule.code)
  expect(can).toEqual(expect.arrayContaining(['inactivity', 'vital-critical', 'leave-bed', 'should-be-home', 'medicine-missed']))
})
