import { expect, test } from 'vitest'
import type { RegisteredDevice } from '../../contract/register.ts'
import { findSpeaker } from './find-speaker.ts'

const device = (source: string, more: Partial<RegisteredDevice>): RegisteredDevice => ({
  id: source,
  source,
  protocol: 'zigbee',
  serial: source,
  kind: 'smoke',
  vendor: null,
  model: null,
  gatewayId: null,
  secretHash: null,
  state: 'in-use',
  silenceMinutes: null,
  testDays: null,
  divisionCode: '990101',
  synthetic: true,
  testUntil: null,
  bound: null,
  ...more,
})
/** Who is heard when a gateway in this state publishes for a sensor behind it. */
const heardBehind = (state: RegisteredDevice['state'], topic = 'up/g/s') => {
  const all = [device('g', { kind: 'gateway', state }), device('s', { gatewayId: 'g' })]
  const found = findSpeaker({ devices: new Map(all.map((one) => [one.source, one])) }, { source: 'g', topic })
  return typeof found === 'string' ? found : found.device.source
}

test.each([
  ['in-use', 's'],
  ['stock', 's'],
  // on the bench its sensors may hang on the wall still
  ['repair', 's'],
  // whoever has it now speaks for nobody's home, whichever door the credential still opens
  ['lost', 'not-in-use'],
  ['scrapped', 'not-in-use'],
] as const)('a gateway that is %s speaks for the sensors behind it: %s', (state, heard) => {
  expect(heardBehind(state)).toBe(heard)
})
