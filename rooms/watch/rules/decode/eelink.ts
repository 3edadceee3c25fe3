import { alarmsOf } from './alarm-words.ts'
import { turningSum } from './checksums.ts'
import { type Decoded, type Decoder, nothing, type Session, unread } from './decoder.ts'
import { readLocation, readOlder, readStatus } from './eelink-location.ts'
import { type Draft, newDraft, placeAt, told } from './position-draft.ts'
import { ByteReader } from './read-bytes.ts'
import { type Cut, splitWith } from './split-stream.ts'
import { isoOfSeconds, isoOfText } from './terminal-time.ts'
import { joinBytes } from './write-bytes.ts'

const types = { login: 0x01, gps: 0x02, heartbeat: 0x03, alarm: 0x04, state: 0x05, sms: 0x06, obd: 0x07, downlink: 0x80, data: 0x81 }
const older = new Set([types.gps, types.alarm, types.state, types.sms])
/** Types the terminal awaits no answer for. */
const unanswered = new Set([types.gps, types.data])

/** Longest message taken at its word; a broken length must not swallow the alarms behind it. */
const longest = 8192

/** Packages begin 67 67 (length behind the type); datagrams 45 4C "EL" hold several packages of one terminal. */
const cut = (held: Uint8Array): Cut => {
  const [first, second] = held
  const packaged = first === 0x67 && second === 0x67
  const datagram = first === 0x45 && second === 0x4c
  if (held.length === 1 && (first === 0x67 || first === 0x45)) return null
  if (!packaged && !datagram) return { used: 1 }
  if (held.length < 5) return null
  const from = new ByteReader(held)
  from.skip(packaged ? 3 : 2)
  const total = from.u16() + (packaged ? 5 : 4)
  if (total > longest) return { used: 1 }
  return held.length < total ? null : { used: total, frame: held.slice(0, total) }
}

/** Degrees, course and time in the terminal's text answer to a "where" command. */
const readText = (draft: Draft, text: string): void => {
  const place = /Lat:([NS])(\d+\.\d+).*Lon:([EW])(\d+\.\d+)/s.exec(text)
  if (!place) {
    draft.attributes['result'] = text
    return
  }
  const [, north, lat, east, lon] = place
  placeAt(draft, Number(lat) * (north === 'S' ? -1 : 1), Number(lon) * (east === 'W' ? -1 : 1), true)
  const time = /Date ?Time:(\d{4}-\d\d-\d\d) +(\d\d:\d\d:\d\d)/.exec(text)
  if (time) draft.time = isoOfText(time[1] ?? '', time[2] ?? '')
  const speed = /Speed:(\d+\.\d+)/.exec(text)
  if (speed) draft.attributes['speed'] = Number(speed[1])
  const course = /Course:(\d+\.\d+)/.exec(text)
  if (course) draft.attributes['course'] = Number(course[1])
}

const readObd = (draft: Draft, from: ByteReader): void => {
  draft.time = isoOfSeconds(from.u32())
  while (from.has(5)) {
    const id = from.u8()
    const value = from.i32()
    if (id === 0x89) draft.attributes['fuelConsumption'] = value
    else if (id === 0x8a) draft.attributes['odometer'] = value * 1000
    else if (id === 0x8b) draft.attributes['fuel'] = Math.trunc(value / 10)
  }
}

/** What one package says; null where nothing is to be kept. */
const readPackage = (type: number, index: number, body: ByteReader): Draft | null => {
  const draft = newDraft()
  if (type === types.heartbeat || (type === types.obd && body.left === 4)) {
    if (!body.has(2)) return null
    readStatus(draft, body.u16())
    return draft
  }
  if (older.has(type)) readOlder(draft, body, type)
  else if (type >= 0x12 && type <= 0x19) readLocation(draft, body, type)
  else if (type === types.obd) readObd(draft, body)
  else if (type === types.downlink) {
    body.skip(5) // kind of command, its number
    readText(draft, body.ascii(body.left))
  } else return null
  draft.attributes['index'] = index
  return draft
}

const replyTo = (type: number, index: number, now: number, imei: Uint8Array | null): Uint8Array => {
  const content = type === types.login ? joinBytes([Math.floor(now / 1000), 4], [1, 2], [0, 1]) : new Uint8Array(0)
  const answer = joinBytes([0x6767, 2], [type, 1], [content.length + 2, 2], [index, 2], content)
  if (!imei) return answer
  const inner = joinBytes(imei, answer)
  return joinBytes('EL', [inner.length + 2, 2], [turningSum(inner), 2], inner)
}

/** The alarm words of a package without a place. */
const alarmsIn = ({ attributes: { alarms } }: Decoded): string[] => (typeof alarms === 'string' ? alarms.split(',') : [])

const open = (): Session => {
  let deviceId: string | null = null

  const decodeAll = (from: ByteReader, now: number, imei: Uint8Array | null): Decoded => {
    const heard: Decoded[] = []
    while (from.has(7) && from.peek() === 0x67 && from.peek(1) === 0x67) {
      from.skip(2)
      const type = from.u8()
      const length = from.u16()
      const body = from.part(length)
      const cutOff = body.left < length
      const index = body.u16()
      if (type === types.login && body.has(8)) deviceId = body.hex(8).slice(1)
      const replies = unanswered.has(type) || cutOff ? [] : [replyTo(type, index, now, imei)]
      const draft = readPackage(type, index, body)
      const name = type === types.login ? 'login' : type === types.heartbeat ? 'heartbeat' : 'location'
      heard.push(draft ? told(deviceId, name, draft, replies) : nothing(deviceId, name, replies))
    }
    const [first] = heard
    if (!first) return unread(deviceId, 'no package in the frame')
    return {
      deviceId,
      message: heard.find((one) => one.message === 'alarm')?.message ?? first.message,
      positions: heard.flatMap((one) => one.positions),
      // a battery that is low must not stand in the place of a press in the package before it
      attributes: { ...Object.assign({}, ...heard.map((one) => one.attributes)), ...alarmsOf(heard.flatMap(alarmsIn)) },
      replies: heard.flatMap((one) => one.replies),
      error: null,
    }
  }

  return {
    decode(bytes, now) {
      const from = new ByteReader(bytes)
      if (from.peek() === 0x67 && from.peek(1) === 0x67) return decodeAll(from, now, null)
      if (from.peek() !== 0x45 || from.peek(1) !== 0x4c || from.left < 14) return unread(deviceId, 'not a frame of eelink')
      from.skip(2)
      const length = from.u16()
      const sum = from.u16()
      if (bytes.length === length + 4 && turningSum(bytes.subarray(6)) !== sum) return unread(deviceId, 'wrong checksum')
      const imei = from.take(8)
      deviceId = new ByteReader(imei).hex(8).slice(1)
      return decodeAll(from, now, imei)
    },
  }
}

/** Eelink personal trackers. */
export const eelink: Decoder = {
  protocol: 'eelink',
  title: { zh: '移联定位终端', en: 'Eelink' },
  splitter: () => splitWith(cut),
  open,
}
