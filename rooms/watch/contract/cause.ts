/**
 * What an alarm case is about: one open case per person (or home) and cause. A press, a fall and a bathroom stay are one `person` case.
 * `person` somebody may need help; `hazard` fire, gas, CO, water; `wander` not where they should be; `medicine`; `equipment` the
 * devices themselves.
 */
export const causes = ['person', 'hazard', 'wander', 'medicine', 'equipment'] as const
export type Cause = (typeof causes)[number]

/** 1 at once, 2 within minutes, 3 within the day, 4 when there is time. */
export type Level = 1 | 2 | 3 | 4

/** Why a rule answered as it did; screens have a sentence for each in both languages. */
export const whys = [
  // yes
  'heard', // the device said so
  'heard-late', // the device had kept it while out of reach
  'beyond-critical',
  'beyond-twice', // beyond the attention limit, twice in a row
  'quiet-too-long',
  'not-back', // out of bed
  'outside', // should be inside
  'not-opened', // the medicine box
  'gateway-silent',
  'all-behind-silent', // the gateway is there, nothing comes through it
  'device-silent',
  'home-silent', // nothing at all was heard of the home
  'fires-on-everything',
  'draft-holds', // what a drafted rule describes is so
  // no
  'within-limits',
  'beyond-once',
  'not-at-home',
  'active-enough',
  'not-night',
  'in-bed',
  'not-to-bed-yet',
  'back-soon',
  'not-these-hours',
  'inside',
  'opened-in-time',
  'opened-late',
  'opened-early',
  'window-open',
  'never-stopped',
  'stopped-already',
  'few',
  'small-share',
  // cannot say
  'not-trusted',
  'sensor-silent',
  'never-active',
  'never-heard',
  'partly-unseen',
  'place-never-known',
  'place-too-old',
  'box-silent',
  'share-unknown',
] as const
export type Why = (typeof whys)[number]

/** What an answer was missing; screens say who holds it. */
export const missings = [
  'trusted-reading',
  'doctor-critical-limits',
  'doctor-attention-limits',
  'sensor',
  'activity-history',
  'baseline',
  'bed-sensor',
  'position',
  'home-position',
  'medicine-box',
  'contracted-interval',
  'homes-watched',
] as const
export type Missing = (typeof missings)[number]

/** One answer of one rule. `cannot-say` is neither: something was missing, and `missing` names it. */
export interface Decision {
  /** Code of the rule in data/rules.json. */
  readonly rule: string
  readonly version: number
  readonly fires: 'yes' | 'no' | 'cannot-say'
  readonly why: Why
  /** Facts the reason speaks of. */
  readonly facts: Readonly<Record<string, string | number>>
  readonly missing: readonly Missing[]
  /** Null when it does not fire. */
  readonly level: Level | null
  readonly cause: Cause
}
