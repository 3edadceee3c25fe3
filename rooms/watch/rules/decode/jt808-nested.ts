import { obdItems } from './jt808-obd.ts'
import { type Draft, hearCell, hearWifi, raise } from './position-draft.ts'
import { bare, type ByteReader, bit, isText } from './read-bytes.ts'

/** One additional item; `all` are the ids of the message, for ids that mean different things in different families. */
export type ItemReader = (draft: Draft, from: ByteReader, all: ReadonlySet<number>, model: string) => void

/** AOVX logistics trackers (not its vehicle terminals): recognised by their registration or their firmware text. */
export const isAovx = (model: string): boolean => /^(AOVX_)?(AL300|GL100)/.test(model)

/** Items of the vehicle's computer behind item 80: id, length, value. */
export const readExtension = (draft: Draft, from: ByteReader): void => {
  while (from.has(2)) {
    const id = from.u8()
    obdItems[id]?.(draft, from.part(from.u8()))
  }
}

const jimiAlarms: Readonly<Record<number, string>> = {
  0x0001: 'fault',
  0x0400: 'hardAcceleration',
  0x0401: 'hardBraking',
  0x0402: 'hardCornering',
  0x0403: 'overspeed',
  0x0405: 'accident',
  0x0406: 'vibration',
  0x0407: 'tow',
  0x0408: 'geofenceEnter',
  0x0409: 'geofenceExit',
  0x040c: 'door',
  0x0412: 'hardAcceleration',
  0x0413: 'hardBraking',
  0x0414: 'hardCornering',
  0x0415: 'laneChange',
  0x0416: 'accident',
  0x0417: 'accident',
  0x0c01: 'sos',
  0x0c02: 'lowPower',
  0x0c05: 'general',
  0x0c0e: 'powerCut',
  0x0c0f: 'lowBattery',
  0x0c10: 'powerOff',
  0x0c12: 'tampering',
}

const readJimiStatus = ({ attributes }: Draft, from: ByteReader): void => {
  while (from.has(3)) {
    const id = from.u16()
    const inner = from.part(from.u8())
    if (id === 1) attributes['battery'] = inner.u16() / 100
    else if (id === 2) attributes['dataUsage'] = inner.u32()
    else if (id === 3 && inner.has(1)) attributes['batteryLevel'] = inner.u8()
    else if (id === 4) attributes['charge'] = inner.u8() === 0
    else if (id === 5) attributes['iccid'] = inner.hex(10).slice(0, 19)
    else if (id === 7) attributes['hdop'] = inner.u16() / 10
    else if (id === 0x2001) attributes['power'] = inner.u16() / 10
  }
}

/** E8: three bytes of a lock, or an event or status of Jimi cameras. */
const readE8: ItemReader = (draft, from) => {
  const { attributes } = draft
  if (from.left === 3) {
    attributes['lockStatus'] = from.u24()
    return
  }
  const type = from.u16()
  raise(draft, jimiAlarms[type])
  if (type === 0x0c03 || type === 0x0c04) attributes['ignition'] = type === 0x0c03
  if (type >> 8 !== 0x20) return
  from.skip(1) // length of the packet
  if (type === 0x2005) readJimiStatus(draft, from)
  else if (type === 0x2002) {
    attributes['uploadMode'] = from.u8()
    attributes['buffered'] = from.u8() === 1
  } else if (type === 0x2003) {
    attributes['charge'] = from.u8() === 1
    const sixths = from.u8()
    if (sixths >= 1 && sixths <= 6) attributes['batteryLevel'] = Math.trunc((sixths * 100) / 6)
    attributes['battery'] = from.u16() / 100
    attributes['rssi'] = from.u8()
    if (from.has(2)) attributes['power'] = from.u16() / 100
  }
}

const readEa: ItemReader = ({ attributes }, from) => {
  if (from.left <= 2) return
  from.skip(1)
  while (from.has(2)) {
    const type = from.u8()
    const inner = from.part(from.u8())
    if (type === 0x11) {
      attributes['externalAlarms'] = inner.u16()
      attributes['alarmThresholdType'] = inner.u8()
    } else if (type === 0x13) attributes['externalIlluminance'] = inner.u16()
    else if (type === 0x14) attributes['externalAirPressure'] = inner.u16()
    else if (type === 0x15) attributes['externalHumidity'] = inner.u16() / 10
    else if (type === 0x16) attributes['externalTemp'] = inner.u16() / 10 - 50
  }
}

/** Blocks of item EB by their type; length and type take two bytes each, the length counts the type. */
const blocks: Readonly<Record<number, (draft: Draft, from: ByteReader) => void>> = {
  0x01: ({ attributes }, from) => {
    attributes['fuel1'] = from.u16() / 10
  },
  0x23: ({ attributes }, from) => {
    const fuel = Number(from.ascii(6))
    if (Number.isFinite(fuel)) attributes['fuel2'] = fuel
  },
  0x2d: ({ attributes }, from) => {
    if (from.left === 4) attributes['power'] = from.u32() / 1000
    else attributes['battery'] = from.u16() / 1000
  },
  // a cleared bit is the alarm
  0x89: (draft, from) => {
    const word = from.u32()
    if (!bit(word, 0)) raise(draft, 'powerOff')
    if (!bit(word, 12)) raise(draft, 'removing')
  },
  0xa8: ({ attributes }, from) => {
    if (from.has(1)) attributes['batteryLevel'] = from.u8()
  },
  0xb2: ({ attributes }, from) => {
    attributes['iccid'] = from.hex(10).replace(/f+$/, '')
  },
  0xb9: (draft, from) => {
    from.skip(1)
    const parts = from.ascii(from.left).split(',')
    for (let index = 0; index + 1 < parts.length; index += 2) hearWifi(draft, parts[index] ?? '', Number(parts[index + 1]))
  },
  0xc5: (draft, from) => {
    const word = from.u32()
    if (!bit(word, 6)) raise(draft, 'vibration')
    const motion = Math.floor(word / 2 ** 23) & 3
    if (motion < 2) draft.attributes['motion'] = motion === 0
  },
  0xc6: (draft, from) => {
    const state = from.u8()
    if (state === 3 || state === 4) raise(draft, 'lowBattery')
    draft.attributes['batteryAlarm'] = state
  },
  0xce: ({ attributes }, from) => {
    attributes['power'] = from.u16() / 100
  },
  0xd8: (draft, from) => hearCell(draft, from.u16(), from.u8(), from.u16(), from.u32()),
  0xe1: ({ attributes }, from) => {
    if (from.has(1)) attributes['batteryLevel'] = from.u8()
  },
}

/** EB: base stations, a time zone in text, or blocks. */
const readEb: ItemReader = (draft, from) => {
  const country = from.peek() * 256 + from.peek(1)
  if (country > 200 && country < 1000 && (from.left - 3) % 5 === 0) {
    const [mcc, mnc] = [from.u16(), from.u8()]
    while (from.has(5)) hearCell(draft, mcc, mnc, from.u16(), from.u16(), -from.u8())
  } else if (isText(from.bytes)) draft.attributes['timezone'] = bare(from.ascii(from.left))
  else {
    while (from.has(4)) {
      const inner = from.part(from.u16())
      blocks[inner.u16()]?.(draft, inner)
    }
  }
}

/** F3 of AOVX: beacons, each with what the mask announces. */
const readBeacons = ({ attributes }: Draft, from: ByteReader): void => {
  const mask = from.u8()
  for (let index = 1; from.has(7); index += 1) {
    const tag = `tag${index}`
    attributes[`${tag}Mac`] = from.hex(6)
    attributes[`${tag}Rssi`] = from.i8()
    if (bit(mask, 0)) attributes[`${tag}Name`] = bare(from.ascii(10))
    if (bit(mask, 1)) from.skip(2) // firmware
    if (bit(mask, 2)) attributes[`${tag}Battery`] = from.u16() / 1000
    if (bit(mask, 3)) attributes[`${tag}Temp`] = from.i16() / 10
    if (bit(mask, 4)) attributes[`${tag}Humidity`] = from.i16() / 10
    if (bit(mask, 5)) from.skip(6) // acceleration
    if (bit(mask, 6)) from.skip(2)
    if (bit(mask, 7)) from.skip(2)
  }
}

/** F6 of AOVX: event, then sensors the mask announces. */
const readSensors = ({ attributes }: Draft, from: ByteReader): void => {
  const event = from.u8()
  attributes['event'] = event
  if (event === 2) attributes['motion'] = true
  const mask = from.u8()
  if (bit(mask, 0)) attributes['lightSensor'] = from.u16()
  if (bit(mask, 1)) attributes['temp1'] = from.i16() / 10
  if (bit(mask, 2)) attributes['humidity'] = from.i16() / 10
  if (bit(mask, 3)) attributes['gSensor'] = `[${from.i16()},${from.i16()},${from.i16()}]`
  if (bit(mask, 4)) from.skip(10) // thresholds
  if (bit(mask, 5)) attributes['airPressure'] = from.u16()
}

const readF6: ItemReader = (draft, from, _all, model) => {
  if (isAovx(model)) readSensors(draft, from)
  else if (from.left === 2) draft.attributes['airPressure'] = from.u16()
  else if (from.left === 8 && (from.peek() & 0xf0) === 0) draft.attributes['imei'] = from.hex(8).slice(1)
  else readSensors(draft, from)
}

const readF7: ItemReader = ({ attributes }, from) => {
  if (from.left === 2) {
    attributes['humidity'] = from.u16() / 10
    return
  }
  attributes['battery'] = from.u32() / 1000
  if (from.has(1)) {
    const state = from.u8()
    if (state === 2 || state === 3) attributes['charge'] = true
  }
  if (from.has(1)) attributes['batteryLevel'] = from.u8()
}

/** F8: SIM of AOVX, a second temperature of environment terminals (they send F5 to F7 in two bytes beside it), else steps of wearables. */
const readF8: ItemReader = ({ attributes }, from, all, model) => {
  if (from.left >= 19) {
    from.skip(9) // mode of work, IMEI
    attributes['iccid'] = from.hex(10)
  } else if (from.left !== 2) return
  else if (!/^C5L?$/.test(model) && (all.has(0xf6) || all.has(0xf7))) attributes['temp2'] = from.u16() / 10 - 50
  else attributes['steps'] = from.u16()
}

const readF9: ItemReader = ({ attributes }, from) => {
  const mask = from.u16()
  if (bit(mask, 0)) from.skip(4)
  if (bit(mask, 1)) from.skip(4)
  if (bit(mask, 2)) attributes['hdop'] = from.u16() / 10
  if (bit(mask, 3)) from.skip(6)
  if (bit(mask, 5)) from.skip(8)
  if (bit(mask, 6) && from.has(2)) attributes['temp3'] = from.i16() / 10
}

const readF3: ItemReader = (draft, from, _all, model) => {
  if (isAovx(model)) {
    readBeacons(draft, from)
    return
  }
  while (from.has(3)) {
    const id = from.u16()
    obdItems[0x10000 + id]?.(draft, from.part(from.u8()))
  }
}

/** Items that hold items, or whose family decides what they mean. */
export const extendedItems: Readonly<Record<number, ItemReader>> = {
  0xe8: readE8,
  0xea: readEa,
  0xeb: readEb,
  0xf0: (draft, from) => {
    while (from.has(13)) {
      const [mcc, mnc, cell, area] = [from.u16(), from.u16(), from.u32(), from.u32()]
      hearCell(draft, mcc, mnc, area, cell, -from.u8())
    }
  },
  0xf1: ({ attributes }, from) => {
    if (from.left === 4) attributes['power'] = from.u32() / 1000
  },
  0xf2: ({ attributes }, from) => {
    attributes['versionFw'] = bare(from.ascii(from.left))
  },
  0xf3: readF3,
  0xf5: ({ attributes }, from) => {
    if (from.left === 2) attributes['illuminance'] = from.u16()
  },
  0xf6: readF6,
  0xf7: readF7,
  0xf8: readF8,
  0xf9: readF9,
}
