import { luhnDigit, xorOf } from './checksums.ts'
import { ByteReader, hexOf } from './read-bytes.ts'
import type { Cut } from './split-stream.ts'
import { joinBytes } from './write-bytes.ts'

/** Flags around a frame and their escapes: JT/T 808 (7E, 7D) and the E7 variant (3E, 3D). */
const standard = 0x7e
const variant = 0xe7
const escapes: Readonly<Record<number, Readonly<Record<number, readonly [number, number]>>>> = {
  [standard]: { 0x7d: [0x7d, 0x7e] },
  [variant]: { 0x3e: [0x3e, 0xe7], 0x3d: [0x3d, 0x3d] },
}

export const unescape808 = (inner: Uint8Array, delimiter: number): Uint8Array => {
  const out: number[] = []
  const known = escapes[delimiter] ?? {}
  for (let at = 0; at < inner.length; at += 1) {
    const byte = inner[at] ?? 0
    const stands = known[byte]
    const next = inner[at + 1]
    if (stands && (next === 1 || next === 2)) {
      out.push(stands[next - 1] ?? 0)
      at += 1
    } else out.push(byte)
  }
  return Uint8Array.from(out)
}

const escape808 = (inner: Uint8Array, delimiter: number): Uint8Array =>
  delimiter === standard
    ? Uint8Array.from(Array.from(inner).flatMap((byte) => (byte === 0x7d ? [0x7d, 1] : byte === 0x7e ? [0x7d, 2] : [byte])))
    : Uint8Array.from(Array.from(inner).flatMap((byte) => (byte === 0x3e ? [0x3e, 1] : byte === 0xe7 ? [0x3e, 2] : [byte])))

/** Cuts 7E … 7E (unescaped, flags kept) and the bracketed text of electronic locks. */
export const cut808 = (held: Uint8Array): Cut => {
  const [first] = held
  if (first === 0x28) {
    const end = held.indexOf(0x29)
    const flag = held.indexOf(standard)
    // a bracket that was noise before a frame
    if (flag >= 0 && (end < 0 || flag < end)) return { used: flag }
    return end < 0 ? null : { used: end + 1, frame: held.slice(0, end + 1) }
  }
  if (first !== standard && first !== variant) return { used: 1 }
  const end = held.indexOf(first, 1)
  if (end < 0) return null
  // two flags beside each other: the first ended a frame whose beginning we never saw
  if (end === 1) return { used: 1 }
  return { used: end + 1, frame: joinBytes([first, 1], unescape808(held.subarray(1, end), first), [first, 1]) }
}

export interface Frame808 {
  readonly delimiter: number
  readonly type: number
  /** The terminal's number as it stands in the header, for answers. */
  readonly id: Uint8Array
  readonly deviceId: string
  /** Version of a 2019 header; null before. */
  readonly version: number | null
  /** Serial; one byte in the messages 5501 and 5502. */
  readonly serial: number
  readonly encrypted: boolean
  /** Whether messages 5501 and 5502 want an answer. */
  readonly wantsAnswer: boolean
  readonly part: { readonly total: number; readonly number: number } | null
  readonly body: Uint8Array
}

/** The number as digits: BCD without leading zeros; six bytes that are no digits are an IMEI without its check digit. */
const numberOf = (id: Uint8Array): string => {
  const hex = hexOf(id)
  if (/^\d+$/.test(hex)) return hex.replace(/^0+(?=\d)/, '')
  const imei = String(new ByteReader(id.subarray(0, 2)).u16() * 2 ** 32 + new ByteReader(id.subarray(2, 6)).u32())
  return `${imei}${luhnDigit(imei)}`
}

/** Types of lock terminals with a serial of one byte and their own use of the attribute bits. */
export const lockTypes = new Set([0x5501, 0x5502])

/**
 * Header and body of an unescaped frame, or why it cannot be read (JT/T 808-2013 and 2019, chapter 4). The checksum is not held
 * against it: of 73 recorded messages five carry a wrong one.
 */
export const open808 = (bytes: Uint8Array): Frame808 | string => {
  const [delimiter = 0] = bytes
  if ((delimiter !== standard && delimiter !== variant) || bytes.at(-1) !== delimiter || bytes.length < 13) return 'not a frame of jt808'
  const inner = bytes.subarray(1, -1)
  const content = inner.subarray(0, -1)
  const plain = unescape808(inner, delimiter)
  if (xorOf(content) !== inner.at(-1) && plain.length < inner.length && xorOf(plain.subarray(0, -1)) === plain.at(-1))
    // a frame that was never unescaped fits once it is
    return open808(joinBytes([delimiter, 1], plain, [delimiter, 1]))
  const from = new ByteReader(content)
  const type = from.u16()
  const attributes = from.u16()
  const lock = lockTypes.has(type)
  const version = !lock && (attributes & 0x4000) !== 0 ? from.u8() : null
  const id = from.take(version !== null ? 10 : delimiter === variant ? 7 : 6)
  const serial = lock ? from.u8() : from.u16()
  const parted = !lock && (attributes & 0x2000) !== 0
  const part = parted ? { total: from.u16(), number: from.u16() } : null
  if (from.short) return 'shorter than its header'
  return {
    delimiter,
    type,
    id,
    deviceId: numberOf(id),
    version,
    serial,
    encrypted: !lock && (attributes & 0x1c00) !== 0,
    wantsAnswer: (attributes & 0x8000) !== 0,
    part,
    body: from.rest(),
  }
}

/** A message to the terminal in the header it speaks itself. `short`: serial of one byte. */
export const frame808 = (to: Frame808, type: number, body: Uint8Array, short = false): Uint8Array => {
  const header = joinBytes(
    [type, 2],
    [body.length + (to.version === null ? 0 : 0x4000), 2],
    to.version === null ? '' : [to.version, 1],
    to.id,
  )
  const content = joinBytes(header, short ? [1, 1] : [0, 2], body)
  const inner = escape808(joinBytes(content, [xorOf(content), 1]), to.delimiter)
  return joinBytes([to.delimiter, 1], inner, [to.delimiter, 1])
}

/** 8001, the platform's general answer: done. */
export const done808 = (to: Frame808): Uint8Array => frame808(to, 0x8001, joinBytes([to.serial, 2], [to.type, 2], [0, 1]))
