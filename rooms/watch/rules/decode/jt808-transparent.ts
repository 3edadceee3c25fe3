import { beijing, readMovement808, readPlace808 } from './jt808-location.ts'
import { readObdText } from './jt808-obd.ts'
import { type Draft, placeAt, raise } from './position-draft.ts'
import { bare, type ByteReader, bit } from './read-bytes.ts'
import { readBcdTime } from './terminal-time.ts'

type Reader = (draft: Draft, from: ByteReader) => void

const one = (names: string, bytes: 1 | 2 | 4, scale = 1, offset = 0): readonly [string, 1 | 2 | 4, number, number] => [
  names,
  bytes,
  scale,
  offset,
]

/** Vehicle data of 0900 F0 01 by its id: name, bytes, divisor, offset. */
const vehicleData: Readonly<Record<number, readonly [string, 1 | 2 | 4, number, number]>> = {
  0x0102: one('odometer', 4, 0.01),
  0x0103: one('fuel', 4, 100),
  0x0105: one('fuelUsed', 4, 100),
  0x0111: one('fuelTemp', 1, 1, -40),
  0x012e: one('oilLevel', 2, 10),
  0x014a: one('fuelConsumption', 2, 100),
  0x0528: one('odometer', 4, 0.01),
  0x052a: one('fuel', 2, 100),
  0x052b: one('fuel', 1),
  0x052c: one('fuelUsed', 4, 100),
  0x052d: one('coolantTemp', 1, 1, -40),
  0x052e: one('airTemp', 1, 1, -40),
  0x0530: one('power', 2, 1000),
  0x0535: one('obdSpeed', 2, 10),
  0x0536: one('rpm', 2),
  0x0537: one('fuelConsumption', 2, 100),
  0x0538: one('fuelConsumption', 2, 100),
  0x0539: one('fuelConsumption', 2, 100),
  0x053d: one('intakePressure', 2, 10),
  0x0544: one('liquidLevel', 1),
  0x0546: one('odometer', 4, 0.01),
  0x0547: one('throttle', 1),
  0x0548: one('throttle', 1),
}

const readWidth = (from: ByteReader, bytes: number): number => (bytes === 1 ? from.u8() : bytes === 2 ? from.u16() : from.u32())

const readVehicle: Reader = (draft, from) => {
  for (let count = from.u8(); count > 0 && from.has(3); count -= 1) {
    const id = from.u16()
    const inner = from.part(from.u8())
    const known = vehicleData[id]
    if (known && inner.has(known[1]))
      draft.attributes[known[0]] = Math.round((readWidth(inner, known[1]) * 1e6) / known[2]) / 1e6 + known[3]
    else if (id === 0xfeec) draft.attributes['vin'] = bare(inner.ascii(inner.left))
    else if ([1, 2, 4].includes(inner.left)) draft.attributes[`io${id}`] = readWidth(inner, inner.left)
  }
  readPlace808(draft, from)
}

const readFaults: Reader = (draft, from) => {
  const codes: string[] = []
  for (let systems = from.u16(); systems > 0 && from.has(6); systems -= 1) {
    from.skip(4)
    for (let count = from.u16(); count > 0 && from.has(10); count -= 1) {
      from.skip(8)
      codes.push(bare(from.ascii(from.u16())))
    }
  }
  draft.attributes['dtcs'] = codes.join(' ')
  readPlace808(draft, from)
}

const vehicleAlarms: Readonly<Record<number, string>> = {
  0x01: 'powerRestored',
  0x02: 'powerCut',
  0x0e: 'idle',
  0x1a: 'hardAcceleration',
  0x1b: 'hardBraking',
  0x1c: 'hardCornering',
  0x1d: 'laneChange',
  0x1e: 'laneChange',
  0x1f: 'laneChange',
  0x23: 'fatigueDriving',
  0x25: 'overspeed',
  0x26: 'accident',
  0x27: 'accident',
  0x28: 'accident',
  0x31: 'door',
  0x32: 'door',
}

const readAlarms: Reader = (draft, from) => {
  for (let count = from.u8(); count > 0 && from.has(2); count -= 1) {
    raise(draft, vehicleAlarms[from.u8()])
    from.skip(from.u8())
  }
  readPlace808(draft, from)
}

const readTrip: Reader = ({ attributes }, from) => {
  const ended = from.u8() === 2
  attributes['tripNumber'] = from.u32()
  if (!ended) return
  from.skip(29) // start and end: times and places
  attributes['idlingCount'] = from.u16()
  attributes['idlingTime'] = from.u16()
  attributes['tripOdometer'] = from.u16() * 100
  attributes['tripFuel'] = from.u16() / 100
}

const eventAlarms: Readonly<Record<number, string>> = {
  51: 'hardAcceleration',
  52: 'hardBraking',
  53: 'hardCornering',
  54: 'laneChange',
  56: 'accident',
}

const kinds: Readonly<Record<number, Reader>> = {
  0x01: readVehicle,
  0x02: readFaults,
  0x03: readAlarms,
  0x04: readTrip,
  0x0b: ({ attributes }, from) => {
    if (from.u8() > 0) attributes['vin'] = bare(from.ascii(17))
  },
  0x15: (draft, from) => {
    const event = from.u32()
    const alarm = eventAlarms[event]
    if (alarm) raise(draft, alarm)
    else draft.attributes['event'] = event
  },
}

/** F0: time, stored or live, kind of vehicle, kind of message. */
const readCar: Reader = (draft, from) => {
  const time = readBcdTime(from, beijing)
  const stored = from.u8() > 0
  from.skip(1)
  const reader = kinds[from.u8()]
  if (!reader) return
  draft.time = time
  if (stored) draft.attributes['archive'] = true
  reader(draft, from)
}

const readTags: Reader = ({ attributes }, from) => {
  from.skip(1) // beacons in all parts together
  while (from.has(9)) {
    const tag = `tag${from.u8() + 1}`
    attributes[`${tag}Mac`] = from.hex(6)
    attributes[`${tag}Rssi`] = from.i8()
    attributes[`${tag}Data`] = from.hex(from.u8())
  }
}

const readSamples: Reader = ({ attributes }, from) => {
  while (from.has(8)) {
    const mask = from.u16()
    from.skip(6) // when
    if (bit(mask, 0)) attributes['lightSensor'] = from.u16()
    if (bit(mask, 1)) {
      attributes['deviceTemp'] = from.i16() / 10
      attributes['humidity'] = from.i16() / 10
    }
    if (bit(mask, 2)) attributes['temp3'] = from.i16() / 10
    if (bit(mask, 3)) from.skip(6)
    if (bit(mask, 4)) attributes['airPressure'] = from.u16()
  }
}

/** Readers of 0900 (data passed through) by the kind in its first byte. */
const passed: Readonly<Record<number, Reader>> = {
  0x40: ({ attributes }, from) => {
    const said = bare(from.ascii(from.left))
    const driver = said.startsWith('GTSL') ? said.split('|')[4] : undefined
    if (driver !== undefined) attributes['driverUniqueId'] = driver
    else if (said) attributes['data'] = said
  },
  0x41: (draft, from) => readObdText(draft, from.ascii(from.left)),
  0x53: (draft, from) => {
    readPlace808(draft, from)
    readMovement808(draft, from)
    readTags(draft, from)
  },
  0x54: (draft, from) => {
    readPlace808(draft, from)
    readMovement808(draft, from)
    readSamples(draft, from)
  },
  0xf0: readCar,
  0xf3: (draft, from) => {
    while (from.has(4)) {
      const id = from.u16()
      const inner = from.part(from.u16())
      if (id === 2) draft.attributes['collision'] = inner.u16() / 25_600
      else if (id === 6) draft.time = readBcdTime(inner, beijing)
    }
  },
  0xff: (draft, from) => {
    draft.time = readBcdTime(from, beijing)
    const [lat, lon] = [from.i32() / 1_000_000, from.i32() / 1_000_000]
    if (!from.short) placeAt(draft, lat, lon, true)
    draft.attributes['altitude'] = from.i16()
    draft.attributes['speed'] = from.u16() / 10
    draft.attributes['course'] = from.u16()
  },
}

export const readPassed: Reader = (draft, from) => passed[from.u8()]?.(draft, from)
