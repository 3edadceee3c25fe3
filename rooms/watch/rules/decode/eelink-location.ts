import { type Draft, hearCell, hearWifi, placeAt, raise } from './position-draft.ts'
import { type ByteReader, bit } from './read-bytes.ts'
import { isoOfSeconds } from './terminal-time.ts'

const alarmNames: Readonly<Record<number, string>> = {
  0x01: 'powerOff',
  0x02: 'sos',
  0x03: 'lowBattery',
  0x04: 'vibration',
  0x08: 'gpsAntennaCut',
  0x09: 'gpsAntennaCut',
  0x25: 'removing',
  0x81: 'lowSpeed',
  0x82: 'overspeed',
  0x83: 'geofenceEnter',
  0x84: 'geofenceExit',
  0x85: 'accident',
  0x86: 'fallDown',
}

/** Status word: each fact is two bits, "is it known" and the fact. */
export const readStatus = (draft: Draft, status: number): void => {
  const { attributes } = draft
  if (bit(status, 1)) attributes['ignition'] = bit(status, 2)
  if (bit(status, 3)) attributes['armed'] = bit(status, 4)
  if (bit(status, 5)) attributes['blocked'] = !bit(status, 6)
  if (bit(status, 7)) attributes['charge'] = bit(status, 8)
  attributes['status'] = status
}

const scale = 1_800_000

/** Packages of the older protocol: location 02, alarm 04, state 05, text 06. */
export const readOlder = (draft: Draft, from: ByteReader, type: number): void => {
  const { attributes } = draft
  draft.time = isoOfSeconds(from.u32())
  const [lat, lon] = [from.i32() / scale, from.i32() / scale]
  attributes['speed'] = from.u8()
  attributes['course'] = from.u16()
  hearCell(draft, from.u16(), from.u16(), from.u16(), from.u24())
  const fixed = bit(from.u8(), 0)
  if (!from.short) placeAt(draft, lat, lon, fixed)
  if (type === 0x02) {
    if (from.has(2)) readStatus(draft, from.u16())
    if (from.has(8)) {
      attributes['battery'] = from.u16() / 1000
      attributes['rssi'] = from.u16()
      attributes['adc1'] = from.u16()
      attributes['adc2'] = from.u16()
    }
  } else if (type === 0x04) raise(draft, alarmNames[from.u8()])
  else if (type === 0x05) {
    const event = from.u8()
    attributes['event'] = event
    if (event >= 1 && event <= 3) {
      from.skip(4) // the terminal's time
      if (from.has(2)) readStatus(draft, from.u16())
    }
  }
}

/** Stations after the fix, announced by the bits of `mask`: three base stations, three Wi-Fi, and the newer list of both. */
const readStations = (draft: Draft, from: ByteReader, mask: number): void => {
  let [mcc, mnc] = [0, 0]
  if (bit(mask, 1)) {
    mcc = from.u16()
    mnc = from.u16()
    hearCell(draft, mcc, mnc, from.u16(), from.u32(), from.u8())
  }
  for (const index of [2, 3]) if (bit(mask, index)) hearCell(draft, mcc, mnc, from.u16(), from.u32(), from.u8())
  for (const index of [4, 5, 6]) if (bit(mask, index)) hearWifi(draft, from.hex(6), from.i8())
  if (!bit(mask, 7)) return
  from.skip(1) // radio technology
  const counts = from.u8()
  const cells = counts & 7
  if (cells > 0) {
    mcc = from.u16()
    mnc = from.u16()
    const lac = from.u16()
    from.skip(2) // tracking area
    const cell = from.u32()
    from.skip(6) // timing advance, physical cell, frequency
    hearCell(draft, mcc, mnc, lac, cell, from.i8())
    from.skip((cells - 1) * 5)
  }
  for (let count = (counts >> 3) & 15; count > 0 && from.has(7); count -= 1) hearWifi(draft, from.hex(6), from.i8())
}

/** Packages 12 to 19: time, what the mask announces, then by type an alarm, the status word and sensors. */
export const readLocation = (draft: Draft, from: ByteReader, type: number): void => {
  const { attributes } = draft
  draft.time = isoOfSeconds(from.u32())
  const mask = from.u8()
  if (bit(mask, 0)) {
    const [lat, lon] = [from.i32() / scale, from.i32() / scale]
    if (!from.short) placeAt(draft, lat, lon, true)
    attributes['altitude'] = from.i16()
    attributes['speed'] = from.u16()
    attributes['course'] = from.u16()
    attributes['sat'] = from.u8()
  }
  readStations(draft, from, mask)
  if (type === 0x14) raise(draft, alarmNames[from.u8()])
  else if (type === 0x15) attributes['event'] = from.u8()
  if ((type === 0x12 || type === 0x14 || type === 0x15) && from.has(2)) {
    const status = from.u16()
    readStatus(draft, status)
    draft.valid = draft.lat !== null && bit(status, 0)
    if (bit(status, 3)) attributes['motion'] = bit(status, 9)
    attributes['gps'] = bit(status, 10)
  }
  if (type === 0x12) readSensors(draft, from)
}

/** The tail of a normal package; older terminals end earlier. */
const readSensors = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  if (from.has(2)) attributes['battery'] = from.u16() / 1000
  if (from.has(4)) {
    attributes['adc0'] = from.u16()
    attributes['adc1'] = from.u16()
  }
  if (from.has(4)) attributes['odometer'] = from.u32()
  if (from.has(4)) from.skip(4) // counters of the modem and of the receiver
  if (from.has(4)) {
    attributes['steps'] = from.u16()
    from.skip(2) // walking time
  }
  // terminals without these sensors fill with zeros, which are no measurement
  const sensors = from.has(12) && from.bytes.subarray(from.at, from.at + 12).some((byte) => byte !== 0)
  if (from.has(12) && !sensors) from.skip(12)
  else if (sensors) {
    attributes['temp1'] = from.i16() / 256
    attributes['humidity'] = from.u16() / 10
    attributes['illuminance'] = from.u32() / 256
    attributes['co2'] = from.u32()
  }
  if (from.has(2)) {
    const raw = from.i16()
    if (sensors || raw !== 0) attributes['temp2'] = raw / 16
  }
  if (!from.has(2)) return
  const count = from.u8()
  from.skip(1)
  for (let index = 1; index <= count && from.has(16); index += 1) {
    attributes[`tag${index}Id`] = from.hex(6)
    from.skip(4) // strength, reserved, model, version
    attributes[`tag${index}Battery`] = from.u16() / 1000
    attributes[`tag${index}Temp`] = from.i16() / 256
    attributes[`tag${index}Data`] = from.u16()
  }
}
