import { z } from 'zod'
import { turnerOf } from '../clean/units.ts'
import { hearAcceleration } from './hear-acceleration.ts'
import { type Heard, metrics, type Reading, type Signal, signalKinds } from '../../contract/heard.ts'

/** Where in the message, and what is wrong there. Values are not repeated: they may be of a person. */
export interface HearingError {
  readonly path: string
  readonly reason:
    | 'no-object'
    | 'too-many'
    | 'nothing-said'
    | 'bad-time'
    | 'bad-id'
    | 'bad-readings'
    | 'unknown-metric'
    | 'bad-value'
    | 'unknown-unit'
    | 'bad-signals'
    | 'unknown-signal'
}

export interface HeardOwn {
  readonly heard: readonly Heard[]
  readonly errors: readonly HearingError[]
}

const MetricName = z.enum(metrics)
const SignalName = z.enum(signalKinds)
/** A reading with its unit; without one it is in ours (contract/heard.ts). */
const Measured = z.object({ value: z.number(), unit: z.string().max(20).optional() })
const Listed = z.object({ metric: z.string().max(60), value: z.unknown(), unit: z.string().max(20).optional() })
const Said = z.union([z.string().max(60), z.object({ kind: z.string().max(60), said: z.string().max(200).optional() })])

/** Messages in one push at most, and signals in all of them. */
const batchAtMost = 1000
const signalsAtMost = 1000

/**
 * Our own shape, for HTTP and MQTT pushes; one object or an array of them:
 * `{"at": "2026-11-22T10:00:00+08:00", "id": "17", "readings": {"heart-rate": 72, "glucose": {"value": 108, "unit": "mg/dL"}}, "signals": ["sos"]}`.
 * - `at`: ISO 8601 (without an offset: the clock of Shanghai), or seconds or milliseconds since 1970; may be absent.
 * - `id`: the device's number of the message, text or number; the same number is the same message.
 * - `readings`: by metric, a number or value with unit, null where the device has none; or a list of `{metric, value, unit}`.
 * - `acceleration`: a part of a stream for the fall detector (hear-acceleration.ts).
 * - `signals`: words of contract/heard.ts, or `{kind, said}`.
 * Never throws. What is wrong is told with its place, and what is right beside it is heard all the same: a press is not lost
 * for a bad reading, nor for a bad time (which is then no claim).
 */
export function hearOwn(value: unknown): HeardOwn {
  const list = Array.isArray(value) ? value : [value]
  if (list.length > batchAtMost) return { heard: [], errors: [{ path: '', reason: 'too-many' }] }
  const errors: HearingError[] = []
  let signals = 0
  const heard = list.flatMap((one: unknown, at) => {
    const under = Array.isArray(value) ? `${at}.` : ''
    const found = hearOne(one, (path, reason) => errors.push({ path: under + path, reason }))
    if (found === null) return []
    // presses of others wait while these are kept: what one message may ask for has an end
    const room = Math.max(0, signalsAtMost - signals)
    signals += found.signals.length
    if (found.signals.length <= room) return [found]
    errors.push({ path: `${under}signals`, reason: 'too-many' })
    return [{ ...found, signals: found.signals.slice(0, room) }]
  })
  return { heard, errors }
}

type Tell = (path: string, reason: HearingError['reason']) => void

function hearOne(value: unknown, tell: Tell): Heard | null {
  if (!isRecord(value)) {
    tell('', 'no-object')
    return null
  }
  const heard: Heard = {
    claimedAt: timeOf(value['at'], tell),
    sequence: idOf(value['id'], tell),
    readings: readingsOf(value['readings'], tell),
    signals: signalsOf(value['signals'], tell),
    settings: {},
  }
  const acceleration = value['acceleration'] === undefined ? null : hearAcceleration(value['acceleration'])
  if (value['acceleration'] !== undefined && acceleration === null) tell('acceleration', 'bad-value')
  if (acceleration !== null) return { ...heard, acceleration }
  if (heard.readings.length > 0 || heard.signals.length > 0) return heard
  if (value['readings'] === undefined && value['signals'] === undefined && value['acceleration'] === undefined) tell('', 'nothing-said')
  return null
}

function timeOf(value: unknown, tell: Tell): number | null {
  if (value === undefined || value === null) return null
  // later than 5138 in seconds, or a moment of 1973 in milliseconds: told apart by size
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15)
    return Math.trunc(Math.abs(value) < 1e11 ? value * 1000 : value)
  if (typeof value === 'string' && value.length <= 40) {
    const zoned = attempt(() => Temporal.Instant.from(value).epochMilliseconds)
    const local = zoned ?? attempt(() => Temporal.PlainDateTime.from(value).toZonedDateTime('Asia/Shanghai').epochMilliseconds)
    if (local !== null) return local
  }
  tell('at', 'bad-time')
  return null
}

function idOf(value: unknown, tell: Tell): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && value.length > 0 && value.length <= 128 && !/\p{Cc}/u.test(value)) return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  tell('id', 'bad-id')
  return null
}

function readingsOf(value: unknown, tell: Tell): readonly Reading[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value))
    return value.slice(0, batchAtMost).flatMap((one: unknown, at) => {
      const listed = Listed.safeParse(one)
      if (listed.success) return readingOf(listed.data.metric, { value: listed.data.value, unit: listed.data.unit }, `readings.${at}`, tell)
      tell(`readings.${at}`, 'bad-value')
      return []
    })
  if (isRecord(value))
    return Object.entries(value)
      .slice(0, batchAtMost)
      .flatMap(([name, one]) => readingOf(name, isRecord(one) ? one : { value: one }, `readings.${name.slice(0, 60)}`, tell))
  tell('readings', 'bad-readings')
  return []
}

function readingOf(name: string, one: Readonly<Record<string, unknown>>, path: string, tell: Tell): readonly Reading[] {
  const metric = MetricName.safeParse(name)
  const fail = (reason: HearingError['reason']) => {
    tell(path, reason)
    return []
  }
  if (!metric.success) return fail('unknown-metric')
  // told of, and without a number: kept as such, so that the curve has a gap with its reason
  if (one['value'] === null || one['value'] === undefined) return [{ metric: metric.data, value: Number.NaN }]
  const asNumber = typeof one['value'] === 'boolean' ? Number(one['value']) : one['value']
  const measured = Measured.safeParse({
    value: asNumber,
    ...(one['unit'] === undefined || one['unit'] === null ? {} : { unit: one['unit'] }),
  })
  if (!measured.success) return fail('bad-value')
  const { unit } = measured.data
  if (unit === undefined) return [{ metric: metric.data, value: measured.data.value }]
  const turn = turnerOf(metric.data, unit)
  return turn ? [{ metric: metric.data, value: turn(measured.data.value) }] : fail('unknown-unit')
}

function signalsOf(value: unknown, tell: Tell): readonly Signal[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    tell('signals', 'bad-signals')
    return []
  }
  return value.slice(0, 100).flatMap((one: unknown, at): Signal[] => {
    const said = Said.safeParse(one)
    const kind = SignalName.safeParse(said.success ? (typeof said.data === 'string' ? said.data : said.data.kind) : null)
    if (kind.success && said.success)
      return [{ kind: kind.data, ...(typeof said.data === 'object' && said.data.said !== undefined ? { said: said.data.said } : {}) }]
    tell(`signals.${at}`, said.success ? 'unknown-signal' : 'bad-signals')
    return []
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function attempt(read: () => number): number | null {
  try {
    return read()
  } catch {
    return null
  }
}
