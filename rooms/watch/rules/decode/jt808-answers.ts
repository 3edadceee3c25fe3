import { beijing } from './jt808-location.ts'
import { type Draft, hearCell, placeAt, raise } from './position-draft.ts'
import { bare, type ByteReader, bit } from './read-bytes.ts'
import { isoOfParts, readBcdTime } from './terminal-time.ts'

type Reader = (draft: Draft, from: ByteReader) => void

/** Parameters of 0104 that have a name here (JT/T 808-2013 table 12); others are passed over. */
const parameters: Readonly<Record<number, readonly [string, 'number' | 'text']>> = {
  0x0001: ['heartbeatInterval', 'number'],
  0x0010: ['apn', 'text'],
  0x0013: ['server', 'text'],
  0x0018: ['port', 'number'],
  0x0027: ['sleepReportInterval', 'number'],
  0x0028: ['emergencyReportInterval', 'number'],
  0x0029: ['defaultReportInterval', 'number'],
  0x0055: ['overspeedThreshold', 'number'],
  0x0056: ['speedLimitDuration', 'number'],
  0x0080: ['odometer', 'number'],
  0x0083: ['plateNumber', 'text'],
}

const chinese = (bytes: Uint8Array): string => bare(new TextDecoder('gbk').decode(bytes))

const readParameters: Reader = ({ attributes }, from) => {
  from.skip(3) // serial of the question, how many
  while (from.has(5)) {
    const known = parameters[from.u32()]
    const length = from.u8()
    if (!from.has(length)) return
    const inner = from.part(length)
    if (!known) continue
    const [name, kind] = known
    if (kind === 'text') attributes[name] = chinese(inner.rest())
    else if (inner.has(4)) attributes[name] = inner.u32() * (name === 'odometer' ? 100 : 1)
  }
}

/** 0702: card put in or taken out, when, and what it says. */
const readDriver: Reader = (draft, from) => {
  const { attributes } = draft
  attributes['cardStatus'] = from.u8()
  draft.time = readBcdTime(from, beijing)
  if (!from.has(1)) return
  attributes['cardResult'] = from.u8()
  const driver = chinese(from.take(from.u8()))
  if (driver) attributes['driver'] = driver
  const code = bare(from.ascii(20))
  if (code) attributes['cardCode'] = code
  const agency = chinese(from.take(from.u8()))
  if (agency) attributes['cardAgency'] = agency
  if (from.has(4)) attributes['cardValidity'] = from.hex(4)
}

/** 2070: acceleration samples, each behind its time; sign and size. */
const readAcceleration: Reader = ({ attributes }, from) => {
  const axis = (): number => {
    const raw = from.u16()
    return bit(raw, 15) ? -(raw & 0x7fff) : raw
  }
  const samples: string[] = []
  while (from.has(12)) {
    from.skip(6)
    samples.push(`[${axis()},${axis()},${axis()}]`)
  }
  if (samples.length > 0) attributes['gSensor'] = `[${samples.join(',')}]`
}

const tellText = (draft: Draft, said: string): void => {
  if (said) draft.attributes['result'] = said
}

/** Readers of the messages without a location, by type. `version2019` changes the widths of 0107. */
export const answerReaders: Readonly<Record<number, Reader>> = {
  0x0002: ({ attributes }, from) => {
    if (!from.has(3)) return
    attributes['batteryLevel'] = from.u8()
    attributes['rssi'] = from.u8()
    attributes['status'] = from.u8()
  },
  0x0104: readParameters,
  0x0108: ({ attributes }, from) => {
    attributes['upgradeType'] = from.u8()
    attributes['upgradeResult'] = from.u8()
  },
  0x0701: (draft, from) => tellText(draft, from.ascii(from.u32())),
  0x0702: readDriver,
  0x1300: (draft, from) => {
    from.skip(2)
    tellText(draft, bare(new TextDecoder('utf-16be').decode(from.rest())))
  },
  0x2070: readAcceleration,
  0x6006: (draft, from) => {
    from.skip(1)
    tellText(draft, chinese(from.rest()))
  },
}

/** 0107: kind, maker, model, number (wider since 2019), then the SIM. */
export const readAttributes808 = ({ attributes }: Draft, from: ByteReader, version: number | null): void => {
  from.skip(version === null ? 34 : 67)
  if (from.has(10)) attributes['iccid'] = from.hex(10)
}

/** Minutes of DDMM.MMMM in decimal digits. */
const degreesOf = (digits: string, wholeDigits: number): number =>
  Number(digits.slice(0, wholeDigits)) + Number(`${digits.slice(wholeDigits, wholeDigits + 2)}.${digits.slice(wholeDigits + 2)}`) / 60

/** 5501 and 5502 of lock terminals: decimal date and place, then state and tagged items. Their clock is UTC. */
export const readLock808 = (draft: Draft, from: ByteReader, live: boolean): void => {
  const { attributes } = draft
  const [day, month, year, hour, minute, second] = [from.bcd(), from.bcd(), from.bcd(), from.bcd(), from.bcd(), from.bcd()]
  draft.time = isoOfParts([year, month, day, hour, minute, second])
  const lat = degreesOf(from.hex(4), 2)
  const place = from.hex(5)
  const flags = Number.parseInt(place.slice(9), 16)
  const lon = degreesOf(place.slice(0, 9), 3)
  if (!from.short && Number.isFinite(lat + lon))
    placeAt(draft, bit(flags, 1) ? lat : -lat, bit(flags, 2) ? lon : -lon, live && bit(flags, 0))
  if (from.has(1)) attributes['speed'] = from.bcd() || 0
  attributes['course'] = from.u8() * 2
  attributes['rssi'] = from.u8()
  attributes['sat'] = from.u8()
  attributes['odometer'] = from.u32() * 1000
  const level = from.has(1)
  const battery = from.u8()
  if (battery <= 100 && level) attributes['batteryLevel'] = battery
  else if (battery === 0xaa || battery === 0xab) attributes['charge'] = true
  const [cell, area] = [from.u32(), from.u16()]
  hearCell(draft, 0, 0, area, cell)
  const product = from.u8()
  const [status, alarm] = [from.u16(), from.u16()]
  attributes['status'] = status
  if (!live) attributes['archive'] = true
  readLockAlarms(draft, product, status, alarm)
  readLockItems(draft, from)
}

const lockAlarms: Readonly<Record<number, string>> = {
  0: 'overspeed',
  1: 'lowPower',
  2: 'vibration',
  3: 'lowBattery',
  5: 'geofenceEnter',
  6: 'geofenceExit',
}

const readLockAlarms = (draft: Draft, product: number, status: number, alarm: number): void => {
  if ((product === 1 || product === 2) && bit(alarm, 0)) raise(draft, 'lowPower')
  if (product !== 3) return
  draft.attributes['blocked'] = bit(status, 5)
  for (const [index, name] of Object.entries(lockAlarms)) if (bit(alarm, Number(index))) raise(draft, name)
}

const readLockItems = ({ attributes }: Draft, from: ByteReader): void => {
  while (from.has(2)) {
    const id = from.u8()
    const inner = from.part(from.u8())
    const { left } = inner
    if (id === 0x02 && left >= 2) attributes['altitude'] = inner.i16()
    else if (id === 0x10) attributes['wakeSource'] = inner.u8()
    else if (id === 0x0c && left >= 6) attributes['tilt'] = `[${inner.i16()},${inner.i16()},${inner.i16()}]`
    else if (id === 0xfc) attributes['geofence'] = inner.u8()
    else if (id === 0x0b) {
      attributes['lockCommand'] = inner.u8()
      if (left === 5 || left === 6) attributes['lockCard'] = inner.u32()
      else if (left >= 7) attributes['lockPassword'] = inner.ascii(6)
      if (left % 2 === 0) attributes['unlockResult'] = inner.u8()
    }
  }
}
