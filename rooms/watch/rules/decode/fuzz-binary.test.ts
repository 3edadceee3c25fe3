import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, decoderCases } from '../../fixtures/device-cases.ts'
import { type Decoded, type Decoder, FrameTooLong } from './decoder.ts'
import { eelink } from './eelink.ts'
import { gt06 } from './gt06.ts'
import { jt808 } from './jt808.ts'
import { minifinder2 } from './minifinder2.ts'
import { topin } from './topin.ts'
import { xexun2 } from './xexun2.ts'

const decoders: readonly Decoder[] = [eelink, gt06, jt808, minifinder2, topin, xexun2]
const now = Date.UTC(2026, 10, 22)

/** What every answer must hold, whatever came in. */
const sound = ({ positions, attributes }: Decoded): void => {
  for (const position of positions) {
    if (position.lat !== null) expect(Math.abs(position.lat)).toBeLessThanOrEqual(90)
    if (position.lon !== null) expect(Math.abs(position.lon)).toBeLessThanOrEqual(180)
    expect((position.lat === null) === (position.lon === null)).toBe(true)
    if (position.time !== null) expect(Number.isNaN(Date.parse(position.time))).toBe(false)
  }
  for (const facts of [attributes, ...positions.map((position) => position.attributes)])
    for (const value of Object.values(facts)) if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
}

describe.each(decoders)('$protocol never throws', (decoder) => {
  const recorded = decoderCases(decoder.protocol).map((one) => bytesOf(one.encoding, one.data))
  const message = fc.constantFrom(...recorded)

  test('on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => sound(decoder.open().decode(bytes, now))),
      { numRuns: 400 },
    )
  })

  test('on messages cut short anywhere', () => {
    for (const bytes of recorded) {
      const step = Math.max(1, Math.floor(bytes.length / 150))
      for (let end = 0; end < bytes.length; end += step) sound(decoder.open().decode(bytes.subarray(0, end), now))
    }
  })

  test('on messages with bits turned over, on one connection', () => {
    const session = decoder.open()
    fc.assert(
      fc.property(message, fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1, maxLength: 6 }), (bytes, flips) => {
        const broken = bytes.slice()
        for (const [at, bit] of flips) broken[at % broken.length] = (broken[at % broken.length] ?? 0) ^ (1 << bit)
        sound(session.decode(broken, now))
      }),
      { numRuns: 1000 },
    )
  })

  test('on streams of broken messages; a stream may only end in FrameTooLong', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(message, fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 6 }), (parts) => {
        const splitter = decoder.splitter()
        const session = decoder.open()
        try {
          for (const [bytes, at, value] of parts) {
            const broken = bytes.slice()
            broken[at % broken.length] = value
            for (const frame of splitter.push(broken)) sound(session.decode(frame, now))
          }
        } catch (error) {
          if (!(error instanceof FrameTooLong)) throw error
        }
      }),
      { numRuns: 400 },
    )
  })
})
