import { type Draft, raise } from './position-draft.ts'
import { type ByteReader, bit } from './read-bytes.ts'

const alarmNames: Readonly<Record<number, string>> = {
  0x01: 'sos',
  0x02: 'powerCut',
  0x03: 'vibration',
  0x04: 'geofenceEnter',
  0x05: 'geofenceExit',
  0x06: 'overspeed',
  0x09: 'vibration',
  0x0c: 'tampering',
  0x0e: 'lowBattery',
  0x0f: 'lowBattery',
  0x11: 'powerOff',
  0x13: 'tampering',
  0x14: 'door',
  0x18: 'removing',
  0x19: 'lowBattery',
  0x1a: 'hardBraking',
  0x1b: 'hardCornering',
  0x23: 'fallDown',
  0x25: 'tampering',
  0x26: 'hardAcceleration',
  0x27: 'hardBraking',
  0x28: 'hardBraking',
  0x29: 'hardAcceleration',
  0x2a: 'hardCornering',
  0x2b: 'hardCornering',
  0x2c: 'accident',
  0x2e: 'hardCornering',
  0x30: 'hardBraking',
}

/** The alarm byte behind the signal strength; a code without a name is kept as event. */
export const readAlarmCode = (draft: Draft, code: number): void => {
  const alarm = alarmNames[code]
  if (alarm) raise(draft, alarm)
  else if (code > 0) draft.attributes['event'] = code
}

/** Terminal information: bit 1 ignition, 2 charging, 3-5 alarm, 7 fuel and power cut off by command. */
export const readTerminalByte = (draft: Draft, status: number, seventh = 'removing'): void => {
  const { attributes } = draft
  attributes['status'] = status
  attributes['ignition'] = bit(status, 1)
  attributes['charge'] = bit(status, 2)
  attributes['blocked'] = bit(status, 7)
  const alarms: Readonly<Record<number, string>> = { 1: 'vibration', 2: 'powerCut', 3: 'lowBattery', 4: 'sos', 6: 'geofence', 7: seventh }
  raise(draft, alarms[(status >> 3) & 7])
}

/** Level in sixths (0-6) or already in per cent. */
export const readLevel = (draft: Draft, level: number): void => {
  if (level <= 6) draft.attributes['batteryLevel'] = Math.trunc((level * 100) / 6)
  else if (level <= 100) draft.attributes['batteryLevel'] = level
}

/**
 * Terminal byte, battery, signal strength, alarm; what follows (language, fence) is left. `wide`: the alarm code has twelve bits,
 * its top in the upper half of the language byte.
 */
export const readStatus = (draft: Draft, from: ByteReader, wide = false): void => {
  readTerminalByte(draft, from.u8())
  if (from.has(1)) readLevel(draft, from.u8())
  if (from.has(1)) draft.attributes['rssi'] = from.u8()
  if (from.has(1)) readAlarmCode(draft, from.u8() + (wide ? (from.peek() >> 4) * 256 : 0))
}

/** Terminal byte, supply in hundredths of a volt, signal strength, alarm: VXT01, S5. */
export const readSupplyStatus = (draft: Draft, from: ByteReader, seventh?: string): void => {
  readTerminalByte(draft, from.u8(), seventh)
  draft.attributes['power'] = from.u16() / 100
  if (from.has(1)) draft.attributes['rssi'] = from.u8()
  if (from.has(1)) readAlarmCode(draft, from.u8())
}

/**
 * The heartbeat (13): terminal byte, battery, signal, alarm, language. Three families write volts where others write battery or
 * alarm; they are known by values the standard layout cannot have (signal above 4 or 31, language 0 or above 2).
 */
export const readHeartbeat = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  if (from.left !== 5) {
    readStatus(draft, from)
    return
  }
  const [battery, signal, alarm, language] = [from.peek(1), from.peek(2), from.peek(3), from.peek(4)]
  readTerminalByte(draft, from.u8())
  if (battery >= 7 && battery <= 23 && signal > 4 && alarm <= 4 && language === 0) {
    // R11: supply in hundredths of a volt, then signal
    attributes['power'] = (battery * 256 + signal) / 100
    attributes['rssi'] = alarm
    return
  }
  readLevel(draft, battery)
  attributes['rssi'] = signal
  // LW: four bits of flags and tenths of a volt; Seeworld: signal in per cent and whole volts
  if (alarm >= 0xf0) attributes['power'] = ((alarm & 15) * 256 + language) / 10
  else if (signal > 31 && alarm >= 8) attributes['power'] = alarm
  else readAlarmCode(draft, alarm)
}

/** The long heartbeat of OBD-6 and asset trackers (13 with 14 or 16 bytes): satellites and signal in one word, volts, working times. */
export const readLongHeartbeat = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  const longer = from.left === 16
  readTerminalByte(draft, from.u8())
  const signal = from.u16()
  attributes['sat'] = ((signal >> 10) & 31) + ((signal >> 5) & 31)
  attributes['rssi'] = signal & 31
  readAlarmCode(draft, from.u8())
  from.skip(1) // language
  attributes['batteryLevel'] = from.u8()
  const mode = from.u8()
  attributes['power'] = from.u16() / 100
  from.skip(longer ? 5 : 3) // reserved, number of wakings, minutes awake
  if (!from.has(2)) return
  const raw = from.u16()
  if (longer) attributes['temp1'] = (raw & 0x7fff) / (bit(raw, 15) ? 10 : -10)
  else if (mode === 4) attributes['temp1'] = ((raw << 16) >> 16) / 10
}
