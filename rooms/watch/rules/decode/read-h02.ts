import { alarmsOf } from './alarm-words.ts'
import type { Attribute, Position } from './decoder.ts'
import { cellOf, cellsText } from './read-cells.ts'
import { momentOf } from './read-clock.ts'
import { degreesOf, fromKnots, knot } from './read-nmea.ts'
import { hexOf, known, numberOf, positionOf } from './read-text.ts'

/** The state word counts downwards: a bit that is 0 says so. Bit 10 is the ignition, 19 the supply, 18 the SOS button. */
const alarmBits: Readonly<Record<number, string>> = {
  0: 'vibration',
  1: 'sos',
  2: 'overspeed',
  4: 'geofenceEnter',
  7: 'geofenceExit',
  18: 'sos',
  19: 'powerCut',
}

/** Attributes of a state word in hexadecimal. */
export function stateOf(text: string | undefined): Readonly<Record<string, Attribute>> {
  const state = hexOf(text)
  if (state === undefined) return {}
  const isClear = (bit: number) => Math.floor(state / 2 ** bit) % 2 === 0
  const words = Object.entries(alarmBits).flatMap(([bit, word]) => (isClear(Number(bit)) ? [word] : []))
  return { ...alarmsOf(words), status: state, ignition: !isClear(10) }
}

/** Battery in percent: steps 1 to 6 (6 full) or the percentage itself. */
export function batteryOf(value: number | undefined): number | undefined {
  if (value === undefined || value <= 0 || !Number.isInteger(value)) return undefined
  const plain = value >= 0xf1 && value <= 0xf6 ? value - 0xf0 : value
  if (plain <= 3) return (plain - 1) * 10
  if (plain <= 6) return (plain - 1) * 20
  return plain <= 100 ? plain : undefined
}

const isState = (text: string | undefined) => /^[0-9a-f]{8}$/i.test(text ?? '')

/** Where a place stands: fix, latitude, N/S, longitude, E/W. */
const placeAt = (fields: readonly string[]) =>
  fields.findIndex(
    (fix, at) =>
      /^[A-Z0]$/i.test(fix) &&
      /\d/.test(fields[at + 1] ?? '') &&
      /^[NS]$/i.test(fields[at + 2] ?? '') &&
      /^[EW]$/i.test(fields[at + 4] ?? ''),
  )

/**
 * One cell after the state word, in decimal or hexadecimal. Hexadecimal numbers come padded by blanks or hold letters; a country
 * below 200 has no code, so such a number is hexadecimal too.
 */
function cellAfter([mcc, mnc, lac, cid]: readonly string[]): string | undefined {
  if (/^\d{3}$/.test(mcc ?? '') && Number(mcc) >= 200 && /^\d{1,3}$/.test(mnc ?? '')) {
    const cell = cellOf(mcc, mnc, lac, cid)
    return cell === undefined ? undefined : cellsText([cell])
  }
  const [country = 0, network, area, number] = [mcc, mnc, lac, cid].map(hexOf)
  if (country < 200 || country > 999 || network === undefined || area === undefined || number === undefined) return undefined
  return cellsText([{ mcc: country, mnc: network, lac: area, cid: number }])
}

/** The position of a text message: `…,HHMMSS,A,DDMM.mmmm,N,DDDMM.mmmm,E,knots,course,DDMMYY,state,mcc,mnc,lac,cid,battery`. */
export function textPosition(fields: readonly string[]): Position | undefined {
  const at = placeAt(fields)
  if (at < 0) return undefined
  const [fix, lat, ns, lon, ew, speed, course] = fields.slice(at)
  const dateAt = fields.findIndex((field, index) => index > at + 6 && index <= at + 9 && /^\d{6}$/.test(field))
  const stateAt = fields.findIndex((field, index) => index > at + 6 && isState(field))
  const after = stateAt < 0 ? [] : fields.slice(stateAt + 1)
  const simCard = fields.slice(at + 7).find((field) => /^89\d{15,18}/.test(field))
  const hasCell = after.length >= 4 && after.length <= 7
  const battery = after.length === 5 ? batteryOf(numberOf(after[4])) : undefined
  return positionOf(momentOf(fields[dateAt], fields[at - 1], 'dmy'), /^A$/i.test(fix ?? ''), degreesOf(lat, ns), degreesOf(lon, ew), {
    ...stateOf(fields[stateAt]),
    speed: fromKnots(speed),
    course: numberOf(course),
    batteryLevel: battery,
    iccid: simCard,
    cells: hasCell ? cellAfter(after) : undefined,
  })
}

/** The state word of a message without a place. */
export const stateIn = (fields: readonly string[]): string | undefined => fields.find((field, at) => at > 2 && isState(field))

const digitsIn = (bytes: Uint8Array, from: number, length: number) =>
  [...bytes.subarray(from, from + length)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Where time stands in a binary frame: after a number of five bytes, or of eight in the longer kind. */
export function clockAt(bytes: Uint8Array): number | undefined {
  return (bytes.length === 42 ? [9, 6] : [6, 9]).find(
    (at) => bytes.length >= at + 6 && momentOf(digitsIn(bytes, at + 3, 3), digitsIn(bytes, at, 3), 'dmy') !== null,
  )
}

const wordAt = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)

/** Place, state and base station of a binary frame (packed decimal digits). */
export function binaryPosition(bytes: Uint8Array): { readonly id: string; readonly position: Position } | undefined {
  const clock = clockAt(bytes) ?? (bytes.length === 42 ? 9 : 6)
  if (bytes.length < clock + 23) return undefined
  const place = clock + 6
  const [lat, lon] = [digitsIn(bytes, place, 4), digitsIn(bytes, place + 5, 5)]
  const flags = Number.parseInt(lon.slice(9), 16)
  const speedCourse = digitsIn(bytes, place + 10, 3)
  const long = bytes.length === clock + 39
  const tail = bytes.length - 8
  const cell = long
    ? cellOf(`${wordAt(bytes, tail)}`, `${bytes[tail + 2] ?? 0}`, `${wordAt(bytes, tail + 3)}`, `${wordAt(bytes, tail + 5)}`)
    : undefined
  const speed = numberOf(speedCourse.slice(0, 3))
  const position = positionOf(
    momentOf(digitsIn(bytes, clock + 3, 3), digitsIn(bytes, clock, 3), 'dmy'),
    (flags & 2) !== 0,
    degreesOf(`${lat.slice(0, 4)}.${lat.slice(4)}`, (flags & 4) !== 0 ? 'N' : 'S'),
    degreesOf(`${lon.slice(0, 5)}.${lon.slice(5, 9)}`, (flags & 8) !== 0 ? 'E' : 'W'),
    {
      ...stateOf(digitsIn(bytes, place + 13, 4)),
      batteryLevel: batteryOf(bytes[place + 4]),
      speed: speed === undefined ? undefined : Math.round(speed * knot * 1000) / 1000,
      course: numberOf(speedCourse.slice(3)),
      cells: cell === undefined ? undefined : cellsText([cell]),
    },
  )
  return { id: clock === 6 ? digitsIn(bytes, 1, 5) : digitsIn(bytes, 1, 8).slice(0, 15), position }
}

/** `V3`: one word of country and network, a count, then area, cell, level and strength of each. */
export function cellsOfV3(fields: readonly string[]): Readonly<Record<string, Attribute>> {
  const [networkCode = '', count = '', ...rest] = fields
  const cells = Array.from({ length: Math.min(20, numberOf(count) ?? 0) }, (_, at) =>
    cellOf(networkCode.slice(0, 3), networkCode.slice(3), rest[4 * at], rest[4 * at + 1], rest[4 * at + 3]),
  ).filter((cell) => cell !== undefined)
  return known({ cells: cellsText(cells) })
}
