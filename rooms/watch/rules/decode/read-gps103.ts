import { alarmsOf } from './alarm-words.ts'
import type { Attribute, Position } from './decoder.ts'
import { clockOf, dayOf, isoOf, momentInUtc, momentOf } from './read-clock.ts'
import { decimalOf, degreesOf, fromKnots } from './read-nmea.ts'
import { hexOf, known, numberOf, positionOf } from './read-text.ts'

const words: Readonly<Record<string, string>> = {
  'help me': 'sos',
  'low battery': 'lowBattery',
  stockade: 'geofence',
  move: 'movement',
  speed: 'overspeed',
  'acc on': 'powerOn',
  'acc off': 'powerOff',
  'door alarm': 'door',
  'ac alarm': 'powerCut',
  'power alarm': 'powerCut',
  'accident alarm': 'accident',
  'sensor alarm': 'vibration',
  'shock alarm': 'vibration',
  'bonnet alarm': 'bonnet',
  'footbrake alarm': 'footBrake',
  dtc: 'fault',
}

/** What the event word of a message says: an alarm, a temperature, a driver's card. Any other `… alarm` keeps its own word. */
export function eventOf(event: string): Readonly<Record<string, Attribute>> {
  const word = event.trim()
  const lower = word.toLowerCase()
  if (word.startsWith('T:')) return known({ ...alarmsOf(['temperature']), temperature: numberOf(word.slice(2)) })
  if (/^oil ?\d/.test(lower)) return known({ ...alarmsOf(['fuelLeak']), event: word })
  const ignition = lower === 'acc on' ? true : lower === 'acc off' ? false : undefined
  const alarm =
    (/^(help|sos)\b/.test(lower) ? 'sos' : undefined) ??
    words[lower] ??
    (lower.endsWith(' alarm') ? lower.slice(0, -6).replaceAll(/ +(\w)/g, (_, sign: string) => sign.toUpperCase()) : undefined)
  const isPlain = lower === '' || lower === 'tracker' || lower === '---'
  return known({ ...alarmsOf(alarm === undefined ? [] : [alarm]), ignition, event: isPlain ? undefined : word })
}

/** Local date and clock of the terminal: `0809231929`, `151030080103`, `13/02/27 23:40`. */
function localOf(text: string | undefined): { readonly day: number; readonly clock: number } | undefined {
  const [, date, clock] = /^(\d\d\/?\d\d\/?\d\d) ?(\d\d:?\d\d(?::?\d\d)?)$/.exec(text?.trim() ?? '') ?? []
  const day = dayOf(date, 'ymd')
  const time = clockOf(clock)
  return day === undefined || time === undefined ? undefined : { day, clock: time }
}

function timeOf(local: string | undefined, utc: string | undefined): string | null {
  const at = localOf(local)
  if (at === undefined) return null
  const clock = clockOf(utc)
  return clock === undefined ? isoOf(at.day + at.clock) : momentInUtc(at.day, at.clock, clock)
}

/** Lines after the course: altitude, ignition, door, fuel twice in percent, temperature. */
function vehicleOf([altitude, ignition, door, fuel1, fuel2, temperature]: readonly string[]) {
  const flag = (text: string | undefined) => (text === '1' ? true : text === '0' ? false : undefined)
  const percent = (text: string | undefined) => (/^[\d.]+%$/.test(text ?? '') ? numberOf(text) : undefined)
  return {
    altitude: numberOf(altitude),
    ignition: flag(ignition),
    door: flag(door),
    fuel1: percent(fuel1),
    fuel2: percent(fuel2),
    temperature: temperature?.endsWith('%') === true ? undefined : numberOf(temperature),
  }
}

/** `imei:…,event,local time,phone,F|L,UTC,A|V,DDMM.mmmm,N,DDDMM.mmmm,E,knots,course,…`; `L` holds a base station in its place. */
export function placeOf([event = '', local, card, mode, utc, fix, lat, ns, lon, ew, speed, course, ...rest]: readonly string[]):
  | Position
  | undefined {
  const said = {
    ...eventOf(event),
    batteryLevel: /^\d+%$/.test(card ?? '') ? numberOf(card) : undefined,
  }
  if (mode === 'L') {
    const [area, cell] = [hexOf(lat), hexOf(lon)]
    return positionOf(timeOf(local, undefined), false, undefined, undefined, {
      ...said,
      cells: area === undefined || cell === undefined ? undefined : `${area}-${cell}`,
    })
  }
  if (mode !== 'F') return undefined
  const { ignition, temperature, ...vehicle } = vehicleOf(rest)
  return positionOf(timeOf(local, utc), fix === 'A', degreesOf(lat, ns), degreesOf(lon, ew), {
    ...vehicle,
    ignition,
    temperature,
    ...known(said),
    speed: fromKnots(speed),
    course: numberOf(course),
  })
}

/** `imei:…,name,…,HHMMSS,DDMMYY,signal,valid,lat,lon,km/h,course,altitude,hdop,satellites,ignition,charge,driver,*` */
export function otherPlaceOf(fields: readonly string[]): Position | undefined {
  const at = fields.findIndex(
    (field, index) => /^\d{6}$/.test(field) && /^\d{6}$/.test(fields[index + 1] ?? '') && /^-?\d+\.\d+$/.test(fields[index + 4] ?? ''),
  )
  if (at < 0) return undefined
  const [clock, date, rssi, valid, lat, lon, speed, course, altitude, hdop, sat, ignition, charge] = fields.slice(at)
  return positionOf(momentOf(date, clock, 'dmy'), valid === '1', decimalOf(lat), decimalOf(lon), {
    ...eventOf(/alarm$/.test(fields[1] ?? '') || words[fields[1]?.toLowerCase() ?? ''] !== undefined ? (fields[1] ?? '') : ''),
    rssi: numberOf(rssi),
    speed: numberOf(speed),
    course: numberOf(course),
    altitude: numberOf(altitude),
    hdop: numberOf(hdop),
    sat: numberOf(sat),
    ignition: ignition === '1',
    charge: charge === '1',
  })
}

/** `OBD,time,mileage,fuel now,fuel on average,hours,speed,load,coolant,throttle,turns a minute,battery,faults…` */
export function engineOf([, odometer, , average, hours, speed, load, coolant, throttle, rpm, battery, ...faults]: readonly string[]) {
  return {
    odometer: numberOf(odometer),
    fuelConsumption: numberOf(average),
    hours: numberOf(hours),
    obdSpeed: numberOf(speed),
    engineLoad: numberOf(load),
    coolantTemp: numberOf(coolant),
    throttle: numberOf(throttle),
    rpm: numberOf(rpm),
    power: numberOf(battery),
    dtcs: faults.filter((fault) => /^[PUBC]\d/.test(fault)).join(' '),
  }
}
