import { readGps } from './gt06-location.ts'
import { readAlarmCode, readStatus } from './gt06-status.ts'
import { type Draft, hearCell, raise } from './position-draft.ts'
import { bare, type ByteReader, bit } from './read-bytes.ts'
import { isoOfSeconds, readTime } from './terminal-time.ts'

/** Type 23 (GK310): armed, ignition, charging; volts and signal in newer firmware. */
export const readShortHeartbeat = ({ attributes }: Draft, from: ByteReader): void => {
  const status = from.u8()
  attributes['armed'] = bit(status, 0)
  attributes['ignition'] = bit(status, 1)
  attributes['charge'] = bit(status, 2)
  if (from.has(2)) attributes['battery'] = from.u16() / 100
  if (from.has(1)) attributes['rssi'] = from.u8()
}

/** Type 15: the terminal's text answer to a command. */
export const readText = ({ attributes }: Draft, from: ByteReader): void => {
  const length = from.u8()
  from.skip(4) // the server's mark of the command
  // some terminals write no length and fill up with zeros
  const text = length >= 4 ? from.ascii(length - 4) : bare(from.ascii(from.left - 2))
  if (text === '') return
  if (text.startsWith('<ICCID:')) attributes['iccid'] = text.slice(7, 27)
  else attributes['result'] = text
}

/** Type 36 of Jimi 4G terminals: status, then modules of type and length. */
export const readModuleStatus = (draft: Draft, from: ByteReader): void => {
  readStatus(draft, from)
  if (from.has(1)) from.skip(1) // language
  while (from.has(3)) {
    const type = from.u16()
    const inner = from.part(from.u8())
    if (type === 0x18 && inner.has(2)) draft.attributes['battery'] = inner.u16() / 100
    else if (type === 0x32 && inner.has(1)) draft.attributes['startupStatus'] = inner.u8()
    else if (type === 0x6a && inner.has(1)) draft.attributes['batteryLevel'] = inner.u8()
  }
}

/** Type A3 without a fix: a pet and person tracker's steps behind nine bytes of state, or a plain status. */
export const readStepStatus = (draft: Draft, from: ByteReader): void => {
  if (from.left < 19) {
    readStatus(draft, from)
    return
  }
  from.skip(9)
  draft.attributes['steps'] = from.u32()
}

const eventAlarms: Readonly<Record<number, string>> = {
  0x0e: 'lowPower',
  0x76: 'temperature',
  0x80: 'vibration',
  0x87: 'overspeed',
  0x88: 'powerCut',
  0x90: 'hardAcceleration',
  0x91: 'hardBraking',
  0x92: 'hardCornering',
  0x93: 'accident',
}

/** Type 95 (JC100, JC400): an event with a place or only a time, and the names of its films. */
export const readEvent = (draft: Draft, from: ByteReader, offset: number): void => {
  const { attributes } = draft
  const long = from.left > 7
  const marked = long && from.peek() === 0xff && from.peek(1) === 0xff
  if (marked) from.skip(3) // mark, version
  if (!long) draft.time = readTime(from, offset)
  else readGps(draft, from, marked ? { offset, wide: true } : { offset, satellites: false, speed: false })
  if (marked) attributes['power'] = from.u16() / 10
  const event = from.u8()
  attributes['event'] = event
  raise(draft, event === 1 ? (long ? 'sos' : 'general') : eventAlarms[event])
  if (from.has(2)) attributes['eventData'] = from.u16()
  if (from.has(1)) attributes['eventFiles'] = from.ascii(from.left)
}

/** Type 34 (X1): flags, fix, odometer, base station, driver, volts, inputs. */
export const readX1 = (draft: Draft, from: ByteReader, offset: number): void => {
  const { attributes } = draft
  from.skip(4)
  readGps(draft, from, { offset })
  from.skip(2)
  attributes['odometer'] = from.u32()
  hearCell(draft, from.u16(), from.u8(), from.u16(), from.u32())
  const driver = from.u32()
  if (driver > 0) attributes['driverUniqueId'] = String(driver)
  attributes['battery'] = from.u16() / 100
  attributes['power'] = from.u16() / 100
  const ports = from.u32()
  attributes['input'] = from.u8()
  attributes['output'] = from.u8()
  for (let index = 1; index <= ((ports >> 20) & 15) && from.has(2); index += 1) attributes[`adc${index}`] = from.u16() / 100
}

/** Type 40 (WD-209): state of a traction battery. */
export const readBattery = (draft: Draft, from: ByteReader): void => {
  const { attributes } = draft
  from.skip(8)
  draft.time = isoOfSeconds(from.u32())
  attributes['relativeCapacity'] = from.u8()
  attributes['remainingCapacity'] = from.u16()
  attributes['absoluteCapacity'] = from.u8()
  attributes['fullCapacity'] = from.u16()
  attributes['batteryHealth'] = from.u8()
  attributes['batteryTemp'] = from.u16() / 10 - 273.1
  attributes['current'] = from.u16()
  attributes['battery'] = from.u16() / 1000
  attributes['cycleIndex'] = from.u16()
  for (let cell = 1; cell <= 14 && from.has(2); cell += 1) attributes[`batteryCell${cell}`] = from.u16() / 1000
}

/** Type 24 of the SR411 mini (length 2E): fix, base station, ignition, volts. */
export const readSr411 = (draft: Draft, from: ByteReader, offset: number): void => {
  readGps(draft, from, { offset })
  hearCell(draft, from.u16() & 0x7fff, from.u8(), from.u16(), from.u24())
  draft.attributes['ignition'] = from.u8() > 0
  if (from.has(4)) {
    draft.attributes['power'] = from.u16() / 100
    draft.attributes['battery'] = from.u16() / 100
  }
  if (from.left === 1) readAlarmCode(draft, from.u8())
}
