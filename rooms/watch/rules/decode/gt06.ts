import { type Decoded, type Decoder, nothing, type Session, unread } from './decoder.ts'
import { extendedReaders } from './gt06-extended.ts'
import { cutGt06, type Gt06Frame, gt06Reply, openGt06 } from './gt06-frame.ts'
import { locatedReaders } from './gt06-located.ts'
import { readModules } from './gt06-modular.ts'
import { readBattery, readEvent, readModuleStatus, readShortHeartbeat, readSr411, readStepStatus, readText, readX1 } from './gt06-others.ts'
import { readCell, readManyStations, readWatchWifi, readWifiList } from './gt06-stations.ts'
import { readHeartbeat, readLongHeartbeat, readStatus } from './gt06-status.ts'
import { type Draft, newDraft, told } from './position-draft.ts'
import { ByteReader } from './read-bytes.ts'
import { splitWith } from './split-stream.ts'
import { civilOf } from './terminal-time.ts'
import { joinBytes } from './write-bytes.ts'

const types = { login: 0x01, address: 0x2a, addressAnswer: 0x97, time: 0x8a, status: 0x13, lbsStatus: 0x19, modular: 0x70 }
const stationTypes = new Set([0x18, 0x24, 0x28, 0x2c, 0x2e, 0x33, 0x34, 0xa1, 0xa2])
const heartbeats = new Set([0x13, 0x23, 0x36])
/** Answers of the terminal to commands: they want no answer. */
const unanswered = new Set([0x15, 0x80, 0x81, 0x82])
const extendedAnswered = new Set([0x32, 0x33, 0x41])

/** Minutes the terminal's clock is ahead of UTC, from the two bytes newer logins end with: hours and minutes times sixteen, bit 3 west. */
const clockOf = (bits: number): number => {
  const value = bits >> 4
  const minutes = Math.floor(value / 100) * 60 + (value % 100)
  return bits & 8 ? -minutes : minutes
}

/** The server's time in six bytes, year of the century first. */
const timeOf = (now: number): Uint8Array => {
  const [year, ...rest] = civilOf(Math.floor(now / 1000))
  return Uint8Array.of(year % 100, ...rest)
}

const readAny = (draft: Draft, { type, length, content }: Gt06Frame, offset: number): boolean => {
  const from = new ByteReader(content)
  if (type === types.status && (from.left === 14 || from.left === 16)) readLongHeartbeat(draft, from)
  else if (type === types.status) readHeartbeat(draft, from)
  else if (type === 0x23) readShortHeartbeat(draft, from)
  else if (type === 0x15) readText(draft, from)
  else if (type === 0x94) draft.attributes['power'] = from.i16() / 100
  else if (type === 0x95) readEvent(draft, from, offset)
  else if (type === 0x40) readBattery(draft, from)
  else if (type === 0xf3) readWifiList(draft, from, offset)
  else if (type === 0x24 && length === 0x2e) readSr411(draft, from, offset)
  else if (type === 0x34 && length !== 0x37) readX1(draft, from, offset)
  else if (type === 0x36 && length < 0x35) readModuleStatus(draft, from)
  else if (type === 0xa3 && content.length < 26) readStepStatus(draft, from)
  else if (type === 0x69 || (type === 0x17 && length !== 0x28)) readWatchWifi(draft, from, length)
  else if (type === 0xa5 || type === 0xa7 || type === types.lbsStatus) {
    readCell(draft, from, { wide: type === 0xa5 })
    if (type !== 0xa7 && from.has(1)) readStatus(draft, from)
  } else if (stationTypes.has(type) && !(type === 0xa2 && length === 0x40)) readManyStations(draft, from, type, length, offset)
  else {
    const reader = locatedReaders[type]
    if (!reader) return false
    reader(draft, from, length, offset)
  }
  return true
}

const open = (): Session => {
  let deviceId: string | null = null
  let offset = 0

  const login = ({ content, type, serial }: Gt06Frame): Decoded => {
    const from = new ByteReader(content)
    deviceId = from.hex(8).slice(1)
    from.skip(2) // kind of terminal
    offset = from.has(2) ? clockOf(from.u16()) : 0
    return nothing(deviceId, 'login', serial === null ? [] : [gt06Reply(type, serial)])
  }

  const basic = (frame: Gt06Frame, now: number): Decoded => {
    const { type, length, content, serial } = frame
    const answer = serial === null || unanswered.has(type) ? [] : [gt06Reply(type, serial)]
    if (type === types.login) return content.length < 8 ? unread(deviceId, 'login without a number') : login(frame)
    if (type === types.time) return nothing(deviceId, 'time-request', [gt06Reply(type, serial ?? 0, timeOf(now))])
    if (type === types.address) {
      const text = 'NA&&NA&&0##'
      const address = joinBytes([text.length, 1], [0, 4], text)
      return nothing(deviceId, 'address-request', [gt06Reply(types.addressAnswer, 0, address, true)])
    }
    // the long form of this type lists stations without a time that could be trusted
    if (content.length === 0 || (type === types.lbsStatus && length >= 0x17)) return nothing(deviceId, 'empty', answer)
    const draft = newDraft()
    if (!readAny(draft, frame, offset)) return nothing(deviceId, `message-${type.toString(16)}`, answer)
    const watch = type === 0x69 || (type === 0x17 && serial === null)
    const replies = watch ? [joinBytes([0x7878, 2], [0, 1], [type, 1], content.subarray(0, 6), '\r\n')] : answer
    const name = heartbeats.has(type) ? 'heartbeat' : type === 0x15 ? 'command-reply' : 'location'
    return told(deviceId, name, draft, replies)
  }

  const extended = ({ type, content, serial }: Gt06Frame): Decoded => {
    const draft = newDraft()
    const from = new ByteReader(content)
    const reader = extendedReaders[type]
    if (type === types.modular) {
      readModules(draft, from)
      return told(deviceId, 'location', draft, [gt06Reply(types.modular, serial ?? 0)])
    }
    const wide = extendedAnswered.has(type)
    const replies = wide || type === 0xf2 ? [gt06Reply(type, serial ?? 0, new Uint8Array(0), wide)] : []
    if (!reader) return nothing(deviceId, `message-${type.toString(16)}`, replies)
    reader(draft, from, offset)
    return told(deviceId, type === 0x32 || type === 0x33 ? 'location' : 'information', draft, replies)
  }

  return {
    decode(bytes, now) {
      const frame = openGt06(bytes)
      if (typeof frame === 'string') return unread(deviceId, frame)
      return frame.extended ? extended(frame) : basic(frame, now)
    },
  }
}

/** Concox and the many terminals that speak its protocol. */
export const gt06: Decoder = {
  protocol: 'gt06',
  title: { zh: '康凯斯 GT06 协议终端', en: 'Concox GT06' },
  splitter: () => splitWith(cutGt06),
  open,
}
