import type { Metric } from '../../contract/heard.ts'

/** Where a value of another unit is plain to see. `converts` false: the value is shown as said, with the mark. */
interface OtherUnit {
  readonly unit: '°F' | 'kPa' | 'mg/dL'
  readonly from: number
  readonly to: number
  readonly convert: (value: number) => number
  readonly converts: boolean
}

interface Plausible {
  readonly least: number
  readonly most: number
  readonly other?: OtherUnit
  /** A change from the value before of more than `by` within `within` milliseconds is no body's doing. */
  readonly jump?: { readonly by: number; readonly within: number }
}

const minute = 60_000
const celsius = (fahrenheit: number): number => Math.round(((fahrenheit - 32) / 1.8) * 10) / 10
/** 1 kPa = 7.50062 mmHg. */
const mercury = (kilopascal: number): number => Math.round(kilopascal * 7.50062)
/** Glucose: 1 mmol/L = 18.016 mg/dL (molar mass 180.16 g/mol). */
const millimoles = (milligrams: number): number => Math.round((milligrams / 18.016) * 10) / 10
const flag: Plausible = { least: 0, most: 1 }

/**
 * What a living body, a room or a device can have at all: wide on purpose, because a value outside is thrown out of judging,
 * and what is dangerous must never be thrown out for being unusual. Product settings, no standard.
 */
export const plausible: Readonly<Record<Metric, Plausible>> = {
  // a heart may stop or race within a minute; from one beat to the next message in 10 s it does not change by 120
  'heart-rate': { least: 20, most: 260, jump: { by: 120, within: 10_000 } },
  systolic: { least: 40, most: 300, other: { unit: 'kPa', from: 6, to: 39, convert: mercury, converts: true } },
  diastolic: { least: 20, most: 200, other: { unit: 'kPa', from: 3, to: 19, convert: mercury, converts: true } },
  spo2: { least: 40, most: 100 },
  glucose: { least: 0.5, most: 40, other: { unit: 'mg/dL', from: 40, to: 720, convert: millimoles, converts: true } },
  'body-temperature': {
    least: 25,
    most: 45,
    other: { unit: '°F', from: 77, to: 113, convert: celsius, converts: true },
    jump: { by: 4, within: minute },
  },
  respiration: { least: 2, most: 80 },
  steps: { least: 0, most: 150_000 },
  weight: { least: 15, most: 300, jump: { by: 30, within: 60 * minute } },
  // 68 may be a warm room in °F or a fire: shown as said, marked, and never converted downwards
  'room-temperature': { least: -40, most: 125, other: { unit: '°F', from: 50, to: 125, convert: celsius, converts: false } },
  humidity: { least: 0, most: 100 },
  battery: { least: 0, most: 100 },
  signal: { least: -140, most: 0 },
  motion: flag,
  presence: flag,
  door: flag,
  bed: flag,
  smoke: flag,
  gas: flag,
  water: flag,
  power: { least: 0, most: 50_000 },
  mains: flag,
  illuminance: { least: 0, most: 200_000 },
  latitude: { least: -90, most: 90 },
  longitude: { least: -180, most: 180 },
  speed: { least: 0, most: 400 },
  co: flag,
  dose: flag,
}

const flags: ReadonlySet<Metric> = new Set(['motion', 'presence', 'door', 'bed', 'smoke', 'gas', 'water', 'mains', 'co', 'dose'])
/** Metrics that are 1 or 0 and nothing between. */
export const isFlag = (metric: Metric): boolean => flags.has(metric)
