import { describe, expect, test } from 'vitest'
import { bytesOf, type DecoderCase, decoderCases } from '../../fixtures/device-cases.ts'
import type { Decoded, Decoder } from './decoder.ts'
import { eelink } from './eelink.ts'
import { gt06 } from './gt06.ts'
import { jt808 } from './jt808.ts'
import { minifinder2 } from './minifinder2.ts'
import { topin } from './topin.ts'
import { xexun2 } from './xexun2.ts'

const decoders: readonly Decoder[] = [eelink, gt06, jt808, minifinder2, topin, xexun2]
const now = Date.UTC(2026, 10, 22, 12, 0, 0)

const same = (told: unknown, wanted: unknown): boolean =>
  typeof told === 'number' && typeof wanted === 'number' ? Math.abs(told - wanted) < 1e-9 : told === wanted

/** What is missing from the answer; null when the case is met. */
const faultOf = ({ expect: wanted }: DecoderCase, said: Decoded): string | null => {
  if (said.error !== null) return said.error
  const attributes = [said.attributes, ...said.positions.map((position) => position.attributes)]
  const anything = said.positions.length > 0 || Object.keys(said.attributes).length > 0
  const [first] = said.positions
  if (wanted.type === 'null') return anything ? 'says something' : null
  if (wanted.type === 'notNull') return anything ? null : 'says nothing'
  if (wanted.type === 'attributes') return attributes.some((one) => Object.keys(one).length > 0) ? null : 'no attributes'
  if (wanted.type === 'attribute') {
    const { key = '', value } = wanted
    return attributes.some((one) => same(one[key], value)) ? null : `${key} is ${attributes.map((one) => one[key]).join()}, not ${value}`
  }
  if (!first) return 'no position'
  const placed = said.positions.every((position) => position.lat !== null && position.lon !== null)
  if (!placed && wanted.type === 'position') return 'no place'
  const at = wanted.position
  if (!at) return null
  if (at.valid !== undefined && at.valid !== first.valid) return 'other validity'
  if (at.time_utc !== undefined && Date.parse(`${at.time_utc.replace(' ', 'T')}Z`) !== Date.parse(first.time ?? ''))
    return `other time ${first.time}`
  if (at.lat !== undefined && !(Math.abs(at.lat - (first.lat ?? 999)) < 1e-5)) return `other latitude ${first.lat}`
  if (at.lon !== undefined && !(Math.abs(at.lon - (first.lon ?? 999)) < 1e-5)) return `other longitude ${first.lon}`
  return null
}

describe.each(decoders)('$protocol: recorded messages, one connection, in the order of the source', (decoder) => {
  const session = decoder.open()
  test.each(decoderCases(decoder.protocol))('line $line: $expect.type $expect.key $expect.value', (one) => {
    const said = session.decode(bytesOf(one.encoding, one.data), now)
    expect({ fault: faultOf(one, said), said }).toMatchObject({ fault: null })
  })
})
