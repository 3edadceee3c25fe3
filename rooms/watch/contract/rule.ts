import { z } from 'zod'
import { causes } from './cause.ts'
import { metrics, signalKinds } from './heard.ts'

const Code = z.string().regex(/^[a-z]+(-[a-z]+)*$/)
const LevelNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/**
 * One rule as shipped (data/rules.json). Product defaults, no medical standard, settable per person and per district: `nonMedical`
 * says so on every screen that shows the rule. `canTrip` false: may never be switched off for firing too often (SOS).
 */
export const ShippedRule = z.strictObject({
  code: Code,
  version: z.int().min(1),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  cause: z.enum(causes),
  level: LevelNumber,
  nonMedical: z.literal(true),
  canTrip: z.boolean(),
  /** Numbers the rule uses; units are in the name of the setting. */
  settings: z.record(z.string(), z.number()),
})
export type ShippedRule = z.infer<typeof ShippedRule>

/** What a person's limits may bound, with the metric it is read from. Glucose mmol/L, pressure mmHg, temperature °C. */
export const limitedMetrics = ['heart-rate', 'systolic', 'diastolic', 'spo2', 'glucose', 'body-temperature', 'respiration'] as const
export type LimitedMetric = (typeof limitedMetrics)[number]

/** A reading under `below` or over `above` is out of the limits; under or at, as `inclusive` says. */
export const Limit = z.strictObject({
  metric: z.enum(limitedMetrics),
  below: z.number().nullable(),
  above: z.number().nullable(),
  /** The bound itself counts as out. */
  inclusive: z.boolean(),
})
export type Limit = z.infer<typeof Limit>

export const RuleFile = z.strictObject({
  note: z.string(),
  source: z.string(),
  rules: z.array(ShippedRule),
  /** Which rule grades a signal; null: says nothing by itself, `clears` names the rule whose matter it tells to be over. */
  signals: z.record(z.enum(signalKinds), z.strictObject({ rule: Code.nullable(), clears: Code.nullable() })),
  critical: z.array(Limit),
  attention: z.array(Limit),
})
export type RuleFile = z.infer<typeof RuleFile>

const HourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/**
 * A rule as people draft it: "heart rate over 110 for 10 minutes, between 22:00 and 06:00, people living alone, level 3".
 * It is replayed over 30 days before it may be switched on.
 */
export const DraftRule = z.strictObject({
  code: Code,
  version: z.int().min(1),
  title: z.strictObject({ zh: z.string().min(1).max(60), en: z.string().min(1).max(120) }),
  cause: z.enum(causes),
  level: LevelNumber,
  when: z.discriminatedUnion('on', [
    z.strictObject({
      on: z.literal('reading'),
      metric: z.enum(metrics),
      is: z.enum(['over', 'under', 'equal']),
      than: z.number(),
      /** Must hold unbroken for so long; 0 = at the first reading. Minutes. */
      forMinutes: z
        .int()
        .min(0)
        .max(24 * 60),
      /** Longest gap between two readings over which it is still held to hold. Minutes. */
      gapMinutes: z
        .int()
        .min(1)
        .max(24 * 60),
    }),
    z.strictObject({ on: z.literal('signal'), signal: z.enum(signalKinds) }),
  ]),
  /** Hours of the day in Shanghai, end exclusive, may pass midnight; null = all day. */
  between: z.strictObject({ from: HourMinute, to: HourMinute }).nullable(),
  who: z.discriminatedUnion('are', [
    z.strictObject({ are: z.literal('all') }),
    z.strictObject({ are: z.literal('living-alone') }),
    z.strictObject({ are: z.literal('listed'), persons: z.array(z.uuid()).min(1).max(10_000) }),
  ]),
  /** After firing for a person it is quiet for them so long. Minutes. */
  quietMinutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60),
})
export type DraftRule = z.infer<typeof DraftRule>
