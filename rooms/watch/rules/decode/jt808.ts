import { type Decoded, type Decoder, nothing, type Session, unread } from './decoder.ts'
import { answerReaders, readAttributes808, readLock808 } from './jt808-answers.ts'
import { cut808, done808, type Frame808, frame808, lockTypes, open808 } from './jt808-frame.ts'
import { beijing, readBatch808, readLocation808 } from './jt808-location.ts'
import { readPassed } from './jt808-transparent.ts'
import { newDraft, told, toldMany } from './position-draft.ts'
import { bare, ByteReader, hexOf } from './read-bytes.ts'
import { splitWith } from './split-stream.ts'
import { civilOf, readBcdTime } from './terminal-time.ts'
import { joinBytes } from './write-bytes.ts'

const types = {
  generalAnswer: 0x0001,
  serverTime: 0x0004,
  register: 0x0100,
  attributes: 0x0107,
  timeSync: 0x0109,
  location: 0x0200,
  locationAnswer: 0x0201,
  batch: 0x0210,
  controlAnswer: 0x0500,
  stored: 0x0704,
  passed: 0x0900,
}
/** What terminals send as an answer to us wants no answer back. */
const unanswered = new Set([0x0001, 0x0104, 0x0201, 0x0302, 0x0500, 0x0700, 0x0802, 0x0805, 0x1205, 0x1300, 0x2070])

const names: Readonly<Record<number, string>> = {
  0x0001: 'command-reply',
  0x0002: 'heartbeat',
  0x0003: 'logout',
  0x0102: 'login',
  0x0506: 'heartbeat',
  0x0701: 'command-reply',
  0x1300: 'command-reply',
  0x6006: 'command-reply',
}

/** Most parts of one message, and most messages half received on one connection. */
const mostParts = 256
/** Ten bits of the header: no part is longer. */
const longestBody = 1023
const mostOpen = 8

/** Gathers the parts of long messages; gives the body when the last has come. */
const gatherParts = (): ((frame: Frame808) => Uint8Array | null) => {
  const open = new Map<string, Map<number, Uint8Array>>()
  return ({ part, deviceId, type, serial, body }) => {
    if (!part || part.total <= 1) return body
    if (part.total > mostParts || part.number < 1 || part.number > part.total || body.length > longestBody) return null
    // serials run on through the parts, so the first one's names the message
    const key = `${deviceId}/${type}/${part.total}/${(serial - part.number + 0x10001) & 0xffff}`
    const parts = open.get(key) ?? new Map<number, Uint8Array>()
    parts.set(part.number, body)
    open.delete(key)
    if (parts.size === part.total)
      return joinBytes(...Array.from({ length: part.total }, (_, index) => parts.get(index + 1) ?? new Uint8Array(0)))
    open.set(key, parts)
    const [oldest] = open.keys()
    if (open.size > mostOpen && oldest !== undefined) open.delete(oldest)
    return null
  }
}

/** Model as the registration names it: 8 bytes before 2013, 20 bytes since, 30 since 2019. */
const modelOf = ({ body, version }: Frame808): string => {
  const start = version === null ? 9 : 15
  const width = version === null ? (body.length >= 37 ? 20 : 8) : 30
  return bare(new ByteReader(body.subarray(start, start + width)).ascii(Math.min(width, Math.max(body.length - start, 0))))
}

const decimal = (value: number): number => Math.floor(value / 10) * 16 + (value % 10)

/** The server's time as 8109 wants it (year in two bytes, then the rest, then "right"), or as 8004 does (decimal digits, UTC). */
const timeBody = (now: number, decimals: boolean): Uint8Array => {
  const [year, ...rest] = civilOf(Math.floor(now / 1000))
  if (decimals) return Uint8Array.from([year % 100, ...rest], decimal)
  return joinBytes([year, 2], Uint8Array.from(rest), [0, 1])
}

const open = (): Session => {
  let deviceId: string | null = null
  const gather = gatherParts()
  const models = new Map<string, string>()

  /** Text of electronic locks: (number, …, BASE,2,TIME) asks for the time, anything else is an answer to a command. */
  const decodeText = (text: string, now: number): Decoded => {
    const number = /^\((\d+)/.exec(text)?.[1]
    if (number !== undefined) deviceId = number
    if (text.includes('BASE,2')) {
      const digits = civilOf(Math.floor(now / 1000)).map((value) => String(value).padStart(2, '0'))
      return nothing(deviceId, 'time-request', [joinBytes(text.replace('TIME', digits.join('')))])
    }
    const draft = newDraft()
    draft.attributes['result'] = text
    return told(deviceId, 'command-reply', draft)
  }

  const repliesTo = (frame: Frame808, now: number): readonly Uint8Array[] => {
    const { type, serial, id } = frame
    if (type === types.register) return [frame808(frame, 0x8100, joinBytes([serial, 2], [0, 1], hexOf(id)))]
    if (type === types.timeSync) return [frame808(frame, 0x8109, timeBody(now, false))]
    if (type === types.serverTime) return [frame808(frame, 0x8004, timeBody(now, true))]
    if (lockTypes.has(type)) return frame.wantsAnswer ? [frame808(frame, 0x4401, joinBytes([type, 2], [0, 1]), true)] : []
    return unanswered.has(type) ? [] : [done808(frame)]
  }

  const decodeBody = (frame: Frame808, body: Uint8Array, replies: readonly Uint8Array[]): Decoded => {
    const { type, version } = frame
    const from = new ByteReader(body)
    const model = models.get(frame.deviceId) ?? ''
    const name = names[type] ?? 'location'
    if (type === types.register) {
      models.clear()
      models.set(frame.deviceId, modelOf(frame))
      return nothing(deviceId, 'login', replies)
    }
    if (type === types.batch && body.length === 7) {
      const draft = newDraft()
      draft.attributes['batteryLevel'] = from.u8()
      draft.time = readBcdTime(from, beijing)
      return told(deviceId, 'heartbeat', draft, replies)
    }
    if (type === types.stored || type === types.batch) return toldMany(deviceId, name, readBatch808(from, type, model), replies)
    if (type === types.locationAnswer || type === types.controlAnswer) from.skip(2)
    if (type === types.location || type === types.locationAnswer || type === types.controlAnswer)
      return from.has(28) ? told(deviceId, name, readLocation808(from, model), replies) : unread(deviceId, 'location too short')
    const draft = newDraft()
    if (lockTypes.has(type)) readLock808(draft, from, type === 0x5501)
    else if (type === types.passed) readPassed(draft, from)
    else if (type === types.attributes) readAttributes808(draft, from, version)
    else if (answerReaders[type]) answerReaders[type](draft, from)
    else return nothing(deviceId, names[type] ?? `message-${type.toString(16).padStart(4, '0')}`, replies)
    return told(deviceId, name, draft, replies)
  }

  return {
    decode(bytes, now) {
      if (bytes[0] === 0x28) return decodeText(new ByteReader(bytes).ascii(bytes.length), now)
      const frame = open808(bytes)
      if (typeof frame === 'string') return unread(deviceId, frame)
      deviceId = frame.deviceId
      const replies = repliesTo(frame, now)
      if (frame.encrypted) return { ...unread(deviceId, 'encrypted, and no key is known'), replies }
      const body = gather(frame)
      return body === null ? nothing(deviceId, 'part', replies) : decodeBody(frame, body, replies)
    },
  }
}

/** JT/T 808-2013 and 2019 terminals, the Chinese standard, with the private items of wearables and trackers. */
export const jt808: Decoder = {
  protocol: 'jt808',
  title: { zh: 'JT/T 808 终端', en: 'JT/T 808 terminals' },
  splitter: () => splitWith(cut808),
  open,
}
