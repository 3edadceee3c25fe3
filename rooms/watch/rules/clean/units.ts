import type { Metric } from '../../contract/heard.ts'

type Turn = (value: number) => number

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
const same: Turn = (value) => value
const fahrenheit: Turn = (value) => round((value - 32) / 1.8, 2)
const percent = { '%': same }
const pressure = { mmHg: same, kPa: (value: number) => round(value * 7.50062, 1) }
const celsius = {
  C: same,
  '°C': same,
  '℃': same,
  F: fahrenheit,
  '°F': fahrenheit,
  '℉': fahrenheit,
  K: (value: number) => round(value - 273.15, 2),
}
const rate = { bpm: same, '/min': same, 'breaths/min': same, 'beats/min': same }

/** Units a sender may name, by metric, with what makes them ours (contract/heard.ts). */
const units: Readonly<Partial<Record<Metric, Readonly<Record<string, Turn>>>>> = {
  'heart-rate': rate,
  respiration: rate,
  systolic: pressure,
  diastolic: pressure,
  'body-temperature': celsius,
  'room-temperature': celsius,
  glucose: { 'mmol/L': same, 'mg/dL': (value) => round(value / 18.016, 2) },
  spo2: percent,
  humidity: percent,
  battery: percent,
  weight: { kg: same, g: (value) => value / 1000, lb: (value) => round(value * 0.45359237, 2) },
  power: { W: same, kW: (value) => value * 1000, mW: (value) => value / 1000 },
  speed: { 'km/h': same, 'm/s': (value) => round(value * 3.6, 2) },
  signal: { dBm: same },
  illuminance: { lx: same, lux: same, klx: (value) => value * 1000 },
}

/** What makes a value of this unit one of ours; undefined when nobody has said how. */
export function turnerOf(metric: Metric, unit: string): Turn | undefined {
  const known = units[metric]
  return known !== undefined && Object.hasOwn(known, unit) ? known[unit] : undefined
}
