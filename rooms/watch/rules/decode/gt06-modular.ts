import { readPlace } from './gt06-location.ts'
import { type Draft, hearCell, raise } from './position-draft.ts'
import { type ByteReader } from './read-bytes.ts'
import { isoOfSeconds } from './terminal-time.ts'

const eventAlarms: Readonly<Record<number, string>> = {
  0x10: 'door',
  0x12: 'removing',
  0x14: 'geofenceEnter',
  0x15: 'geofenceExit',
  0x16: 'temperature',
  0x1a: 'lowBattery',
  0x1b: 'overspeed',
  0x1c: 'powerOn',
  0x1d: 'powerOff',
  0x20: 'vibration',
  0x21: 'powerCut',
  0x23: 'tampering',
}

/** Modules of type 70 (asset trackers), each with its type and length in two bytes. */
const modules: Readonly<Record<number, (draft: Draft, from: ByteReader) => void>> = {
  0x03: ({ attributes }, from) => {
    attributes['iccid'] = from.hex(10)
  },
  0x09: ({ attributes }, from) => {
    attributes['sat'] = from.u8()
  },
  0x0a: ({ attributes }, from) => {
    attributes['satVisible'] = from.u8()
  },
  0x11: (draft, from) => hearCell(draft, from.u16(), from.u16(), from.u16(), from.u24(), -from.u8()),
  0x18: ({ attributes }, from) => {
    attributes['battery'] = from.u16() / 100
  },
  0x28: ({ attributes }, from) => {
    attributes['hdop'] = from.u8() / 10
  },
  0x29: ({ attributes }, from) => {
    attributes['index'] = from.u32()
  },
  0x2a: ({ attributes }, from) => {
    const input = from.u8()
    attributes['door'] = (input & 15) > 0
    attributes['tamper'] = input > 15
  },
  0x2b: ({ attributes }, from) => {
    attributes['bootReason'] = from.u8()
  },
  0x2e: ({ attributes }, from) => {
    attributes['odometer'] = from.u32le()
  },
  0x33: (draft, from) => {
    draft.time = isoOfSeconds(from.u32())
    draft.attributes['sat'] = from.u8()
    draft.attributes['altitude'] = from.i16()
    readPlace(draft, from)
  },
  0x34: (draft, from) => {
    const event = from.u8()
    draft.attributes['event'] = event
    raise(draft, eventAlarms[event])
  },
  0x7f: ({ attributes }, from) => {
    attributes['tag1Id'] = from.hex(6)
    attributes['tag1Battery'] = from.u16() / 1000
    attributes['tag1BatteryLevel'] = from.u8()
    attributes['tag1Temp'] = from.i16() / 10
    attributes['tag1Humidity'] = from.i16()
    attributes['tag1Status'] = from.u8()
  },
}

export const readModules = (draft: Draft, from: ByteReader): void => {
  while (from.has(4)) {
    const type = from.u16()
    modules[type]?.(draft, from.part(from.u16()))
  }
}
