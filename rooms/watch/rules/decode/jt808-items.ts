import { extendedItems, type ItemReader, readExtension } from './jt808-nested.ts'
import { readObdText } from './jt808-obd.ts'
import { type Draft, hearCell, hearWifi, raise } from './position-draft.ts'
import { bare, type ByteReader, bit } from './read-bytes.ts'

const raiseBits = (draft: Draft, word: number, names: Readonly<Record<number, string>>): void => {
  for (const [index, alarm] of Object.entries(names)) if (bit(word, Number(index))) raise(draft, alarm)
}

const driving = { 8: 'hardAcceleration', 9: 'hardBraking', 10: 'hardCornering' }
const eventAlarms: Readonly<Record<number, string>> = { 1: 'hardAcceleration', 2: 'hardBraking', 3: 'hardCornering', 0x16: 'accident' }

const number =
  (name: string, read: (from: ByteReader) => number, least = 1): ItemReader =>
  ({ attributes }, from) => {
    if (from.has(least)) attributes[name] = read(from)
  }

const text =
  (name: string): ItemReader =>
  ({ attributes }, from) => {
    const value = bare(from.ascii(from.left))
    if (value) attributes[name] = value
  }

const readLock: ItemReader = ({ attributes }, from) => {
  const { left } = from
  attributes['lockCommand'] = from.u8()
  if (left === 5 || left === 6) attributes['lockCard'] = from.u32()
  else if (left >= 7) attributes['lockPassword'] = from.ascii(6)
  if (left % 2 === 0) attributes['unlockResult'] = from.u8()
}

/** Up to eight probes of two bytes, FFFF where there is none. */
const readProbes: ItemReader = ({ attributes }, from) => {
  if (from.left !== 2 && from.left !== 16) return
  for (let index = 1; from.has(2); index += 1) {
    const raw = from.u16()
    if (raw !== 0xffff) attributes[`temp${index}`] = (raw & 0x7fff) / (bit(raw, 15) ? -10 : 10)
  }
}

const readSeals: ItemReader = ({ attributes }, from) => {
  for (let index = 1; from.has(11); index += 1) {
    attributes[`lock${index}Id`] = from.hex(6)
    attributes[`lock${index}Battery`] = from.u16() / 1000
    attributes[`lock${index}Seal`] = from.u8() === 0x31
    from.skip(2)
  }
}

const readAssist =
  (name: string): ItemReader =>
  ({ attributes }, from) => {
    const { left } = from
    from.skip(5)
    attributes[name] = from.u8()
    if (left < 47) return
    from.skip(from.left - 16)
    attributes['alarmLabel'] = from.hex(16)
  }

const readTyres: ItemReader = ({ attributes }, from) => {
  while (from.has(8)) {
    const tyre = `tire${from.u8()}`
    attributes[`${tyre}SensorId`] = from.hex(3)
    attributes[`${tyre}Pressure`] = (from.u16() & 0x3ff) / 40
    attributes[`${tyre}Temp`] = from.u8() - 50
    attributes[`${tyre}Status`] = from.u8()
  }
}

const readLevelByte = ({ attributes }: Draft, from: ByteReader): void => {
  const level = from.u8()
  if (level === 0xff) attributes['charge'] = true
  else attributes['batteryLevel'] = level
}

/** D4, E1, E9: a battery level, a driver number, or (E1) volts or base stations. */
const readLevelOrDriver: ItemReader = (draft, from) => {
  if (from.left === 1) readLevelByte(draft, from)
  else if (from.left === 4) draft.attributes['driverUniqueId'] = String(from.u32())
}

const readE1: ItemReader = (draft, from, all, model) => {
  if (from.left === 2) draft.attributes['power'] = from.u16() / 10
  else if (from.left >= 12 && (from.left - 4) % 8 === 0) {
    const [mcc, mnc] = [from.u16(), from.u16()]
    while (from.has(8)) hearCell(draft, mcc, mnc, from.u24(), from.u32(), -from.u8())
  } else readLevelOrDriver(draft, from, all, model)
}

const readD5: ItemReader = ({ attributes }, from) => {
  if (from.left === 2) attributes['battery'] = from.u16() / 100
  if (from.left < 14) return
  const count = from.u8()
  for (let index = 1; index <= count && from.has(13); index += 1) {
    attributes[`lock${index}Id`] = from.hex(5)
    attributes[`lock${index}Card`] = from.hex(5)
    attributes[`lock${index}Battery`] = from.u8()
    attributes[`lock${index}Locked`] = !bit(from.u16(), 5)
  }
}

/** Degrees or per cent in a signed byte and 255ths. */
const readFraction = (from: ByteReader): number => {
  const whole = from.i8()
  const size = Math.abs(whole) + from.u8() / 255
  return whole < 0 ? -size : size
}

const readE6: ItemReader = (draft, from) => {
  const opening = String.fromCharCode(...from.bytes.subarray(0, 7))
  if (opening === '$OBD-RT') readObdText(draft, from.ascii(from.left))
  else if (from.left % 11 === 0) {
    while (from.has(11)) {
      const index = from.u8()
      from.skip(6)
      draft.attributes[`temp${index}`] = readFraction(from)
      draft.attributes[`humidity${index}`] = readFraction(from)
    }
  }
}

/** Watches: bit 0 shock, bits 1 to 3 which SOS key. */
const readE7: ItemReader = (draft, from) => {
  if (from.left !== 8) return
  const word = from.u16()
  if (bit(word, 0)) raise(draft, 'vibration')
  if ((word >> 1) & 7) raise(draft, 'sos')
}

const readWifi: ItemReader = (draft, from) => {
  if (from.left % 7 === 0) while (from.has(7)) hearWifi(draft, from.hex(6), from.i8())
}

const readLockText: ItemReader = ({ attributes }, from) => {
  if (from.left === 1) {
    attributes['mode'] = from.u8()
    return
  }
  const value = from.ascii(from.left)
  const volts = value.startsWith('*M00') ? Number(value.slice(10, 13)) : Number.NaN
  if (Number.isFinite(volts)) attributes['battery'] = volts / 100
}

const readEngine: ItemReader = ({ attributes }, from) => {
  attributes['battery'] = from.u16() / 10
  attributes['rpm'] = from.u16()
  attributes['obdSpeed'] = from.u8()
  attributes['throttle'] = Math.trunc((from.u8() * 100) / 255)
  attributes['engineLoad'] = Math.trunc((from.u8() * 100) / 255)
  attributes['coolantTemp'] = from.u8() - 40
  from.skip(2)
  attributes['fuelConsumption'] = from.u16() / 100
  from.skip(8)
  if (from.has(2)) attributes['fuelUsed'] = from.u16() / 100
}

/** FE: level, volts or odometer by its length; a longer one lists driving alarms. */
const readFe: ItemReader = (draft, from) => {
  if (from.left === 1) draft.attributes['batteryLevel'] = from.u8()
  else if (from.left === 2) draft.attributes['power'] = from.u16() / 10
  else if (from.left === 4) draft.attributes['odometer'] = from.u32()
  else if (from.u8() === 0x7c) {
    while (from.has(2)) {
      const type = from.u8()
      const inner = from.part(from.u8())
      if (type === 1)
        raiseBits(draft, inner.u32(), { 0: 'hardAcceleration', 1: 'hardBraking', 2: 'hardCornering', 3: 'accident', 4: 'tampering' })
    }
  }
}

const readVolts: ItemReader = ({ attributes }, from) => {
  if (from.has(2)) attributes['adc1'] = from.u16() / 100
  if (from.has(2)) attributes['adc2'] = from.u16() / 100
}

const items: Readonly<Record<number, ItemReader>> = {
  0x01: number('odometer', (from) => from.u32() * 100, 4),
  0x02: ({ attributes }, from) => {
    const fuel = from.u16()
    attributes['fuel'] = bit(fuel, 15) ? fuel & 0x7fff : fuel / 10
  },
  0x06: number('batteryLevel', (from) => from.u8()),
  0x0b: readLock,
  0x14: number('videoAlarm', (from) => from.u32(), 4),
  0x25: number('input', (from) => from.u32(), 4),
  0x2b: readVolts,
  0x30: number('rssi', (from) => from.u8()),
  0x31: number('sat', (from) => from.u8()),
  0x33: readLockText,
  0x51: readProbes,
  0x56: number('batteryLevel', (from) => from.u8() * 10),
  0x57: (draft, from) => {
    raiseBits(draft, from.u16(), driving)
    from.skip(2) // switches
    if (from.has(4)) raiseBits(draft, from.u32(), { 16: 'door' })
  },
  0x60: ({ attributes }, from) => {
    const event = from.u16()
    attributes['event'] = event
    if (event < 0x61 || event > 0x66) return
    from.skip(6)
    attributes['driverUniqueId'] = from.ascii(8)
  },
  0x63: readSeals,
  0x64: readAssist('adasAlarm'),
  0x65: readAssist('dmsAlarm'),
  0x67: text('password'),
  0x68: number('batteryLevel', (from) => from.u16() / 100, 2),
  0x69: number('battery', (from) => from.u16() / 100, 2),
  0x70: (draft, from) => {
    from.skip(5)
    raise(draft, eventAlarms[from.u8()])
  },
  0x77: readTyres,
  0x82: number('power', (from) => from.u16() / 10, 2),
  0x91: readEngine,
  0x94: text('vin'),
  0xac: number('odometer', (from) => from.u32(), 4),
  0xbc: text('driver'),
  0xbd: text('driverUniqueId'),
  0xd0: (draft, from) => raiseBits(draft, from.u32(), { 3: 'vibration' }),
  0xd3: number('power', (from) => from.u16() / 10, 2),
  0xd4: readLevelOrDriver,
  0xd5: readD5,
  0xda: ({ attributes }, from) => {
    from.skip(2)
    const state = from.u8()
    attributes['string'] = bit(state, 0)
    attributes['motion'] = bit(state, 2)
    attributes['cover'] = bit(state, 3)
  },
  0xe1: readE1,
  0xe2: ({ attributes }, from, _all, model) => {
    if (from.left === 4 && model !== 'DT800') attributes['fuel'] = from.u32() / 10
  },
  0xe3: ({ attributes }, from) => {
    if (from.left < 4 || from.left > 6) return
    from.skip(1)
    attributes['batteryLevel'] = from.u8()
    attributes['battery'] = from.u16() / 100
  },
  0xe4: ({ attributes }, from) => {
    if (from.left !== 2) return
    if (from.u8() === 0) attributes['charge'] = true
    attributes['batteryLevel'] = from.u8()
  },
  0xe5: ({ attributes }, from) => {
    if (from.left === 1) attributes['motion'] = from.u8() === 1
  },
  0xe6: readE6,
  0xe7: readE7,
  0xe9: readLevelOrDriver,
  0xec: readWifi,
  0xed: text('card'),
  0xee: ({ attributes }, from) => {
    if (from.left !== 6) return
    attributes['rssi'] = from.u8()
    attributes['power'] = from.u16() / 1000
    attributes['battery'] = from.u16() / 1000
    attributes['sat'] = from.u8()
  },
  0xf4: readWifi,
  0xfb: text('container'),
  0xfc: number('geofence', (from) => from.u8()),
  0xfe: readFe,
  0xa7: readVolts,
  ...extendedItems,
}

/** Reads the additional items; gives the model where the terminal names it itself. */
export const readItems = (draft: Draft, from: ByteReader, model: string): string => {
  const list: { readonly id: number; readonly value: ByteReader }[] = []
  while (from.has(2)) {
    const [id, length] = [from.u8(), from.u8()]
    if (!from.has(length)) break
    // 80: one byte, then items of the vehicle's computer to the end
    if (id === 0x80) {
      from.skip(1)
      readExtension(draft, from.part(from.left))
    } else list.push({ id, value: from.part(length) })
  }
  const named = list.find(({ id }) => id === 0xf2)
  const firmware = named ? String.fromCharCode(...named.value.bytes) : ''
  const family = firmware.startsWith('AOVX_') ? firmware : model
  const all = new Set(list.map(({ id }) => id))
  for (const { id, value } of list) items[id]?.(draft, value, all, family)
  return family
}
