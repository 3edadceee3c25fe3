import { type Decoded, type Decoder, nothing, type Session, unread } from './decoder.ts'
import { readGps } from './gt06-location.ts'
import { hearCell, hearWifi, newDraft, placeAt, raise, told } from './position-draft.ts'
import { ByteReader, bit } from './read-bytes.ts'
import { type Cut, findPair, splitWith } from './split-stream.ts'
import { civilOf, readBcdTime, readTime } from './terminal-time.ts'
import { joinBytes } from './write-bytes.ts'

/** ZhongXun Topin watches and pendants: 78 78 length type content 0D 0A; the length byte is not to be relied on, there is no checksum. */
const types = {
  login: 0x01,
  gps2: 0x08,
  gps2Offline: 0x09,
  gps: 0x10,
  gpsOffline: 0x11,
  status: 0x13,
  wifiOffline: 0x17,
  lbsWifi: 0x18,
  lbsWifiOffline: 0x19,
  time: 0x30,
  wifi: 0x69,
  sosCall: 0x99,
  vibration: 0x94,
}
const wifiTypes = new Set([types.wifi, types.wifiOffline, types.lbsWifi, types.lbsWifiOffline])

/** Least content of a type; the end mark is looked for only behind it, because content may hold 0D 0A. */
const leastContent = (held: Uint8Array): number | null => {
  const type = held[3] ?? 0
  if (type === types.login) return 8
  if (type === types.gps || type === types.gpsOffline) return 18
  if (type === types.gps2 || type === types.gps2Offline) return held[2] === 1 ? 0 : 25
  if (!wifiTypes.has(type)) return 0
  const stations = 4 + 6 + (held[2] ?? 0) * 7
  if (held.length < stations + 4) return null
  return stations + 4 + (held[stations] ?? 0) * 5 - 4
}

const cut = (held: Uint8Array): Cut => {
  const start = findPair(held, 0x78, 0x78)
  if (start < 0) return held.at(-1) === 0x78 ? (held.length > 1 ? { used: held.length - 1 } : null) : { used: held.length }
  if (start > 0) return { used: start }
  if (held.length < 6) return null
  const least = leastContent(held)
  if (least === null) return null
  const end = findPair(held, 0x0d, 0x0a, 4 + least)
  return end < 0 ? null : { used: end + 2, frame: held.slice(0, end + 2) }
}

const frame = (length: number, type: number, content: Uint8Array): Uint8Array =>
  joinBytes([0x7878, 2], [length, 1], [type, 1], content, '\r\n')

/** The server's time as the terminal sets its clock by it: year in two bytes, the rest in one each. */
const clock = (now: number): Uint8Array => {
  const [year, ...rest] = civilOf(Math.floor(now / 1000))
  return frame(7, types.time, joinBytes([year, 2], ...rest.map((value) => [value, 1] as const)))
}

/** Degrees in one byte, then a sign nibble and five nibbles of millionths. */
const readDegrees = (from: ByteReader): number => {
  const degrees = from.u8()
  const rest = from.u24()
  const value = degrees + (rest & 0xfffff) / 1_000_000
  return rest > 0xfffff ? -value : value
}

const alarmsOf = (flags: number): readonly (string | null)[] => [
  bit(flags, 0) ? 'vibration' : null,
  bit(flags, 1) ? 'overspeed' : null,
  bit(flags, 4) ? 'lowPower' : null,
]

const open = (): Session => {
  let deviceId: string | null = null

  const readFix = (type: number, length: number, content: Uint8Array): Decoded => {
    const from = new ByteReader(content)
    const draft = newDraft()
    readGps(draft, from)
    if (type === types.gpsOffline) draft.attributes['archive'] = true
    if (from.has(3)) {
      draft.attributes['altitude'] = from.i16()
      for (const alarm of alarmsOf(from.u8())) raise(draft, alarm)
    }
    return told(deviceId, 'location', draft, [frame(length, type, content.subarray(0, 6))])
  }

  const readFix2 = (type: number, content: Uint8Array): Decoded => {
    if (content.length < 16) return nothing(deviceId, 'heartbeat', [frame(1, type, new Uint8Array(0))])
    const from = new ByteReader(content)
    const draft = newDraft()
    draft.time = readTime(from)
    placeAt(draft, readDegrees(from), readDegrees(from), type === types.gps2)
    if (type === types.gps2Offline) draft.attributes['archive'] = true
    from.skip(8) // the place again, unfiltered
    if (from.has(3)) {
      draft.attributes['speed'] = from.u8()
      draft.attributes['course'] = from.u8() * 2
      draft.attributes['sat'] = from.u8()
    }
    return told(deviceId, 'location', draft)
  }

  const readStatus = (length: number, content: Uint8Array): Decoded => {
    const from = new ByteReader(content)
    const draft = newDraft()
    const { attributes } = draft
    if (from.has(1)) attributes['batteryLevel'] = from.u8()
    if (from.has(1)) attributes['versionFw'] = from.u8()
    from.skip(2) // time zone, upload interval
    if (from.has(1)) attributes['rssi'] = from.u8()
    if (from.has(3)) from.skip(3) // body temperature, undocumented scale
    if (from.has(1)) attributes['charge'] = from.u8() > 0
    if (from.has(1)) {
      const rate = from.u8()
      if (rate > 0) attributes['heartRate'] = rate
    }
    return told(deviceId, 'status', draft, [frame(length, types.status, content)])
  }

  const readWifi = (type: number, length: number, content: Uint8Array): Decoded => {
    const from = new ByteReader(content)
    const draft = newDraft()
    draft.time = readBcdTime(from)
    for (let index = 0; index < length && from.has(7); index += 1) hearWifi(draft, from.hex(6), -from.u8())
    if (from.has(4)) {
      const cells = from.u8()
      const [mcc, mnc] = [from.u16(), from.u8()]
      for (let index = 0; index < cells && from.has(5); index += 1) hearCell(draft, mcc, mnc, from.u16(), from.u16(), -from.u8())
    }
    if (from.has(1)) for (const alarm of alarmsOf(from.u8())) raise(draft, alarm)
    const reply = frame(type === types.wifi || type === types.lbsWifi ? length : 0, type, content.subarray(0, 6))
    return told(deviceId, 'location', draft, [reply])
  }

  return {
    decode(bytes, now) {
      if (bytes.length < 6 || bytes[0] !== 0x78 || bytes[1] !== 0x78) return unread(deviceId, 'not a frame of topin')
      const [length = 0, type = 0] = bytes.subarray(2, 4)
      const ends = bytes.at(-2) === 0x0d && bytes.at(-1) === 0x0a
      const content = bytes.slice(4, ends ? -2 : undefined)
      if (type === types.login) {
        const imei = new ByteReader(content)
        if (!imei.has(8)) return unread(deviceId, 'login without a number')
        deviceId = imei.hex(8).slice(1)
        return nothing(deviceId, 'login', [frame(length, type, Uint8Array.of(1)), clock(now)])
      }
      if (type === types.gps || type === types.gpsOffline) return readFix(type, length, content)
      if (type === types.gps2 || type === types.gps2Offline) return readFix2(type, content)
      if (type === types.status) return readStatus(length, content)
      if (wifiTypes.has(type)) return readWifi(type, length, content)
      if (type === types.time) return nothing(deviceId, 'time-request', [clock(now)])
      if (type === types.vibration || type === types.sosCall) {
        const draft = newDraft()
        raise(draft, type === types.sosCall ? 'sos' : 'vibration')
        return told(deviceId, 'alarm', draft)
      }
      return nothing(deviceId, `message-${type.toString(16)}`)
    },
  }
}

/** Topin / ZhongXun watches, pendants and pet trackers. */
export const topin: Decoder = {
  protocol: 'topin',
  title: { zh: '中讯定位终端', en: 'ZhongXun Topin' },
  splitter: () => splitWith(cut),
  open,
}
