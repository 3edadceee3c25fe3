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
