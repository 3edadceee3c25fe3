import type { Draft } from './position-draft.ts'
import { bare, type ByteReader } from './read-bytes.ts'

type ObdReader = (draft: Draft, from: ByteReader) => void

const value =
  (name: string, bytes: 1 | 2 | 4, scale = 1, offset = 0): ObdReader =>
  ({ attributes }, from) => {
    if (!from.has(bytes)) return
    const raw = bytes === 1 ? from.u8() : bytes === 2 ? from.u16() : from.u32()
    attributes[name] = (scale < 1 ? raw / Math.round(1 / scale) : raw * scale) + offset
  }

const text =
  (name: string): ObdReader =>
  ({ attributes }, from) => {
    const said = bare(from.ascii(from.left))
    if (said) attributes[name] = said
  }

/** Items of vehicle computers: ids of one byte (behind item 80), and from 10000 on ids of two bytes (item F3). */
export const obdItems: Readonly<Record<number, ObdReader>> = {
  0x01: value('odometer', 4, 100),
  0x02: value('fuel', 2, 0.1),
  0x03: value('obdSpeed', 2, 0.1),
  0x30: value('rssi', 1),
  0x31: value('sat', 1),
  0x56: ({ attributes }, from) => {
    from.skip(1)
    if (from.has(1)) attributes['batteryLevel'] = from.u8()
  },
  0x61: value('power', 2, 0.01),
  0x69: value('battery', 2, 0.01),
  0x80: value('obdSpeed', 1),
  0x81: value('rpm', 2),
  0x82: value('power', 2, 0.1),
  0x83: value('engineLoad', 1),
  0x84: value('coolantTemp', 1, 1, -40),
  0x85: value('fuelConsumption', 2),
  0x86: value('intakeTemp', 1, 1, -40),
  0x87: value('intakeFlow', 2),
  0x88: value('intakePressure', 1),
  0x89: value('throttle', 1),
  0x8b: text('vin'),
  0x8c: value('obdOdometer', 4, 100),
  0x8d: value('tripOdometer', 2, 1000),
  0x8e: value('fuel', 1),
  0xa0: ({ attributes }, from) => {
    attributes['dtcs'] = bare(from.ascii(from.left)).replaceAll(',', ' ')
  },
  0xcc: text('iccid'),
  0x10002: value('obdSpeed', 2, 0.1),
  0x10003: value('rpm', 2),
  0x10004: value('power', 2, 0.001),
  0x10005: value('obdOdometer', 4, 100),
  0x10007: value('fuelConsumption', 2, 0.1),
  0x10008: value('engineLoad', 2, 0.1),
  0x10009: value('coolantTemp', 2, 1, -40),
  0x1000b: value('intakePressure', 2),
  0x1000c: value('intakeTemp', 2, 1, -40),
  0x1000d: value('intakeFlow', 2),
  0x1000e: ({ attributes }, from) => {
    attributes['throttle'] = Math.trunc((from.u16() * 100) / 255)
  },
  0x10050: text('vin'),
  0x10051: ({ attributes }, from) => {
    if (from.left > 0) attributes['cvn'] = from.hex(from.left)
  },
  0x10052: text('calid'),
  0x10100: value('tripOdometer', 2, 0.1),
  0x10102: value('tripFuel', 2, 0.1),
  0x10112: value('hardAccelerationCount', 2),
  0x10113: value('hardDecelerationCount', 2),
  0x10114: value('hardCorneringCount', 2),
}

/** Fields of the text "$OBD-RT" in their order; instant consumption gives way to the average. */
const textFields = [
  'power',
  'rpm',
  'obdSpeed',
  'throttle',
  'engineLoad',
  'coolantTemp',
  'fuelConsumption',
  'fuelConsumption',
  'tripOdometer',
  'obdOdometer',
  'tripFuelUsed',
  'fuelUsed',
]

export const readObdText = ({ attributes }: Draft, said: string): void => {
  const [, ...values] = said.split(',')
  for (const [index, name] of textFields.entries()) {
    const field = bare(values[index] ?? '')
    if (field !== '' && Number.isFinite(Number(field))) attributes[name] = Number(field)
  }
}
