import { command, Instant, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { DoctorsLimitStands, LimitChanged, LimitOutOfRange, LimitsDisordered, LimitsEmpty, PersonUnknown } from './device-refusals.ts'
import { DraftRules, ReadReadings } from './permissions.ts'

/** Metrics that personal limits may be set for, with what a body can show: a value beyond is a slip of unit or finger. */
export const limitMetrics = {
  'heart-rate': { zh: '心率', en: 'Heart rate', unit: '次/分', from: 20, to: 250 },
  systolic: { zh: '收缩压', en: 'Systolic pressure', unit: 'mmHg', from: 40, to: 300 },
  diastolic: { zh: '舒张压', en: 'Diastolic pressure', unit: 'mmHg', from: 20, to: 200 },
  spo2: { zh: '血氧饱和度', en: 'Oxygen saturation', unit: '%', from: 50, to: 100 },
  glucose: { zh: '血糖', en: 'Glucose', unit: 'mmol/L', from: 1, to: 40 },
  'body-temperature': { zh: '体温', en: 'Body temperature', unit: '°C', from: 30, to: 45 },
  respiration: { zh: '呼吸', en: 'Respiration', unit: '次/分', from: 4, to: 70 },
} as const

export const LimitMetric = z.enum(['heart-rate', 'systolic', 'diastolic', 'spo2', 'glucose', 'body-temperature', 'respiration'])
export type LimitMetric = z.infer<typeof LimitMetric>

/** Limits of one metric, in its unit; null = no limit on that side. */
export const LimitValues = z.object({
  criticalLow: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  criticalHigh: z.number().nullable(),
})
export type LimitValues = z.infer<typeof LimitValues>

export const PersonalLimit = LimitValues.extend({
  id: z.uuid(),
  metric: LimitMetric,
  setByKind: z.enum(['doctor', 'carer']),
  setByName: z.string(),
  enteredBy: z.string(),
  knownFrom: Instant,
  knownTo: Instant.nullable().describe('null = in force'),
})
export type PersonalLimit = z.infer<typeof PersonalLimit>

/** Limits of one person, those in force first, then what they replaced. Not a medical diagnosis. */
export const ListLimits = query({
  name: 'watch.list-limits',
  title: { zh: '个人健康界限', en: 'Personal limits' },
  permission: ReadReadings,
  input: z.object({ elderId: z.uuid() }),
  output: z.object({ limits: z.array(PersonalLimit) }),
  refusals: [PersonUnknown],
  readsPersons: true,
})

/** Sets the limits of one metric; a doctor's are replaced by a doctor's only. `seen` is the one in force as it was seen, null = none. */
export const SetLimit = command({
  name: 'watch.set-limit',
  title: { zh: '设定个人健康界限', en: 'Set personal limits' },
  permission: DraftRules,
  input: LimitValues.extend({
    elderId: z.uuid(),
    metric: LimitMetric,
    setByKind: z.enum(['doctor', 'carer']),
    setByName: z.string().trim().min(1).max(60),
    seen: z.uuid().nullable(),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [PersonUnknown, LimitsDisordered, LimitsEmpty, LimitOutOfRange, DoctorsLimitStands, LimitChanged],
})

/** Takes limits back: the product's defaults count again. */
export const EndLimit = command({
  name: 'watch.end-limit',
  title: { zh: '撤回个人健康界限', en: 'Take personal limits back' },
  permission: DraftRules,
  input: z.object({ elderId: z.uuid(), id: z.uuid(), why: z.string().trim().min(2).max(200) }),
  output: z.object({ until: Instant }),
  refusals: [PersonUnknown, LimitChanged],
})

export const limitSignatures = [ListLimits, SetLimit, EndLimit]
