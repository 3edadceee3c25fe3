import { alarmsOf, wordsOfBits } from './alarm-words.ts'
import { type Attribute, type Decoded, type Decoder, nothing, type Position, unread } from './decoder.ts'
import { cellOf, cellsText, cellTriples, wifiText } from './read-cells.ts'
import { momentOf } from './read-clock.ts'
import { decimalOf } from './read-nmea.ts'
import { bytesOf, hexOf, known, numberOf, openText, places, positionOf, says, unended } from './read-text.ts'
import { splitWatch } from './split-watch.ts'

interface Head {
  readonly maker: string
  readonly id: string
  readonly index: string | undefined
  readonly content: string
}

const frame = /^\[([0-9A-Za-z]{2})\*([0-9A-Za-z]{1,20})\*(?:([0-9A-Fa-f]{4})\*)?([0-9A-Fa-f]{4})\*([\s\S]*)$/

function headOf(text: string): Head | undefined {
  const [, maker, id, index, , content] = frame.exec(unended(text, ']')) ?? []
  return maker === undefined || id === undefined || content === undefined ? undefined : { maker, id, index, content }
}

/** The answer in the frame of the terminal; the length is of the content, the index that of the question. */
function answer({ maker, id, index }: Head, content: string): Uint8Array {
  const length = content.length.toString(16).toUpperCase().padStart(4, '0')
  return bytesOf(`[${maker}*${id}*${index === undefined ? '' : `${index}*`}${length}*${content}]`)
}

/** High half of the state word: why the watch alarms. */
const alarmBits = { 16: 'sos', 17: 'lowBattery', 18: 'geofenceExit', 19: 'geofenceEnter', 20: 'removing', 21: 'fallDown' }
/** Low half: how it is. Told as an alarm only in an alarm message without another reason, but for the battery. */
const stateBits = { 0: 'lowBattery', 1: 'geofenceExit', 2: 'geofenceEnter', 3: 'removing' }
const unknownAlarms = 0xffc0_0000

function alarmsIn(state: string | undefined, alarming: boolean): Readonly<Record<string, Attribute>> {
  const bits = hexOf(state) ?? 0
  const words = wordsOfBits(bits, alarmBits)
  if ((bits & unknownAlarms) !== 0) words.push('general')
  if (bits % 2 === 1) words.push('lowBattery')
  if (alarming && words.length === 0) words.push(...wordsOfBits(bits, stateBits))
  return alarmsOf(alarming && words.length === 0 ? ['general'] : words)
}

/** Base stations after the state word: count, delay, country, network, then area, cell, strength of each. */
function networkOf(fields: readonly string[]): Readonly<Record<string, Attribute>> {
  const [count = '', , mcc, mnc, ...rest] = fields
  const cells = cellTriples(mcc, mnc, rest, Math.min(20, numberOf(count) ?? 0))
  // one cell may come without its strength
  const only = cells.length === 0 && Number(count) > 0 ? cellOf(mcc, mnc, rest[0], rest[1]) : undefined
  return known({ cells: cellsText(only === undefined ? cells : [only]), wifi: wifiText(fields.join(',')) })
}

/** `date,time,A|V,lat,N,lon,E,speed,course,altitude,satellites,signal %,battery %,steps,turns,state,…` */
function positionIn(fields: readonly string[], alarming: boolean): Position | undefined {
  const from = fields.findIndex((field, at) => at < 5 && /^\d{6}$/.test(field) && /^\d{6}$/.test(fields[at + 1] ?? ''))
  if (from < 0) return undefined
  const [date, time, fix, lat, ns, lon, ew, speed, course, altitude, sat, signal, battery, steps, turns, state, ...network] =
    fields.slice(from)
  if (!/^[AV]$/i.test(fix ?? '')) return undefined
  return positionOf(momentOf(date, time, 'dmy'), fix === 'A', decimalOf(lat, ns), decimalOf(lon, ew), {
    ...alarmsIn(state, alarming),
    speed: numberOf(speed),
    course: numberOf(course),
    altitude: numberOf(altitude),
    sat: numberOf(sat),
    rssi: numberOf(signal),
    batteryLevel: numberOf(battery),
    steps: numberOf(steps),
    turns: numberOf(turns),
    removed: ((hexOf(state) ?? 0) & 8) !== 0 ? true : undefined,
    ...networkOf(network),
  })
}

/** A measure comes alone or after a field saying how it was taken. */
const measureIn = ([first, second]: readonly string[]) => numberOf(second) ?? (second === undefined ? numberOf(first) : undefined)

/** What a message of health says, by its word. */
const health: Readonly<Record<string, (fields: readonly string[]) => Readonly<Record<string, number | undefined>>>> = {
  PULSE: ([rate]) => ({ heartRate: numberOf(rate) }),
  HEART: ([rate]) => ({ heartRate: numberOf(rate) }),
  BLOOD: ([high, low]) => ({ pressureHigh: numberOf(high), pressureLow: numberOf(low) }),
  BPHRT: ([high, low, rate]) => ({ pressureHigh: numberOf(high), pressureLow: numberOf(low), heartRate: numberOf(rate) }),
  TEMP: (fields) => ({ temp1: measureIn(fields) }),
  BTEMP: (fields) => ({ temp1: measureIn(fields) }),
  BTEMP2: (fields) => ({ temp1: measureIn(fields) }),
  OXYGEN: (fields) => ({ bloodOxygen: measureIn(fields) }),
  SPO2: (fields) => ({ bloodOxygen: measureIn(fields) }),
}

/** Messages that say nothing to keep and wait for an answer. */
const acknowledged: Readonly<Record<string, string>> = {
  TKQ: 'TKQ',
  TKQ2: 'TKQ2',
  INIT: 'INIT,1',
  CONFIG: 'CONFIG,1',
  JXTK: 'JXTKR,1',
  TK: 'TK,1',
}

function link(head: Head, [steps, turns, battery]: readonly string[]): Decoded {
  const replies = [answer(head, 'LK')]
  // two numbers alone do not say which they are
  if (battery === undefined) return nothing(head.id, 'heartbeat', replies)
  return says('heartbeat', { steps: numberOf(steps), turns: numberOf(turns), batteryLevel: numberOf(battery) }, head.id, replies)
}

function placed(head: Head, word: string, fields: readonly string[]): Decoded {
  const alarming = word.startsWith('AL')
  const replies = alarming ? [answer(head, 'AL')] : []
  const position = positionIn(fields, alarming)
  if (position !== undefined) return places(alarming ? 'alarm' : 'location', [position], head.id, replies)
  // an alarm whose place cannot be read is an alarm all the same
  return alarming
    ? says('alarm', { alarm: 'general' }, head.id, replies)
    : unread(head.id, `a location without date, time and fix: ${word}`)
}

function read(text: string): Decoded {
  const head = headOf(text)
  if (head === undefined) return unread(null, 'not a frame [maker*id*length*content]')
  const comma = head.content.indexOf(',')
  const word = (comma < 0 ? head.content : head.content.slice(0, comma)).trim()
  const kind = word.toUpperCase()
  const rest = comma < 0 ? '' : head.content.slice(comma + 1)
  const taken = acknowledged[kind]
  if (taken !== undefined) return nothing(head.id, kind.toLowerCase(), [answer(head, taken)])
  if (kind === 'IMG') return says('image', { image: rest.length }, head.id)
  const fields = rest === '' ? [] : rest.split(',')
  if (kind === 'LK') return link(head, fields)
  if (/^(UD|AL)/.test(kind) || ((kind === 'WAD' || kind === 'WG') && fields.length > 6)) return placed(head, kind, fields)
  const measure = health[kind]
  if (measure !== undefined) {
    const said = known(measure(fields))
    return Object.keys(said).length === 0 ? nothing(head.id, 'command-reply') : says('health', said, head.id, [answer(head, word)])
  }
  return nothing(head.id, word.toLowerCase())
}

/** Elder and child watches of the 3G/SG/ZJ/CS family (Setracker): `[3G*8800000015*000D*LK,50,100,100]`. */
export const watch: Decoder = {
  protocol: 'watch',
  title: { zh: '3G/SG 老人手表', en: 'Elder watch (3G/SG/ZJ/CS)' },
  splitter: splitWatch,
  open: () => openText(read),
}
