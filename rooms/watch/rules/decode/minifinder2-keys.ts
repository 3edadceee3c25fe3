import { type Draft, hearCell, hearWifi, placeAt, raise } from './position-draft.ts'
import { bare, type ByteReader, bit, hexOf } from './read-bytes.ts'
import { isoOfSeconds } from './terminal-time.ts'

/** Bits of the alarm word (key 02). */
const alarmBits: Readonly<Record<number, string>> = {
  0: 'lowBattery',
  1: 'overspeed',
  2: 'fallDown',
  3: 'tilt',
  4: 'geofence',
  5: 'geofence',
  6: 'geofence',
  7: 'geofence',
  8: 'powerOff',
  9: 'powerOn',
  10: 'movement',
  11: 'noMovement',
  12: 'sos',
}

const scale = 10_000_000

/** The place when the item is long enough to hold one. */
const readPlace = (draft: Draft, from: ByteReader, valid = true): void => {
  if (!from.has(8)) return
  const lat = from.i32le() / scale
  placeAt(draft, lat, from.i32le() / scale, valid)
}

const readBeaconId = (from: ByteReader): string => hexOf(from.take(6).slice().reverse())

/** State and alarm carry a time each; an alarm must not be dated back to the state before it. */
const keepLater = (draft: Draft, time: string | null): void => {
  if (time !== null && (draft.time === null || time > draft.time)) draft.time = time
}

const readAlarm = (draft: Draft, from: ByteReader): void => {
  const word = from.u32le()
  for (const [index, alarm] of Object.entries(alarmBits)) if (bit(word, Number(index))) raise(draft, alarm)
  if (bit(word, 31)) draft.attributes['bark'] = true
  if (!from.short && from.has(4)) keepLater(draft, isoOfSeconds(from.u32le()))
}

const readFix = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  readPlace(draft, from)
  if (from.has(2)) attributes['speed'] = from.u16le()
  if (from.has(2)) attributes['course'] = from.u16le()
  if (from.has(2)) attributes['altitude'] = from.i16le()
  if (from.has(2)) {
    const hdop = from.u16le()
    attributes['hdop'] = hdop / 10
    // the terminal writes no dilution when it has no fix
    draft.valid = draft.lat !== null && hdop > 0
  }
  if (from.has(4)) attributes['odometer'] = from.u32le()
  if (from.has(1)) attributes['sat'] = from.u8()
}

const readState = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  keepLater(draft, isoOfSeconds(from.u32le()))
  if (!from.has(4)) return
  const status = from.u32le()
  if (bit(status, 4)) attributes['charge'] = true
  if (bit(status, 7)) attributes['archive'] = true
  attributes['motion'] = bit(status, 9)
  attributes['rssi'] = Math.floor(status / 2 ** 19) % 32
  attributes['batteryLevel'] = Math.floor(status / 2 ** 24)
  attributes['status'] = status
}

const readBeacon = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  const flags = from.u8()
  attributes['tagId'] = readBeaconId(from)
  attributes['tagRssi'] = from.i8()
  attributes['tag1mRssi'] = from.i8()
  if (bit(flags, 7)) readPlace(draft, from)
  if (bit(flags, 6)) attributes['description'] = bare(from.ascii(from.left))
}

const readCells = (draft: Draft, from: ByteReader): void => {
  const [mcc, mnc] = [from.u16le(), from.u8()]
  while (from.has(5)) {
    const rssi = from.i8()
    hearCell(draft, mcc, mnc, from.u16le(), from.u16le(), rssi)
  }
}

const readWifi = (draft: Draft, from: ByteReader): void => {
  while (from.has(7)) {
    const rssi = from.i8()
    hearWifi(draft, from.hex(6), rssi)
  }
}

/** An access point the terminal knows as home: flags (bit 7: with its place, bit 6: with its name), address, strength. */
const readHome = (draft: Draft, from: ByteReader): void => {
  const flags = from.u8()
  draft.attributes['tagId'] = from.hex(6)
  draft.attributes['tagRssi'] = from.i8()
  // old firmware writes the place without announcing it
  if (bit(flags, 7) || !bit(flags, 6)) readPlace(draft, from)
  if (!bit(flags, 6)) return
  const name = bare(from.ascii(from.left))
  if (name) draft.attributes['description'] = name
}

const readActivities = (draft: Draft, from: ByteReader): void => {
  for (let index = 1; from.has(8); index += 1) {
    draft.attributes[`activity${index}Time`] = from.u32le()
    draft.attributes[`activity${index}`] = from.u32le()
  }
}

const readSteps = (draft: Draft, from: ByteReader): void => {
  const at = isoOfSeconds(from.u32le())
  draft.time ??= at
  if (from.has(4)) draft.attributes['steps'] = from.u32le()
}

const readBarks = (draft: Draft, from: ByteReader): void => {
  draft.time ??= isoOfSeconds(from.u32le())
  const word = from.u32le()
  if (bit(word, 31)) draft.attributes['barkStop'] = true
  draft.attributes['barkCount'] = word % 2 ** 31
}

const readHeart = (draft: Draft, from: ByteReader): void => {
  draft.time ??= isoOfSeconds(from.u32le())
  const rate = from.u8()
  // 0 and 1 say "not worn" and "measuring"
  if (rate > 1) draft.attributes['heartRate'] = rate
}

const readers: Readonly<Record<number, (draft: Draft, from: ByteReader) => void>> = {
  0x02: readAlarm,
  0x14: (draft, from) => {
    if (from.has(1)) draft.attributes['batteryLevel'] = from.u8()
    if (from.has(2)) draft.attributes['battery'] = from.u16le() / 1000
  },
  0x20: readFix,
  0x21: readCells,
  0x22: readWifi,
  0x23: (draft, from) => {
    draft.attributes['tagId'] = readBeaconId(from)
    readPlace(draft, from)
    const name = bare(from.ascii(from.left))
    if (name) draft.attributes['description'] = name
  },
  0x24: readState,
  0x28: readBeacon,
  0x2a: readHome,
  0x30: readSteps,
  0x31: readActivities,
  0x37: readBarks,
  0x40: readHeart,
}

/** Reads one item of a data message into the moment it belongs to; unknown keys are passed over. */
export const readKey = (draft: Draft, key: number, from: ByteReader): void => readers[key]?.(draft, from)
