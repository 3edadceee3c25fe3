import { type Decoder, nothing, type Session, unread } from './decoder.ts'
import { invertedSum } from './checksums.ts'
import { type Draft, hearCell, hearWifi, newDraft, placeAt, raise, toldMany } from './position-draft.ts'
import { ByteReader, bit } from './read-bytes.ts'
import { type Cut, findPair, splitWith } from './split-stream.ts'
import { isoOfSeconds } from './terminal-time.ts'
import { joinBytes } from './write-bytes.ts'

const types = { command: 0x07, position: 0x14 }
const flag = Uint8Array.of(0xfa, 0xaf)

/** FB BF 01 stands for FA AF inside a frame, FB BF 02 for FB BF. */
const unescaped = (inner: Uint8Array): Uint8Array => {
  const out: number[] = []
  for (let at = 0; at < inner.length; at += 1) {
    const third = inner[at + 2]
    if (inner[at] === 0xfb && inner[at + 1] === 0xbf && (third === 1 || third === 2)) {
      out.push(...(third === 1 ? flag : [0xfb, 0xbf]))
      at += 2
    } else out.push(inner[at] ?? 0)
  }
  return Uint8Array.from(out)
}

const escaped = (inner: Uint8Array): Uint8Array => {
  const out: number[] = []
  for (let at = 0; at < inner.length; at += 1) {
    const pair = (inner[at] ?? 0) * 256 + (inner[at + 1] ?? 0)
    if (pair === 0xfaaf || pair === 0xfbbf) {
      out.push(0xfb, 0xbf, pair === 0xfaaf ? 1 : 2)
      at += 1
    } else out.push(inner[at] ?? 0)
  }
  return Uint8Array.from(out)
}

const cut = (held: Uint8Array): Cut => {
  const start = findPair(held, 0xfa, 0xaf)
  if (start < 0) return held.at(-1) === 0xfa ? (held.length > 1 ? { used: held.length - 1 } : null) : { used: held.length }
  if (start > 0) return { used: start }
  const end = findPair(held, 0xfa, 0xaf, 2)
  if (end < 0) return null
  // two flags beside each other: the first ended a frame whose beginning we never saw
  if (end === 2) return { used: 2 }
  return { used: end + 2, frame: joinBytes(flag, unescaped(held.subarray(2, end)), flag) }
}

/** DDDMM.MMMM, west and south negative. */
const degreesOf = (value: number): number => {
  const size = Math.abs(value)
  const degrees = Math.floor(size / 100)
  return Math.sign(value) * (degrees + (size - degrees * 100) / 60)
}

/** Positioning data: fix in single precision, Wi-Fi, base stations, ranging, movement, fix in double precision, data of named kinds. */
const readPlace = (draft: Draft, from: ByteReader): void => {
  const mask = from.u8()
  const { attributes } = draft
  const fix = (read: () => number): void => {
    attributes['sat'] = from.u8()
    const lon = degreesOf(read())
    const lat = degreesOf(read())
    if (!from.short) placeAt(draft, lat, lon, true)
  }
  if (bit(mask, 0)) fix(() => from.f32())
  if (bit(mask, 1)) for (let count = from.u8(); count > 0 && from.has(7); count -= 1) hearWifi(draft, from.hex(6), from.i8())
  if (bit(mask, 2)) {
    for (let count = from.u8(); count > 0 && from.has(13); count -= 1)
      hearCell(draft, from.u16(), from.u16(), from.u32(), from.u32(), from.u8())
  }
  if (bit(mask, 3)) from.skip(12 * from.u8())
  if (bit(mask, 5) && from.has(4)) {
    attributes['speed'] = from.u16() / 10
    attributes['course'] = from.u16() / 10
  }
  if (bit(mask, 6)) fix(() => from.f64())
  if (bit(mask, 7)) readNamed(draft, from.part(from.u16()))
}

const readNamed = (draft: Draft, from: ByteReader): void => {
  while (from.has(3)) {
    const kind = from.u8()
    const item = from.part(from.u16())
    if (kind !== 0x47 || !item.has(17)) continue
    const lon = degreesOf(item.f64())
    const lat = degreesOf(item.f64())
    placeAt(draft, lat, lon, item.u8() > 0)
    if (!item.has(10)) continue
    draft.attributes['sat'] = item.u8()
    item.skip(1) // signal to noise
    draft.attributes['speed'] = item.u16() / 10
    draft.attributes['course'] = item.u16() / 10
    draft.attributes['altitude'] = item.f32()
  }
}

const readMoment = (from: ByteReader): Draft => {
  const draft = newDraft()
  const { attributes } = draft
  attributes['index'] = from.u8()
  draft.time = isoOfSeconds(from.u32())
  attributes['rssi'] = from.u8()
  const battery = from.u16()
  attributes['charge'] = bit(battery, 15)
  attributes['batteryLevel'] = battery & 0x7fff
  const mask = from.u8()
  if (bit(mask, 0)) {
    const alarms = from.u32()
    if (bit(alarms, 0)) raise(draft, 'sos')
    if (bit(alarms, 15)) raise(draft, 'fallDown')
  }
  if (bit(mask, 1)) readPlace(draft, from)
  return draft
}

const open = (): Session => {
  let deviceId: string | null = null
  return {
    decode(bytes) {
      const inner = new ByteReader(bytes.subarray(2, -2))
      if (bytes[0] !== 0xfa || bytes[1] !== 0xaf || inner.left < 16) return unread(deviceId, 'not a frame of xexun')
      const [type, index] = [inner.u16(), inner.u16()]
      const imei = inner.take(8)
      const size = inner.u16() & 0x3ff
      const sum = inner.u16()
      const content = inner.take(size)
      if (inner.short) return unread(deviceId, 'shorter than it says')
      if (invertedSum(content) !== sum) return unread(deviceId, 'wrong checksum')
      deviceId = new ByteReader(imei).hex(8).slice(0, 15)
      const done = Uint8Array.of(1)
      const reply = joinBytes(flag, escaped(joinBytes([type, 2], [index, 2], imei, [1, 2], [invertedSum(done), 2], done)), flag)
      if (type === types.command) return nothing(deviceId, 'command-reply')
      if (type !== types.position) return nothing(deviceId, `message-${type.toString(16)}`, [reply])
      const from = new ByteReader(content)
      const lengths = Array.from({ length: from.u8() }, () => from.u16())
      if (from.short) return unread(deviceId, 'shorter than it says')
      return toldMany(
        deviceId,
        'location',
        lengths.filter((length) => length >= 9).map((length) => readMoment(from.part(length))),
        [reply],
      )
    },
  }
}

/** Xexun health and safety terminals of the second protocol (FA AF). */
export const xexun2: Decoder = {
  protocol: 'xexun2',
  title: { zh: '协讯定位终端（二代协议）', en: 'Xexun, second protocol' },
  splitter: () => splitWith(cut),
  open,
}
