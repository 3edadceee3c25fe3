import { readGps, readPlace } from './gt06-location.ts'
import { readCountedCell } from './gt06-stations.ts'
import { type Draft, hearCell, placeAt, raise } from './position-draft.ts'
import { bare, type ByteReader, bit, hexOf, isText } from './read-bytes.ts'
import { isoOfSeconds, isoOfText, readTime } from './terminal-time.ts'

type ExtendedReader = (draft: Draft, from: ByteReader, offset: number) => void

/** Type 21: text, one byte a character or UTF-16; a "where" answer holds a place. */
const readInfoText: ExtendedReader = (draft, from) => {
  from.skip(4)
  const wide = from.u8() !== 1
  const bytes = from.rest()
  const text = wide ? new TextDecoder('utf-16be').decode(bytes) : String.fromCharCode(...bytes)
  const place = /Lat:([NS])(\d+\.\d+),Lon:([EW])(\d+\.\d+),Course:(\d+\.\d+),Speed:(\d+\.\d+),DateTime:(\S+) +(\S+)/.exec(text)
  if (!place) {
    draft.attributes['result'] = text
    return
  }
  const [, north, lat, east, lon, course, speed, day, clock] = place
  placeAt(draft, Number(lat) * (north === 'S' ? -1 : 1), Number(lon) * (east === 'W' ? -1 : 1), true)
  draft.attributes['course'] = Number(course)
  draft.attributes['speed'] = Number(speed)
  draft.time = isoOfText(day ?? '', clock ?? '')
}

const namesOfText: Readonly<Record<string, string>> = {
  ALM1: 'alarm1Status',
  ALM2: 'alarm2Status',
  ALM3: 'alarm3Status',
  STA1: 'otherStatus',
  DYD: 'engineStatus',
}

/** Readers of type 94 by their second byte. */
const infoReaders: Readonly<Record<number, ExtendedReader>> = {
  0x00: ({ attributes }, from) => {
    attributes['adc1'] = from.u16() / 100
  },
  0x04: ({ attributes }, from) => {
    for (const pair of from.ascii(from.left).split(';')) {
      const [name = '', value = ''] = pair.split('=')
      const key = namesOfText[name]
      if (key && /^[0-9a-f]+$/i.test(value)) attributes[key] = Number.parseInt(value, 16)
      else if (name === 'ICCID') attributes['iccid'] = value
    }
  },
  0x05: (draft, from, offset) => {
    if (from.has(7)) draft.time = readTime(from, offset)
    const flags = from.u8()
    draft.attributes['door'] = bit(flags, 0)
    draft.attributes['io1'] = bit(flags, 2)
  },
  0x0a: ({ attributes }, from) => {
    from.skip(16) // IMEI, IMSI
    attributes['iccid'] = from.hex(10).replaceAll('f', '')
  },
  0x0b: ({ attributes }, from) => {
    if (from.left === 1) attributes['networkTechnology'] = from.u8() > 0 ? '4G' : '2G'
    else if (from.left === 2) attributes['power'] = from.u16() / 100
  },
  0x0d: ({ attributes }, from) => {
    if (from.peek() !== 0x21) from.skip(6)
    const fields = from.ascii(from.left).split(',')
    if (fields[0] !== '!AIOIL') return
    const [temperature, measured] = [Number(fields[3]), Number(fields[6])]
    if (Number.isFinite(temperature)) attributes['temp1'] = temperature
    if (Number.isFinite(measured)) attributes['fuel'] = measured
  },
  0x1b: ({ attributes }, from) => {
    const first = String.fromCharCode(from.peek())
    if (/[A-Za-z]/.test(first)) attributes['serial'] = bare(from.ascii(from.left))
    else {
      from.skip(2)
      attributes['driverUniqueId'] = from.hex(4)
    }
  },
  0x1e: ({ attributes }, from) => {
    attributes['temp1'] = from.i32() / 10
    attributes['humidity'] = from.i32() / 10
  },
}

const readInfo: ExtendedReader = (draft, from, offset) => infoReaders[from.u8()]?.(draft, from, offset)

const guardAlarms: Readonly<Record<number, string>> = { 0xa2: 'lowBattery', 0xa3: 'lowBattery', 0xa4: 'general', 0xa5: 'door' }

/** Types 32 and 33 (AZ735): time, a fix if there is one, stations, status. */
const readAz735 =
  (alarmed: boolean): ExtendedReader =>
  (draft, from, offset) => {
    draft.time = readTime(from, offset)
    if (from.u8() > 0) {
      draft.attributes['sat'] = from.u8() & 15
      readPlace(draft, from)
    }
    const counted = from.peek() > 0
    readCountedCell(draft, from)
    if (counted) draft.attributes['rssi'] = from.u8()
    from.skip(from.u8()) // more base stations
    from.skip(from.u8()) // Wi-Fi
    const status = from.u8()
    draft.attributes['status'] = status
    if (!alarmed) return
    if (status === 0xa0 || status === 0xa1) draft.attributes['armed'] = status === 0xa0
    raise(draft, guardAlarms[status])
  }

const obdNames: Readonly<Record<string, string>> = {
  '28': 'odometer',
  '2B': 'fuel',
  '2D': 'coolantTemp',
  '35': 'obdSpeed',
  '36': 'rpm',
  '47': 'fuelUsed',
  '49': 'hours',
}

/** Type 8C (FM08): time, ignition, pairs of code and value in hexadecimal hundredths. */
const readObd: ExtendedReader = (draft, from, offset) => {
  draft.time = readTime(from, offset)
  draft.attributes['ignition'] = from.u8() > 0
  for (const pair of from.ascii(from.left - 12).split(',')) {
    const [code = '', value = ''] = pair.split('=')
    const key = obdNames[code.slice(0, 2).toUpperCase()]
    if (code.slice(0, 2).toUpperCase() === '4A') draft.attributes['vin'] = value
    else if (key && /^[0-9a-f]+$/i.test(value)) draft.attributes[key] = Number.parseInt(value, 16) / 100
  }
}

/** Type 9B: what a device on the serial port said; hexadecimal when it is no text. */
const readSerial: ExtendedReader = ({ attributes }, from) => {
  from.skip(1)
  const bytes = from.rest()
  attributes['result'] = isText(bytes) ? bare(String.fromCharCode(...bytes)) : hexOf(bytes)
}

/** Type F2 (VL842): state of accessories. */
const readAccessories: ExtendedReader = (draft, from) => {
  const { attributes } = draft
  draft.time = isoOfSeconds(from.u32())
  while (from.has(3)) {
    const id = from.u16()
    if (id === 0x0a) {
      const inner = from.part(from.u16())
      inner.skip(1)
      attributes['mac'] = inner.hex(6)
      const event = inner.u8()
      attributes['event'] = event
      const data = inner.u8()
      if (event > 0) attributes['eventData'] = data
      attributes['dataType'] = inner.u8()
      attributes['dataDetails'] = inner.hex(inner.left)
    } else if (id === 0x0c) {
      from.skip(1)
      attributes['externalBatteryLevel'] = from.u8()
      if (from.u8() > 0) attributes['externalBatteryCharge'] = true
      attributes['externalBatteryCycles'] = from.u16()
      from.skip(6)
    } else from.skip(from.u8() || from.u8())
  }
}

/** Type 38: fix, how sent, base station of its generation. */
const readFix38: ExtendedReader = (draft, from, offset) => {
  readGps(draft, from, { offset })
  from.skip(1)
  if (from.u8() > 0) draft.attributes['archive'] = true
  if (!from.has(9)) return
  const generation = from.u8()
  const country = from.u16()
  const network = bit(country, 15) ? from.u16() : from.u8()
  if (generation >= 3) hearCell(draft, country & 0x7fff, network, from.u32(), from.u64())
  else hearCell(draft, country & 0x7fff, network, from.u16(), from.u24())
}

/** Readers of the extended types; the modular type 70 has its own file. */
export const extendedReaders: Readonly<Record<number, ExtendedReader>> = {
  0x21: readInfoText,
  0x32: readAz735(false),
  0x33: readAz735(true),
  0x38: readFix38,
  0x8c: readObd,
  0x94: readInfo,
  0x9b: readSerial,
  0xf2: readAccessories,
}
