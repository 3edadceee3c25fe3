import { expect, test } from 'vitest'
import { turningSum } from './checksums.ts'
import { findDecoder } from './decoders.ts'
import { hearTerminal } from './hear-terminal.ts'
import { joinBytes } from './write-bytes.ts'

const now = Date.UTC(2026, 10, 23)
const heard = (protocol: string, frame: string | Uint8Array) => {
  const bytes = typeof frame === 'string' ? Uint8Array.from(Buffer.from(frame, 'hex')) : frame
  const decoded = findDecoder(protocol)?.open().decode(bytes, now)
  expect(decoded?.error).toBe(null)
  return decoded === undefined ? [] : hearTerminal(protocol, decoded)
}

test.each([
  ['topin', 'a status without contents', '787801130d0a'],
  ['minifinder2', 'an item of the battery that holds nothing', 'ab00030000000100010114'],
  [
    'jt808',
    'a block of the battery that holds nothing',
    '7e020000220123456789010001000000000000000201d905c007270e00000500050005261123060000eb04000200a8ca7e',
  ],
  [
    'jt808',
    'a state of a camera that holds nothing',
    '7e020000240123456789010001000000000000000201d905c007270e00000500050005261123060000e806200501000300407e',
  ],
  ['jt808', 'a lock that was cut short', '7e550100000123456789010001dd7e'],
])('%s: %s says no battery of zero', (protocol, _, frame) => {
  expect(heard(protocol, frame).flatMap(({ readings }) => readings.filter(({ metric }) => metric === 'battery'))).toEqual([])
})

test('two packages of an Eelink datagram without time and place: the press stands beside the battery', () => {
  // 14: alarm of a terminal that does not know the time; no mask, so neither place nor stations
  const alarm = (code: number) => joinBytes([0x6767, 2], [0x14, 1], [10, 2], [1, 2], [0, 4], [0, 1], [code, 1], [0, 2])
  for (const codes of [
    [2, 3],
    [3, 2],
  ]) {
    const inner = joinBytes(Uint8Array.from(Buffer.from('0864180030000001', 'hex')), ...codes.map(alarm))
    const frame = joinBytes('EL', [inner.length + 2, 2], [turningSum(inner), 2], inner)
    const kinds = heard('eelink', frame).flatMap(({ signals }) => signals.map(({ kind }) => kind))
    expect(kinds.toSorted()).toEqual(['battery-low', 'sos'])
  }
})
