import { type Heard, type Metric, metrics, type Reading, type Signal, type SignalKind } from '../../contract/heard.ts'
import { turnerOf } from '../clean/units.ts'
import { findMeaning, type Says } from './zigbee-table.ts'
import { publishedUnit } from './zigbee-units.ts'

/** Conditions that stand: the key and the signal it gave when last heard. Kept by the caller per device. */
export type Standing = Readonly<Record<string, SignalKind>>

export interface ZigbeeDevice {
  readonly model: string | null
  /** Units told of this very device, by key; they stand before those its model publishes. */
  readonly units?: Readonly<Record<string, string>>
}

interface Measured {
  readonly measured: Reading
}
type Heeded = Says | Measured

export interface HeardOfZigbee {
  readonly heard: Heard
  readonly next: Standing
  /** Keys, or key=word, that the table does not know: shown to people, kept as settings, never guessed. */
  readonly unknown: readonly string[]
}

const over: Partial<Record<SignalKind, SignalKind>> = {
  smoke: 'smoke-cleared',
  gas: 'gas-cleared',
  co: 'co-cleared',
  water: 'water-cleared',
  fall: 'fall-cleared',
  'power-lost': 'power-back',
}
/** Repeated in every message by the gateway while they stand; told once. What may concern life is told as often as it is said. */
const toldOnce: ReadonlySet<SignalKind> = new Set(['battery-low', 'tamper', 'fault', 'power-lost', 'test-call'])

const onWords: ReadonlySet<unknown> = new Set([true, 'ON', 'on', 'true', 'Low', 'Leak', 'online', 'Connected'])
const offWords: ReadonlySet<unknown> = new Set([false, 'OFF', 'off', 'false', 'Normal', 'Dry', 'offline', 'Not connected'])

/**
 * A message of a Zigbee gateway: the device's whole state as one flat object, said again with every change. So a standing alarm
 * is in many messages: hazards and calls are told each time (they join the open case), faults and batteries only when they begin,
 * and "cleared" only when the last key that held it lets go. Null is a value the gateway does not know: of a number a reading without a number,
 * of a state nothing.
 * `last_seen` (ISO or milliseconds) is the device's claim of time.
 */
export function hearZigbee(message: Readonly<Record<string, unknown>>, device: ZigbeeDevice, before: Standing = {}): HeardOfZigbee {
  const readings = new Map<Metric, Reading>()
  const signals: Signal[] = []
  const settings: Record<string, string> = {}
  const unknown: string[] = []
  const next: Record<string, SignalKind> = { ...before }
  const stood = new Set(Object.values(before))
  for (const [key, value] of Object.entries(message)) {
    if (value === null || value === undefined || value === '') {
      const metric = value === null ? findMeaning(key, device.model)?.number : undefined
      if (metric !== undefined && !readings.has(metric)) readings.set(metric, { metric, value: Number.NaN })
      continue
    }
    const found = sayOf(key, value, device)
    if (found === 'ignored') continue
    if (found === 'unknown') unknown.push(typeof value === 'string' ? `${key}=${value.slice(0, 60)}` : key)
    if (found === 'unknown' || found === 'setting') {
      const unit = typeof value === 'number' ? unitOf(key, device) : undefined
      settings[key] = unit === undefined ? said(value) : `${said(value)} ${unit}`
      continue
    }
    for (const reading of readingsOf(found)) {
      // several keys of one quantity (two probes of one detector): one that is on is on
      const held = readings.get(reading.metric)
      if (held === undefined || !(held.value >= reading.value)) readings.set(reading.metric, reading)
    }
    // an action is a moment, not a state
    if (key !== 'action') delete next[key]
    if ('measured' in found || found.signal === undefined) continue
    if (key !== 'action') next[key] = found.signal
    if (!(toldOnce.has(found.signal) && stood.has(found.signal)) && !signals.some((one) => one.kind === found.signal))
      signals.push({ kind: found.signal, said: `${key}=${said(value)}` })
  }
  const stands = new Set(Object.values(next))
  for (const kind of stood) {
    const cleared = over[kind]
    if (cleared && !stands.has(kind)) signals.push({ kind: cleared })
  }
  const heard = {
    claimedAt: claimOf(message['last_seen']),
    sequence: null,
    readings: [...readings.values()],
    signals,
    settings,
  }
  return { heard, next, unknown }
}

function sayOf(key: string, value: unknown, device: ZigbeeDevice): Heeded | 'setting' | 'ignored' | 'unknown' {
  const meaning = findMeaning(key, device.model)
  if (meaning === null) return 'unknown'
  if (meaning.ignored) return 'ignored'
  if (typeof value === 'number' && meaning.number) {
    return Number.isFinite(value) ? measured(meaning.number, value, unitOf(key, device)) : 'unknown'
  }
  if (meaning.flag && onWords.has(value)) return meaning.flag.on
  if (meaning.flag && offWords.has(value)) return meaning.flag.off
  if (typeof value === 'string' && meaning.words) return wordOf(meaning.words, value) ?? 'unknown'
  return 'setting'
}

/** The word, or its pattern: `region_3_enter` is `region_*_enter`. */
const wordOf = (words: Readonly<Record<string, Says>>, word: string): Says | undefined =>
  Object.hasOwn(words, word) ? words[word] : words[word.replace(/^region_(\d+|\*)_/, 'region_*_')]

/** A number in our unit; in one nobody can turn into ours it is kept as it was said, with the unit that makes it doubtful. */
function measured(metric: Metric, value: number, unit: string | undefined): Measured {
  if (unit === undefined) return { measured: { metric, value } }
  const turn = turnerOf(metric, unit)
  return { measured: turn === undefined ? { metric, value, unit } : { metric, value: turn(value) } }
}

const unitOf = (key: string, { model, units }: ZigbeeDevice): string | undefined => units?.[key] ?? publishedUnit(key, model)

const readingsOf = (says: Heeded): Reading[] =>
  'measured' in says
    ? [says.measured]
    : Object.entries(says.readings ?? {}).flatMap(([metric, value]) => (isMetric(metric) ? [{ metric, value }] : []))
const names: ReadonlySet<string> = new Set(metrics)
const isMetric = (name: string): name is Metric => names.has(name)

const said = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200)

function claimOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  try {
    return Temporal.Instant.from(value).epochMilliseconds
  } catch {
    return null
  }
}
