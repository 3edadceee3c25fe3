import type { Decision } from '../../contract/cause.ts'
import type { Signal } from '../../contract/heard.ts'
import { decide, getRule, settingOf, shipped } from './shipped-rules.ts'

export interface GradedSignal {
  /** Null when the signal by itself opens nothing (cleared, taken, test call). */
  readonly decision: Decision | null
  /** Rule whose matter the device tells to be over. A case is closed by people with a cause, never by this alone. */
  readonly clears: string | null
}

/**
 * What a signal of a device is: which cause, which level.
 * `standing` from `placeInTime`: a signal of now is graded by its rule; one the device kept while out of reach is a `late-call`
 * when a person may need help (with the age in minutes: within the hour at once, older within minutes), a `late-call` for hazards
 * too, and nothing to be raised for equipment, medicine and places, which are only written down.
 * A test call opens nothing; the register of devices notes it.
 */
export function gradeSignal(
  signal: Signal,
  { standing, ageMinutes }: { readonly standing: 'live' | 'late-call'; readonly ageMinutes: number },
): GradedSignal {
  const entry = shipped.signals[signal.kind]
  if (entry.rule === null) return { decision: null, clears: entry.clears }
  const rule = getRule(entry.rule)
  const facts: Record<string, string | number> = { signal: signal.kind, ...(signal.said === undefined ? {} : { said: signal.said }) }
  if (standing === 'live') return { decision: decide(rule, 'yes', 'heard', { facts }), clears: null }
  if (rule.cause !== 'person' && rule.cause !== 'hazard') return { decision: decide(rule, 'no', 'heard-late', { facts }), clears: null }
  const late = getRule('late-call')
  const urgent = ageMinutes <= settingOf(late, 'urgentMinutes')
  return {
    decision: {
      ...decide(late, 'yes', 'heard-late', {
        facts: { ...facts, ageMinutes: Math.round(ageMinutes), of: rule.code },
        level: urgent ? 1 : late.level,
      }),
      cause: rule.cause,
    },
    clears: null,
  }
}
