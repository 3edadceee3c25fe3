import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Attribute, Decoded, Session } from './decoder.ts'
import { decoders, findDecoder } from './decoders.ts'

interface Case {
  readonly protocol: string
  readonly line: number
  readonly encoding: string
  readonly data: string
  readonly expect: {
    readonly type: string
    readonly key?: string
    readonly value?: Attribute
    readonly check_location?: boolean
    readonly position?: { readonly time_utc?: string; readonly valid?: boolean; readonly lat?: number; readonly lon?: number }
  }
}

const texts = ['watch', 'h02', 'gps103', 'trv', 'pt60', 'wristband', 'smartsole', 'laipac', 'minifinder']
const now = Date.UTC(2026, 10, 22, 12, 0, 0)
const cases: readonly Case[] = readFileSync(join(import.meta.dirname, '../../fixtures/decoder-cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const bytes = ({ encoding, data }: Case) => new Uint8Array(Buffer.from(data, encoding === 'hex' ? 'hex' : 'latin1'))
const union = ({ attributes, positions }: Decoded) => Object.assign({}, attributes, ...positions.map((one) => one.attributes))

function fits(one: Case, decoded: Decoded): void {
  expect(decoded.error).toBe(null)
  const { type, key = '', value, position } = one.expect
  const [first] = decoded.positions
  if (type === 'null') expect([decoded.positions, decoded.attributes]).toEqual([[], {}])
  if (type === 'notNull') expect(decoded.positions.length + Object.keys(decoded.attributes).length).toBeGreaterThan(0)
  if (type === 'attribute') expect(union(decoded)).toMatchObject({ [key]: value })
  if (type === 'attributes') expect(Object.keys(union(decoded)).length).toBeGreaterThan(0)
  if (type === 'positions') expect(decoded.positions.length).toBeGreaterThan(0)
  if (type === 'position' || (type === 'positions' && one.expect.check_location !== false))
    for (const { lat, lon } of decoded.positions) {
      expect(lat).toEqual(expect.any(Number))
      expect(lon).toEqual(expect.any(Number))
    }
  if (type === 'position') expect(decoded.positions).toHaveLength(1)
  if (position?.time_utc !== undefined) expect(first?.time).toBe(`${position.time_utc.replace(' ', 'T')}Z`)
  if (position?.valid !== undefined) expect(first?.valid).toBe(position.valid)
  if (position?.lat !== undefined) expect(Math.abs((first?.lat ?? 999) - position.lat)).toBeLessThanOrEqual(1e-5)
  if (position?.lon !== undefined) expect(Math.abs((first?.lon ?? 999) - position.lon)).toBeLessThanOrEqual(1e-5)
}

test('every protocol has a name of its own and cases', () => {
  expect(new Set(decoders.map(({ protocol }) => protocol)).size).toBe(decoders.length)
  for (const protocol of texts) expect(cases.filter((one) => one.protocol === protocol).length).toBeGreaterThan(0)
})

describe.each(texts)('%s', (protocol) => {
  const own = cases.filter((one) => one.protocol === protocol)
  test.each(own.map((one) => [one.line, one.expect.type, one] as const))('line %i: %s', (_line, _type, one) => {
    fits(one, findDecoder(protocol)?.open().decode(bytes(one), now) as Decoded)
  })
  test('all in one connection, in order', () => {
    const session = findDecoder(protocol)?.open() as Session
    for (const one of own) fits(one, session.decode(bytes(one), now))
  })
})
