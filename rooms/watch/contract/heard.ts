/**
 * What the platform hears from devices, in its own words: the common language of all decoders, tables and rules.
 * Pure data; runs anywhere.
 */

/** Quantities a reading may be of; units are fixed here, decoders convert. */
export const metrics = [
  'heart-rate', // beats a minute
  'systolic', // mmHg
  'diastolic', // mmHg
  'spo2', // %
  'glucose', // mmol/L
  'body-temperature', // °C
  'respiration', // breaths a minute
  'steps', // count since the device's midnight
  'weight', // kg
  'room-temperature', // °C
  'humidity', // %
  'battery', // % of full
  'signal', // dBm
  'motion', // 1 moved, 0 still
  'presence', // 1 somebody there, 0 nobody
  'door', // 1 open, 0 shut
  'bed', // 1 in bed, 0 out of it
  'smoke', // 1 smoke, 0 none
  'gas', // 1 gas, 0 none
  'water', // 1 water, 0 dry
  'power', // W
  'mains', // 1 mains there, 0 away
  'illuminance', // lx
  'latitude', // degrees WGS-84
  'longitude', // degrees WGS-84
  'speed', // km/h
  'co', // 1 carbon monoxide, 0 none
  'dose', // 1 compartment opened
] as const
export type Metric = (typeof metrics)[number]

/** Things a device says that are not quantities. */
export const signalKinds = [
  'sos', // somebody pressed
  'fall', // a fall was noticed
  'fall-cleared', // the wearer or the device took it back
  'stay', // too long in one place (bathroom)
  'inactivity', // the device itself misses activity
  'smoke',
  'gas',
  'co',
  'water',
  'smoke-cleared',
  'gas-cleared',
  'co-cleared',
  'water-cleared',
  'vital', // the device itself calls a vital sign dangerous
  'leave-bed',
  'geofence-left',
  'geofence-entered',
  'removed', // taken off
  'tamper',
  'battery-low',
  'power-lost',
  'power-back',
  'fault',
  'medicine-taken',
  'medicine-missed',
  'test-call', // the monthly test
] as const
export type SignalKind = (typeof signalKinds)[number]

export interface Reading {
  readonly metric: Metric
  /** NaN: the device speaks of it and has no number. */
  readonly value: number
  /** A unit that nobody can turn into ours: the value is as the device said it, and is not trusted. Absent: it is in ours. */
  readonly unit?: string
}

export interface Signal {
  readonly kind: SignalKind
  /** The device's own word for it, for people who look closer. */
  readonly said?: string
}

/** A part of an acceleration stream: samples in g on the sensor's own clock (ms). */
export interface Acceleration {
  readonly place: 'waist' | 'wrist'
  readonly samples: readonly { readonly t: number; readonly x: number; readonly y: number; readonly z: number }[]
}

/** One thing heard: what a message says of one moment. */
export interface Heard {
  /** The device's claim of when, milliseconds since 1970 UTC; null when it makes none. */
  readonly claimedAt: number | null
  /** The device's own number of this message, where it has one: the same number is the same message. */
  readonly sequence: string | null
  readonly readings: readonly Reading[]
  readonly signals: readonly Signal[]
  /** Settings, counters and versions that are neither readings nor signals (life file of the device). */
  readonly settings: Readonly<Record<string, string>>
  /** For the fall detector. */
  readonly acceleration?: Acceleration
}
