import type { Heard, Metric, Reading, Signal, SignalKind } from '../../contract/heard.ts'
import type { Attribute, Decoded, Position } from './decoder.ts'

const metricOf: Readonly<Record<string, Metric>> = {
  heartRate: 'heart-rate',
  pressureHigh: 'systolic',
  pressureLow: 'diastolic',
  bloodOxygen: 'spo2',
  respirationRate: 'respiration',
  steps: 'steps',
  batteryLevel: 'battery',
  humidity: 'humidity',
  illuminance: 'illuminance',
  weight: 'weight',
  speed: 'speed',
}

/** Protocols of things worn on the skin: their temperature is that of a body, any other's that of its place. */
const worn: ReadonlySet<string> = new Set(['watch', 'trv', 'pt60', 'wristband', 'topin', 'xexun2'])
const temperatures: ReadonlySet<string> = new Set(['temperature', 'temp1'])

const signalOf: Readonly<Record<string, SignalKind>> = {
  sos: 'sos',
  fallDown: 'fall',
  removing: 'removed',
  tampering: 'tamper',
  lowBattery: 'battery-low',
  lowPower: 'battery-low',
  powerCut: 'power-lost',
  powerOff: 'power-lost',
  powerOn: 'power-back',
  powerRestored: 'power-back',
  geofenceExit: 'geofence-left',
  geofenceEnter: 'geofence-entered',
  // a fence without its direction: having left is the graver of the two
  geofence: 'geofence-left',
  noMovement: 'inactivity',
  heartRate: 'vital',
  bloodPressure: 'vital',
  smoke: 'smoke',
  fire: 'smoke',
  gas: 'gas',
  fault: 'fault',
}

/** Alarm words that say no more than that somebody moves. */
const moving: ReadonlySet<string> = new Set(['movement', 'vibration', 'tow'])

function signalsOf(words: readonly string[]): Signal[] {
  const signals: Signal[] = []
  for (const word of words) {
    const kind = signalOf[word] ?? 'fault'
    if (!moving.has(word) && !signals.some((one) => one.kind === kind && kind !== 'fault')) signals.push({ kind, said: word })
  }
  return signals
}

const words = ({ alarm, alarms }: Readonly<Record<string, Attribute>>): string[] => {
  const said = typeof alarms === 'string' ? alarms : alarm
  return typeof said === 'string' ? said.split(',').filter((word) => word !== '') : []
}

function readingOf(name: string, value: Attribute, protocol: string): Reading | undefined {
  if (name === 'motion' && typeof value === 'boolean') return { metric: 'motion', value: value ? 1 : 0 }
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  if (temperatures.has(name)) return { metric: worn.has(protocol) ? 'body-temperature' : 'room-temperature', value }
  // a strength above zero is a percentage or a step of the modem, no dBm
  if (name === 'rssi') return value < 0 ? { metric: 'signal', value } : undefined
  const metric = metricOf[name]
  return metric === undefined ? undefined : { metric, value }
}

/**
 * A place counts only where the terminal holds its own fix for good; otherwise it is an old one, or none. Zero and zero, in the sea off
 * Africa, is what terminals write that have no fix and no word to say so.
 */
function placeOf({ valid, lat, lon }: Position): Reading[] {
  return valid && lat !== null && lon !== null && !(lat === 0 && lon === 0)
    ? [
        { metric: 'latitude', value: lat },
        { metric: 'longitude', value: lon },
      ]
    : []
}

function timeOf(text: string | null): number | null {
  try {
    return text === null ? null : Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}

function heardOf(protocol: string, time: string | null, attributes: Readonly<Record<string, Attribute>>, place: readonly Reading[]): Heard {
  const readings: Reading[] = [...place]
  const settings: Record<string, string> = {}
  const said = words(attributes)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'alarm' || name === 'alarms' || (name === 'speed' && place.length === 0)) continue
    const reading = readingOf(name, value, protocol)
    if (reading === undefined) settings[name] = String(value)
    else if (!readings.some(({ metric }) => metric === reading.metric)) readings.push(reading)
  }
  if (said.some((word) => moving.has(word)) && !readings.some(({ metric }) => metric === 'motion'))
    readings.push({ metric: 'motion', value: 1 })
  // numbers of messages start anew when a terminal does, so none of them says that a message came before
  return { claimedAt: timeOf(time), sequence: null, readings, signals: signalsOf(said), settings }
}

/**
 * What a terminal's message says in the common language: one for each position, one for attributes without any. Numbers are passed
 * on as they are, also impossible ones: judging them is `rules/clean`. Words of alarm nobody knows are heard as a fault that says them.
 */
export function hearTerminal(protocol: string, { positions, attributes, error }: Decoded): Heard[] {
  if (error !== null) return []
  const placed = positions.map((position) => heardOf(protocol, position.time, position.attributes, placeOf(position)))
  return Object.keys(attributes).length === 0 ? placed : [...placed, heardOf(protocol, null, attributes, [])]
}
