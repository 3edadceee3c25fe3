import { describe, expect, test } from 'vitest'
import { bytesOf, decoderCases, frameCases } from '../../fixtures/device-cases.ts'
import { type Decoder, FrameTooLong, frameAtMost } from './decoder.ts'
import { eelink } from './eelink.ts'
import { gt06 } from './gt06.ts'
import { frame808, open808 } from './jt808-frame.ts'
import { jt808 } from './jt808.ts'
import { minifinder2 } from './minifinder2.ts'
import { hexOf } from './read-bytes.ts'
import { topin } from './topin.ts'
import { joinBytes } from './write-bytes.ts'
import { xexun2 } from './xexun2.ts'

const decoders: readonly Decoder[] = [eelink, gt06, jt808, minifinder2, topin, xexun2]

const pieces = (stream: Uint8Array, ...at: readonly number[]): Uint8Array[] => {
  const ends = [...at, stream.length]
  return ends.map((end, index) => stream.subarray(index === 0 ? 0 : (at[index - 1] ?? 0), end))
}

const split = (decoder: Decoder, chunks: readonly Uint8Array[]): string[] => {
  const splitter = decoder.splitter()
  return chunks.flatMap((chunk) => splitter.push(chunk).map(hexOf))
}

/** What a terminal sends for a frame as the splitter gives it. */
const sent = (protocol: string, frame: Uint8Array): Uint8Array => {
  if (protocol !== 'jt808' || frame[0] !== 0x7e) return frame
  const inner = Array.from(frame.subarray(1, -1)).flatMap((byte) => (byte === 0x7d ? [0x7d, 1] : byte === 0x7e ? [0x7d, 2] : [byte]))
  return joinBytes([0x7e, 1], Uint8Array.from(inner), [0x7e, 1])
}

describe.each(decoders.filter(({ protocol }) => frameCases(protocol).length > 0))('$protocol: recorded streams', (decoder) => {
  test.each(frameCases(decoder.protocol))('$input', ({ encoding_in, input, encoding_out, frame }) => {
    expect(split(decoder, [bytesOf(encoding_in, input)])).toEqual([hexOf(bytesOf(encoding_out, frame))])
  })
})

describe.each(decoders)('$protocol', (decoder) => {
  const { protocol } = decoder
  // frames that are whole: recorded ones that were cut short or joined are left to the tests of single messages
  const frames = decoderCases(protocol)
    .filter((one) => one.encoding === 'hex')
    .map((one) => bytesOf(one.encoding, one.data))
    .filter((frame) => split(decoder, [sent(protocol, frame)]).join() === hexOf(frame))
    .filter((frame) => protocol !== 'jt808' || frame.at(-1) !== 0x28)

  test('recorded messages come out of the stream as they went in', () => {
    const recorded = decoderCases(protocol).filter((one) => one.encoding === 'hex').length
    expect(frames.length).toBeGreaterThanOrEqual(recorded - 3)
    const stream = joinBytes(...frames.map((frame) => sent(protocol, frame)))
    expect(split(decoder, [stream])).toEqual(frames.map(hexOf))
  })

  test('the same frames wherever the stream is cut', () => {
    const few = frames.toSorted((a, b) => a.length - b.length).slice(0, 8)
    const stream = joinBytes(...few.map((frame) => sent(protocol, frame)))
    for (let at = 0; at <= stream.length; at += 1) expect(split(decoder, pieces(stream, at)), `cut at ${at}`).toEqual(few.map(hexOf))
    expect(
      split(
        decoder,
        Array.from(stream, (byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(few.map(hexOf))
  })

  test('noise before a frame is passed over', () => {
    const frame = frames.find((one) => one.length > 14)
    if (!frame) throw new Error('no frame')
    const noise = Uint8Array.of(0x00, 0x0d, 0x0a, 0x41, 0xff)
    expect(split(decoder, [joinBytes(noise, sent(protocol, frame))])).toEqual([hexOf(frame)])
  })

  test('a frame that never ends ends the connection, and whole frames before it are not lost', () => {
    const beginning: Readonly<Record<string, readonly number[]>> = {
      eelink: [0x67, 0x67, 0x12, 0xff, 0xff],
      gt06: [0x79, 0x79, 0xff, 0xff, 0x94],
      jt808: [0x7e],
      minifinder2: [0xab, 0x00, 0xff, 0xff],
      topin: [0x78, 0x78, 0x0a, 0x13],
      xexun2: [0xfa, 0xaf],
    }
    const first = frames[0] ?? new Uint8Array(0)
    const splitter = decoder.splitter()
    const endless = new Uint8Array(1024).fill(1)
    const out = splitter.push(joinBytes(sent(protocol, first), Uint8Array.from(beginning[protocol] ?? [])))
    expect(out.map(hexOf)).toEqual([hexOf(first)])
    const flood = (): void => {
      for (let index = 0; index < 2 * (frameAtMost / 1024); index += 1) splitter.push(endless)
    }
    // these two know by its length that it is no message, and pass it over
    if (protocol === 'eelink' || protocol === 'minifinder2') expect(flood).not.toThrow()
    else expect(flood).toThrow(FrameTooLong)
  })
})

test('frames of a big chunk come out although what follows them is endless', () => {
  const login = bytesOf('hex', '78780d0103563140414198583c0d0a')
  const splitter = gt06.splitter()
  const chunk = joinBytes(login, Uint8Array.of(0x79, 0x79, 0xff, 0xff), new Uint8Array(frameAtMost))
  expect(splitter.push(chunk).map(hexOf)).toEqual([hexOf(login)])
  expect(() => splitter.push(Uint8Array.of(1))).toThrow(FrameTooLong)
})

test('two JT/T 808 frames may share their flags or not; a lost beginning costs one frame only', () => {
  const one = open808(bytesOf('hex', '7e0002000001234567890100010c7e'))
  if (typeof one === 'string') throw new Error(one)
  const frame = frame808(one, 0x8001, Uint8Array.of(1, 2, 3))
  const lost = frame.subarray(5)
  expect(split(jt808, [joinBytes(lost, frame, frame)])).toEqual([hexOf(frame), hexOf(frame)])
})
