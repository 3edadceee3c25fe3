import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FrameTooLong, frameAtMost } from './decoder.ts'
import { findDecoder } from './decoders.ts'
import { hearTerminal } from './hear-terminal.ts'

const texts = ['watch', 'h02', 'gps103', 'trv', 'pt60', 'wristband', 'smartsole', 'laipac', 'minifinder']
const runs = Number(process.env['FUZZ_RUNS'] ?? 300)
const now = Date.UTC(2026, 10, 22)
const cases = readFileSync(join(import.meta.dirname, '../../fixtures/decoder-cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { protocol: string; encoding: string; data: string })

describe.each(texts)('%s', (protocol) => {
  const own = cases
    .filter((one) => one.protocol === protocol)
    .map(({ data, encoding }) => new Uint8Array(Buffer.from(data, encoding === 'hex' ? 'hex' : 'latin1')))
  const recorded = fc.constantFrom(...own)

  /** Whatever comes: an answer in the shape of the contract, numbers that are numbers, and something heard or nothing. */
  const holds = (frame: Uint8Array) => {
    const session = findDecoder(protocol)?.open()
    const before = frame.slice()
    const decoded = session?.decode(frame, now)
    if (decoded === undefined) throw new Error('no decoder')
    expect(frame).toEqual(before)
    for (const { lat, lon, time, attributes } of decoded.positions) {
      if (lat !== null) expect(Math.abs(lat)).toBeLessThanOrEqual(90)
      if (lon !== null) expect(Math.abs(lon)).toBeLessThanOrEqual(180)
      if (time !== null) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      for (const value of Object.values(attributes)) expect(Number.isNaN(value)).toBe(false)
    }
    for (const reply of decoded.replies) expect(reply.length).toBeLessThan(300)
    if (decoded.error !== null) expect([decoded.positions, decoded.attributes]).toEqual([[], {}])
    for (const { readings } of hearTerminal(protocol, decoded)) for (const { value } of readings) expect(Number.isFinite(value)).toBe(true)
    // a frame that was garbled spoils nothing for the next one
    const next = own[0] ?? new Uint8Array()
    expect(session?.decode(next, now).error).toBe(null)
  }

  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), holds), { numRuns: runs })
  })
  test('recorded messages cut short', () => {
    fc.assert(
      fc.property(recorded, fc.nat(2000), (frame, length) => holds(frame.slice(0, length % (frame.length + 1)))),
      { numRuns: runs },
    )
  })
  test('recorded messages with bits turned and bytes put in or left out', () => {
    const change = fc.record({ at: fc.nat(), bit: fc.nat(7), sort: fc.constantFrom('turn', 'put', 'leave'), byte: fc.nat(255) })
    fc.assert(
      fc.property(recorded, fc.array(change, { minLength: 1, maxLength: 8 }), (frame, changes) => {
        const bytes = [...frame]
        for (const { at, bit, sort, byte } of changes) {
          const place = at % (bytes.length + 1)
          if (sort === 'turn' && place < bytes.length) bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
          else bytes.splice(place, sort === 'leave' ? 1 : 0, ...(sort === 'put' ? [byte] : []))
        }
        holds(new Uint8Array(bytes))
      }),
      { numRuns: runs },
    )
  })
  test('recorded messages whose fields are exchanged', () => {
    const field = fc.constantFrom('', '-1', '9'.repeat(40), '0x', 'NaN', '1e999', '°', '\0', '-', '.', ',', '|', '☃', '2400', '991399')
    fc.assert(
      fc.property(recorded, fc.array(fc.tuple(fc.nat(), field), { minLength: 1, maxLength: 6 }), (frame, changes) => {
        const fields = Buffer.from(frame).toString('latin1').split(',')
        for (const [at, text] of changes) fields[at % fields.length] = text
        holds(new Uint8Array(Buffer.from(fields.join(','), 'latin1')))
      }),
      { numRuns: runs },
    )
  })
  test.each([
    ['blanks', ' '],
    ['digits', '1'],
    ['commas', ','],
    ['bars', '|'],
    ['stars', '*'],
    ['brackets', '['],
    ['pairs', 'a:'],
    ['semicolons', ';'],
    ['dollars', '$'],
    ['zeros', '\0'],
  ])('a giant frame of %s is read in bounded time', (_name, sign) => {
    for (const head of own.slice(0, 8)) {
      const giant = Buffer.concat([head.subarray(0, Math.ceil(head.length / 2)), Buffer.alloc(frameAtMost, sign), Buffer.from('x')])
      const began = performance.now()
      holds(new Uint8Array(giant))
      expect(performance.now() - began).toBeLessThan(1000)
    }
  })
  test('any stream in any chunks: frames or FrameTooLong, nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), recorded), { maxLength: 30 }), (chunks) => {
        const split = findDecoder(protocol)?.splitter()
        for (const chunk of chunks) for (const frame of split?.push(chunk) ?? []) expect(frame.length).toBeLessThanOrEqual(frameAtMost)
      }),
      { numRuns: Math.ceil(runs / 4) },
    )
  })
  test('a stream of a mebibyte without an end is given up or passed over in bounded time', () => {
    const split = findDecoder(protocol)?.splitter()
    const began = performance.now()
    const chunk = new Uint8Array(Buffer.concat([own[0]?.subarray(0, 12) ?? Buffer.alloc(0), Buffer.alloc(1024, 'z')]))
    try {
      for (let sent = 0; sent < 1024; sent++) split?.push(chunk)
    } catch (error) {
      expect(error).toBeInstanceOf(FrameTooLong)
    }
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
