import type { Decision } from '../../contract/cause.ts'
import { isBetween, minuteOfDay } from './shanghai-clock.ts'
import { decide, getRule, settingOf } from './shipped-rules.ts'

export interface BedFacts {
  readonly now: number
  /** What the bed sensor said last: in bed, out of it; null when it never spoke. */
  readonly inBed: boolean | null
  /** Since when it says so. */
  readonly since: number | null
  /** Last message of the bed sensor of any sort. */
  readonly lastHeardAt: number | null
}

/** A bed sensor silent so long may have missed the return. Milliseconds. */
const silentAfter = 2 * 3_600_000

/**
 * Out of bed at night and not back within 30 minutes (settable). Only who left in the night is asked after: not being to bed yet,
 * and being up after the night's end, is nobody's alarm. A silent sensor may have missed the return: `cannot-say`.
 */
export function judgeNightLeave({ now, inBed, since, lastHeardAt }: BedFacts, own: Readonly<Record<string, number>> = {}): Decision {
  const rule = getRule('leave-bed')
  const from = settingOf(rule, 'fromHour', own) * 60
  const to = settingOf(rule, 'toHour', own) * 60
  const night = (at: number) => isBetween(minuteOfDay(at), from, to)
  if (!night(now)) return decide(rule, 'no', 'not-night')
  if (inBed === null || since === null || lastHeardAt === null)
    return decide(rule, 'cannot-say', 'never-heard', { missing: ['bed-sensor'] })
  if (now - lastHeardAt > silentAfter) return decide(rule, 'cannot-say', 'sensor-silent', { missing: ['bed-sensor'] })
  if (inBed) return decide(rule, 'no', 'in-bed')
  // this night's own beginning: who rose before the end of the last one and is still up has not been to bed
  const began = now - ((minuteOfDay(now) - from + 1440) % 1440) * 60_000 - (now % 60_000)
  if (since < began) return decide(rule, 'no', 'not-to-bed-yet')
  const minutes = Math.floor((now - since) / 60_000)
  const limit = settingOf(rule, 'minutes', own)
  return decide(rule, minutes >= limit ? 'yes' : 'no', minutes >= limit ? 'not-back' : 'back-soon', {
    facts: { outMinutes: minutes, limitMinutes: limit },
  })
}
