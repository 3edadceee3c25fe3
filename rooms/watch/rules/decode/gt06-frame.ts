import { crcX25 } from './checksums.ts'
import { type Cut, findPair } from './split-stream.ts'
import { joinBytes } from './write-bytes.ts'

/**
 * GT06 frames: 78 78 and a length of one byte, or 79 79 and a length of two; type, content, serial, CRC-ITU, 0D 0A.
 * The length counts type to CRC. Wi-Fi messages of some watches write the number of access points instead, and have no serial and CRC.
 */
export interface Gt06Frame {
  readonly extended: boolean
  /** What the length byte says: tells the variants of one type apart. */
  readonly length: number
  readonly type: number
  readonly content: Uint8Array
  /** Null in the frames without serial and CRC. */
  readonly serial: number | null
}

/** Longest extended frame taken at its word; a longer claim is a broken length, and the end mark is looked for instead. */
const longest = 8192

const wifiTypes = new Set([0x17, 0x69])

/** Types some watches send without serial and CRC, with their least content. */
const bareTypes: Readonly<Record<number, number>> = { 0x01: 8, 0x08: 16, 0x10: 18, 0x17: 10, 0x69: 10 }

const sizeOf = (bytes: Uint8Array): { readonly at: number; readonly length: number } => {
  const extended = bytes[0] === 0x79
  return { at: extended ? 4 : 3, length: extended ? (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0) : (bytes[2] ?? 0) }
}

const endsAt = (bytes: Uint8Array, end: number): boolean => bytes[end - 2] === 0x0d && bytes[end - 1] === 0x0a

/** Where a Wi-Fi message without CRC should end, from the numbers of stations in it; null while they are not all there. */
const wifiEnd = (held: Uint8Array): number | null => {
  const cells = 10 + (held[2] ?? 0) * 7
  return held.length < cells + 4 ? null : cells + 4 + (held[cells] ?? 0) * 5 + 2
}

const frameTo = (held: Uint8Array, end: number): Cut => ({ used: end, frame: held.slice(0, end) })

/**
 * Cuts the next frame: where the length leads to an end mark, else where the stations of a Wi-Fi message end, else at the next mark.
 * A login without serial and CRC is fifteen bytes (one with them has a serial below 256 there, since it is among the first messages).
 */
export const cutGt06 = (held: Uint8Array): Cut => {
  const [first, second] = held
  if (held.length === 1 && (first === 0x78 || first === 0x79)) return null
  if (!((first === 0x78 || first === 0x79) && second === first)) return { used: 1 }
  if (held.length < 5) return null
  const { at, length } = sizeOf(held)
  const end = at + length + 2
  if (first === 0x79 && length > longest) return cutAtMark(held)
  if (first === 0x78 && held[3] === 0x01 && held.length >= 15 && held[12] !== 0 && endsAt(held, 15)) return frameTo(held, 15)
  if (held.length < end) return null
  if (endsAt(held, end)) return frameTo(held, end)
  if (first === 0x78 && wifiTypes.has(held[3] ?? 0)) {
    const there = wifiEnd(held)
    if (there === null || held.length < there) return null
    if (endsAt(held, there)) return frameTo(held, there)
  }
  // some firmware counts no CRC, some writes none
  for (const one of [end + 1, end + 2]) {
    if (held.length < one) return null
    if (endsAt(held, one)) return frameTo(held, one)
  }
  return cutAtMark(held)
}

const cutAtMark = (held: Uint8Array): Cut => {
  const mark = findPair(held, 0x0d, 0x0a, 4)
  return mark < 0 ? null : frameTo(held, mark + 2)
}

/**
 * The parts of a frame, or why it cannot be read. The CRC is not held against it: of 125 recorded messages of real terminals nine
 * carry a wrong one (and TCP has its own); a length that does not lead to the end mark is.
 */
export const openGt06 = (bytes: Uint8Array): Gt06Frame | string => {
  const [first, second] = bytes
  if (!((first === 0x78 || first === 0x79) && second === first) || bytes.length < 6) return 'not a frame of gt06'
  const extended = first === 0x79
  const { at, length } = sizeOf(bytes)
  const type = bytes[at] ?? 0
  // the mark may have lost its last byte; firmware that does not count the CRC ends two later
  const end = [at + length, at + length + 2].find((one) => one >= at + 5 && bytes[one] === 0x0d && one + 1 <= bytes.length)
  if (end !== undefined) {
    const serial = (bytes[end - 4] ?? 0) * 256 + (bytes[end - 3] ?? 0)
    return { extended, length, type, content: bytes.slice(at + 1, end - 4), serial }
  }
  const least = extended ? undefined : bareTypes[type]
  if (least === undefined || bytes.length < at + 1 + least + 2 || !endsAt(bytes, bytes.length)) return 'the length does not fit'
  return { extended, length, type, content: bytes.slice(at + 1, -2), serial: null }
}

/** An answer: content, the serial it answers, CRC. */
export const gt06Reply = (type: number, serial: number, content: Uint8Array = new Uint8Array(0), extended = false): Uint8Array => {
  const counted = joinBytes([content.length + 5, extended ? 2 : 1], [type, 1], content, [serial, 2])
  return joinBytes([extended ? 0x7979 : 0x7878, 2], counted, [crcX25(counted), 2], '\r\n')
}
