import { readItems } from './jt808-items.ts'
import { isAovx } from './jt808-nested.ts'
import { type Draft, newDraft, placeAt, raise } from './position-draft.ts'
import { type ByteReader, bit } from './read-bytes.ts'
import { readBcdTime } from './terminal-time.ts'

/** JT/T 808 clocks are Beijing time. */
export const beijing = 480

/** Alarm flags of JT/T 808-2013 table 24, with the uses of trackers and wearables for the bits it leaves open. */
const alarmBits: Readonly<Record<number, string>> = {
  0: 'sos',
  1: 'overspeed',
  2: 'fatigueDriving',
  4: 'fault',
  5: 'gpsAntennaCut',
  6: 'gpsAntennaCut',
  7: 'lowBattery',
  8: 'powerOff',
  9: 'fault',
  10: 'fault',
  11: 'fault',
  15: 'vibration',
  16: 'tampering',
  17: 'tampering',
  18: 'lowBattery',
  19: 'parking',
  20: 'geofence',
  26: 'general',
  28: 'movement',
  29: 'accident',
  30: 'accident',
}

/** Padlocks: shackle cut or opened, case opened. */
const padlockBits: Readonly<Record<number, string>> = { 0: 'removing', 1: 'tampering', 4: 'removing' }
const padlocks = /^G-?(360|508)P/

/** VL300 uses bits 29 and 30 for something else than an accident. */
const withoutAccident = Object.fromEntries(Object.entries(alarmBits).filter(([index]) => Number(index) < 29))

const alarmsFor = (model: string): Readonly<Record<number, string>> => {
  if (padlocks.test(model)) return padlockBits
  if (isAovx(model)) return { 16: 'movement' }
  return /^(AOVX_)?VL300/.test(model) ? withoutAccident : alarmBits
}

/** Status word and place. */
export const readPlace808 = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  const status = from.u32()
  attributes['ignition'] = bit(status, 0)
  attributes['blocked'] = bit(status, 10)
  if ([13, 14, 15, 16, 17].some((index) => bit(status, index))) attributes['door'] = true
  if (bit(status, 26)) attributes['charge'] = true
  const [lat, lon] = [from.u32() / 1_000_000, from.u32() / 1_000_000]
  if (!from.short) placeAt(draft, bit(status, 2) ? -lat : lat, bit(status, 3) ? -lon : lon, bit(status, 1))
}

/** Height, speed, course, time. */
export const readMovement808 = (draft: Draft, from: ByteReader): void => {
  draft.attributes['altitude'] = from.i16()
  draft.attributes['speed'] = from.u16() / 10
  draft.attributes['course'] = from.u16()
  draft.time = readBcdTime(from, beijing)
}

/** Body of 0200: alarms, status, place, movement, then additional items. `model` as the terminal registered, '' where unknown. */
export const readLocation808 = (from: ByteReader, model: string): Draft => {
  const draft = newDraft()
  const flags = from.u32()
  readPlace808(draft, from)
  readMovement808(draft, from)
  // eighteen bytes without items: charge, mileage, volts, area, signal
  if (from.left === 18) {
    from.skip(4)
    draft.attributes['odometer'] = from.u32() * 1000
    draft.attributes['battery'] = from.u16() / 10
    from.skip(4)
    draft.attributes['rssi'] = from.u8()
  } else model = readItems(draft, from, model)
  for (const [index, alarm] of Object.entries(alarmsFor(model))) if (bit(flags, Number(index))) raise(draft, alarm)
  return draft
}

/** Bodies of 0704 (count, kind, locations behind two bytes of length) and 0210 (locations behind one). */
export const readBatch808 = (from: ByteReader, type: number, model: string): Draft[] => {
  const wide = type === 0x0704
  const stored = wide && (from.skip(2), from.u8()) > 0
  const drafts: Draft[] = []
  while (from.has(wide ? 2 : 1)) {
    const inner = from.part(wide ? from.u16() : from.u8())
    if (!inner.has(28)) continue
    const draft = readLocation808(inner, model)
    if (stored) draft.attributes['archive'] = true
    drafts.push(draft)
  }
  return drafts
}
