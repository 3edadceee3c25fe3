import type { Heard, Reading, Signal } from '../../contract/heard.ts'
import { liveWithin } from '../clean/place-in-time.ts'

/** What was last known of a radar; null before its first message. Kept by the caller per device. */
export interface RadarState {
  /** Milliseconds since 1970 UTC of its newest report. */
  readonly reportedAt: number
  /** Counter of falls; null while it has never been said. */
  readonly falls: number | null
  /** Last error word, '0' = none. */
  readonly error: string | null
}

export type HeardOfRadar =
  | {
      readonly ok: true /** Null: nothing new. */
      readonly heard: Heard | null
      readonly offline: boolean
      readonly next: RadarState | null
    }
  | { readonly ok: false; readonly reason: 'no-shadow' | 'bad-time' | 'too-many-properties'; readonly next: RadarState | null }

const propertiesAtMost = 200

/**
 * The shadow of a 4G fall radar: every value a text, settings, versions and counters mixed, and the cloud repeats the last shadow
 * of an absent device. It has no fall event, only a counter (`FallAlarmCnt`), so a fall is the counter having gone up:
 * - the first value seen is where counting begins, no fall;
 * - a lower counter in a newer report is a counter begun anew (restart): 0 is no fall, more than 0 fell since;
 * - a report older than the newest seen is a repeat or out of order and says nothing;
 * - the same report again says nothing; the same second with a higher counter is a fall all the same;
 * - a report from the future was a clock gone wrong: what comes after it is not older, or the radar would be deaf until then.
 * "OFFLINE" is of the line, not of the person: settings are heard, its readings are not (they may be days old), while a counter
 * that went up before the line broke is a fall, at the time of its report.
 */
export function hearFallRadar(previous: RadarState | null, message: unknown, receivedAt: number): HeardOfRadar {
  const properties = recordOf(recordOf(message)?.['device_property'])
  const shadow = recordOf(message)
  if (!shadow || !properties) return { ok: false, reason: 'no-shadow', next: previous }
  if (Object.keys(properties).length > propertiesAtMost) return { ok: false, reason: 'too-many-properties', next: previous }
  const reportedAt = timeOf(shadow['report_time'])
  if (reportedAt === null) return { ok: false, reason: 'bad-time', next: previous }
  const offline = shadow['device_status'] !== 'ONLINE'
  const falls = countOf(properties['FallAlarmCnt'])
  const error = textOf(properties['ErrCode'])
  const known = previous?.falls ?? null
  const repeated =
    previous !== null &&
    (reportedAt === previous.reportedAt
      ? (falls ?? 0) <= (known ?? 0)
      : reportedAt < previous.reportedAt && previous.reportedAt <= receivedAt + liveWithin)
  if (repeated) return { ok: true, heard: null, offline, next: previous }
  const fell = falls !== null && known !== null && (falls > known || (falls < known && falls > 0))
  const signals: Signal[] = [
    ...(fell ? [{ kind: 'fall' as const, said: `FallAlarmCnt ${known} -> ${falls}` }] : []),
    ...(error !== null && error !== '0' && error !== (previous?.error ?? '0')
      ? [{ kind: 'fault' as const, said: `ErrCode ${error}` }]
      : []),
  ]
  const heard: Heard = {
    claimedAt: reportedAt,
    sequence: `${reportedAt}/${falls ?? ''}`,
    readings: offline ? [] : lineOf(properties),
    signals,
    settings: Object.fromEntries(Object.entries(properties).flatMap(([key, value]) => settingOf(key, value))),
  }
  return { ok: true, heard, offline, next: { reportedAt, falls: falls ?? known, error: error ?? previous?.error ?? null } }
}

/** Strength of the line: `CSQ` 0-31 is -113 dBm + 2 a step (3GPP TS 27.007, 8.5); else `RSSI` where it is in dBm, that is below zero. */
function lineOf(properties: Readonly<Record<string, unknown>>): readonly Reading[] {
  const steps = countOf(properties['CSQ'])
  if (steps !== null && steps <= 31) return [{ metric: 'signal', value: 2 * steps - 113 }]
  const dbm = textOf(properties['RSSI'])
  return dbm !== null && /^-\d{1,3}$/.test(dbm) ? [{ metric: 'signal', value: Number(dbm) }] : []
}

/** Numbers of the SIM card and the subscriber are no setting of ours. */
const left: ReadonlySet<string> = new Set(['IMSI', 'ICCID'])
function settingOf(key: string, value: unknown): [string, string][] {
  const text = textOf(value)
  return text === null || left.has(key) ? [] : [[key.slice(0, 60), text.slice(0, 200)]]
}

const recordOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null)

function countOf(value: unknown): number | null {
  const text = textOf(value)?.trim() ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** '2026-09-21 13:03:43', the clock of Shanghai; also with a T. */
function timeOf(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 40) return null
  try {
    return Temporal.PlainDateTime.from(value).toZonedDateTime('Asia/Shanghai').epochMilliseconds
  } catch {
    return null
  }
}
