import { readGps } from './gt06-location.ts'
import { readCell, readCountedCell } from './gt06-stations.ts'
import { readAlarmCode, readLevel, readStatus, readSupplyStatus, readTerminalByte } from './gt06-status.ts'
import { type Draft, raise } from './position-draft.ts'
import { bare, type ByteReader, bit } from './read-bytes.ts'
import { readTime } from './terminal-time.ts'

/** What a reader of one type gets: the content, what the length byte said (variants differ by it), the terminal's clock. */
export type TypeReader = (draft: Draft, from: ByteReader, length: number, offset: number) => void

/** Ignition, reason of the upload, whether it was stored; some firmware adds the odometer. */
const readTail = (draft: Draft, from: ByteReader, withEvent: boolean): void => {
  const { attributes } = draft
  if (from.left === 3 || from.left === 7 || (withEvent && from.has(3))) {
    attributes['ignition'] = from.u8() > 0
    const event = from.u8()
    if (withEvent) attributes['event'] = event
    if (from.u8() > 0) attributes['archive'] = true
  }
  if (from.left === 4) attributes['odometer'] = from.u32()
}

const signedSeven = (value: number): number => (value > 0x7f ? -(value & 0x7f) : value)

/** What terminals of one length write behind fix and base station of type 12. */
const tailsOf12: Readonly<Record<number, (draft: Draft, from: ByteReader) => void>> = {
  // Benway: switches, and a temperature or a voltage
  0x21: ({ attributes }, from) => {
    const word = from.u16()
    attributes['ignition'] = bit(word, 15)
    attributes['in2'] = bit(word, 14)
    if (bit(word, 12)) attributes['temp1'] = bit(word, 9) ? -(word & 0x1ff) : word & 0x1ff
    else attributes['adc1'] = bit(word, 13) ? word & 0x3ff : (word & 0x3ff) / 10
  },
  0x24: (draft, from) => readSupplyStatus(draft, from, 'overspeed'),
  // WeTrust: odometer, card, alarm, time driven
  0x29: (draft, from) => {
    draft.attributes['odometer'] = from.u32()
    draft.attributes['card'] = bare(from.ascii(from.u8()))
    if (from.u8() > 0) raise(draft, 'general')
    draft.attributes['cardStatus'] = from.u8()
    draft.attributes['drivingTime'] = from.u16()
  },
  // S5: status, oil, temperature, odometer
  0x2b: (draft, from) => {
    readSupplyStatus(draft, from)
    draft.attributes['oil'] = from.u16()
    draft.attributes['temp1'] = signedSeven(from.u8())
    draft.attributes['odometer'] = from.u32() * 10
  },
}

const read12: TypeReader = (draft, from, length, offset) => {
  // terminals of length 27 put their own number first
  if (length === 0x27 && from.peek() < 0x10) from.skip(8)
  readGps(draft, from, { offset })
  if (from.left > 6) readCell(draft, from)
  const tail = tailsOf12[length]
  if (tail) tail(draft, from)
  else if (length >= 0x71) {
    draft.attributes['odometer'] = from.u32()
    draft.attributes['card'] = bare(from.ascii(from.u8()))
  } else readTail(draft, from, false)
}

/** NT family: source, own number and time before the fix; status, volts, odometer and hours behind it; type 36 adds the driver. */
const readNt = (draft: Draft, from: ByteReader, offset: number): void => {
  const { attributes } = draft
  from.skip(9)
  const said = readTime(from, offset)
  readGps(draft, from, { offset })
  draft.time ??= said
  readCountedCell(draft, from)
  readTerminalByte(draft, from.u8())
  attributes['power'] = from.u16() / 100
  attributes['battery'] = from.u8() / 10
  attributes['rssi'] = from.u8()
  readAlarmCode(draft, from.u8())
  from.skip(1) // language
  if (from.has(6)) {
    attributes['odometer'] = from.u24()
    attributes['hours'] = from.u24() * 60_000
  }
  const driver = from.part(from.u8())
  if (driver.left > 1) attributes['driverUniqueId'] = (driver.skip(1), driver.hex(driver.left))
}

const read22: TypeReader = (draft, from, length, offset) => {
  if (length >= 0x3c) {
    readNt(draft, from, offset)
    return
  }
  const { attributes } = draft
  readGps(draft, from, { offset })
  if (from.left > 6) readCell(draft, from, length === 0x2f ? { cell: 4 } : {})
  if (length !== 0x2f) {
    readTail(draft, from, true)
    return
  }
  attributes['ignition'] = from.u8() > 0
  from.skip(2) // reporting mode, whether sent later
  attributes['odometer'] = from.u32()
  from.skip(4) // travel time
  const temperature = from.u16()
  attributes['temp1'] = (temperature & 0x7fff) / (bit(temperature, 15) ? -100 : 100)
  attributes['humidity'] = from.u16() / 100
}

/** Type 31 of SL4X: four-byte cell, then the tail and the height. */
const read31: TypeReader = (draft, from, length, offset) => {
  if (length !== 0x2a) {
    read22(draft, from, length, offset)
    return
  }
  readGps(draft, from, { offset })
  readCell(draft, from, { longNetwork: true, cell: 4 })
  draft.attributes['ignition'] = from.u8() > 0
  draft.attributes['event'] = from.u8()
  if (from.u8() > 0) draft.attributes['archive'] = true
  draft.attributes['odometer'] = from.u32()
  draft.attributes['altitude'] = from.i16()
}

/** Type 37: as 22, then one module: volts, odometer or accuracy. */
const read37: TypeReader = (draft, from, _length, offset) => {
  const { attributes } = draft
  readGps(draft, from, { offset })
  if (from.left > 6) readCell(draft, from)
  if (from.has(3)) {
    attributes['ignition'] = from.u8() > 0
    attributes['event'] = from.u8()
    if (from.u8() > 0) attributes['archive'] = true
  }
  const module = from.u16()
  const inner = from.part(from.u8())
  if (module === 0x27) attributes['power'] = inner.u16() / 100
  else if (module === 0x2e) attributes['odometer'] = inner.u32()
  else if (module === 0x3b) attributes['accuracy'] = inner.u16() / 100
}

/** Fix, counted base station, status: 16, 26, 27, 32, A4; then language, fence number or driver card. */
const readAlarmed =
  (hasFence: boolean, cell: 3 | 4 = 3): TypeReader =>
  (draft, from, _length, offset) => {
    readGps(draft, from, { offset })
    if (from.left > 6) readCountedCell(draft, from, cell)
    readStatus(draft, from, hasFence)
    if (from.has(1)) from.skip(1) // language
    if (hasFence && from.has(1)) draft.attributes['geofence'] = from.u8()
    if (from.left === 8) draft.attributes['driverUniqueId'] = from.hex(8)
  }

const read16: TypeReader = (draft, from, length, offset) => {
  if (length !== 0x24) {
    // Seeworld writes a longer cell without counting it
    readAlarmed(false, length === 0x26 ? 4 : 3)(draft, from, length, offset)
    return
  }
  readGps(draft, from, { offset })
  readCell(draft, from)
  readSupplyStatus(draft, from, 'overspeed')
}

const read32: TypeReader = (draft, from, length, offset) => {
  readGps(draft, from, { offset })
  if (from.left > 6) readCountedCell(draft, from)
  readStatus(draft, from)
  if (from.has(1)) from.skip(1) // language
  if ((length === 0x27 || length === 0x29) && from.has(2)) draft.attributes['altitude'] = from.i16()
}

const read17: TypeReader = (draft, from, _length, offset) => {
  readGps(draft, from, { offset })
  readCell(draft, from)
  draft.attributes['driverUniqueId'] = from.hex(8)
}

/** Type 36 of length 35: fix, base station, supply, driver card. */
const read36: TypeReader = (draft, from, length, offset) => {
  if (length >= 0x3c) {
    readNt(draft, from, offset)
    return
  }
  const { attributes } = draft
  readGps(draft, from, { offset })
  readCell(draft, from, { cell: 4 })
  attributes['ignition'] = from.u8() > 0
  attributes['odometer'] = from.u32()
  from.skip(1)
  readLevel(draft, from.u8())
  attributes['power'] = from.u16() / 100
  attributes['battery'] = from.u8() / 10
  from.skip(3)
  const driver = from.hex(8)
  if (/[1-9a-f]/.test(driver)) attributes['driverUniqueId'] = driver
}

/** Type 61: own number, fix, base station, driver key. */
const read61: TypeReader = (draft, from, _length, offset) => {
  from.skip(8)
  readGps(draft, from, { offset })
  readCell(draft, from, { cell: 4 })
  if (from.has(6)) draft.attributes['driverUniqueId'] = String(from.u32() * 0x10000 + from.u16())
}

/** Type A2 of length 40 (LW 4G): wide base station, status, volts, odometer, hours. */
const readA2: TypeReader = (draft, from, _length, offset) => {
  const { attributes } = draft
  readGps(draft, from, { offset })
  readCell(draft, from, { wide: true })
  from.skip(1) // network
  readTerminalByte(draft, from.u8())
  attributes['power'] = from.u16() / 100
  readLevel(draft, from.u8())
  attributes['rssi'] = from.u8()
  readAlarmCode(draft, from.u8())
  from.skip(1) // language
  attributes['odometer'] = from.u32()
  attributes['hours'] = from.u32() * 1000
  from.skip(8) // own number
  if (from.has(2)) attributes['input'] = from.u16()
}

/** Type A3 with a fix: fence number, wide base station, status. */
const readA3: TypeReader = (draft, from, _length, offset) => {
  readGps(draft, from, { offset })
  draft.attributes['geofence'] = from.u8()
  readCell(draft, from, { wide: true })
  if (from.has(4)) readStatus(draft, from)
}

const readFixOnly: TypeReader = (draft, from, _length, offset) => readGps(draft, from, { offset })

const fixAndCell =
  (layout: Parameters<typeof readCell>[2]): TypeReader =>
  (draft, from, _length, offset) => {
    readGps(draft, from, { offset })
    if (from.left > 6) readCell(draft, from, layout)
    readTail(draft, from, false)
  }

/** Readers of the types that carry a fix. */
export const locatedReaders: Readonly<Record<number, TypeReader>> = {
  0x10: readFixOnly,
  0x11: fixAndCell({ longNetwork: true, cell: 4 }),
  0x12: read12,
  0x16: read16,
  0x17: read17,
  0x1a: readFixOnly,
  0x1e: fixAndCell({}),
  0x22: read22,
  0x26: readAlarmed(false),
  0x27: readAlarmed(true),
  0x2d: read22,
  0x31: read31,
  0x32: read32,
  0x36: read36,
  0x37: read37,
  0x61: read61,
  0xa0: fixAndCell({ wide: true }),
  0xa2: readA2,
  0xa3: readA3,
  0xa4: readAlarmed(true),
}
