import type { Decision, Missing } from '../../contract/cause.ts'
import { type Limit, type LimitedMetric, limitedMetrics } from '../../contract/rule.ts'
import type { Metric } from '../../contract/heard.ts'
import type { Trust } from '../../contract/trust.ts'
import { decide, getRule, settingOf, shipped } from './shipped-rules.ts'

/** A cleaned reading at its time (milliseconds since 1970 UTC). */
export interface JudgedReading {
  readonly metric: Metric
  readonly value: number | null
  readonly trust: Trust
  readonly at: number
}

/** The person's own limits. Null: nobody has written any for this metric; the product's defaults are used and the decision says so. */
export interface PersonLimits {
  /** Set by a doctor for this person; stand before everything. */
  readonly doctor: { readonly critical: readonly Limit[]; readonly attention: readonly Limit[] } | null
}

const limited = (metric: Metric): LimitedMetric | null => limitedMetrics.find((one) => one === metric) ?? null

const outOf = (limit: Limit, value: number): boolean =>
  (limit.below !== null && (limit.inclusive ? value <= limit.below : value < limit.below)) ||
  (limit.above !== null && (limit.inclusive ? value >= limit.above : value > limit.above))

/**
 * A reading against the person's limits: the doctor's values first, metric by metric, else the product's defaults (data/rules.json;
 * marked non-medical). Beyond a critical limit fires at once; beyond an attention limit only when the trusted reading before it of
 * the same metric, not older than the rule's hours, was out as well. Null: the metric has no limits.
 * A reading that is not trusted proves nothing either way: `cannot-say`, with its reason as missing. So does a blood sugar or
 * pressure in bounds: the answer is `no` by these limits, not "healthy".
 * `before`: the trusted reading of the same metric before this one, null when there is none.
 */
export function judgeVital(reading: JudgedReading, before: JudgedReading | null, limits: PersonLimits): Decision | null {
  const metric = limited(reading.metric)
  if (metric === null) return null
  const critical = getRule('vital-critical')
  const attention = getRule('vital-attention')
  const { value } = reading
  const base = { metric, ...(value === null ? {} : { value }) }
  if (reading.trust !== 'trusted' || value === null)
    return decide(critical, 'cannot-say', 'not-trusted', { facts: { ...base, trust: reading.trust }, missing: ['trusted-reading'] })
  const own = (kind: 'critical' | 'attention') => limits.doctor?.[kind].filter((limit) => limit.metric === metric) ?? []
  const of = (kind: 'critical' | 'attention') => {
    const doctors = own(kind)
    return doctors.length > 0 ? doctors : shipped[kind].filter((limit) => limit.metric === metric)
  }
  const beyond = (kind: 'critical' | 'attention') => of(kind).find((limit) => outOf(limit, value))
  const named = (kind: 'critical' | 'attention', limit: Limit | undefined) => ({
    ...base,
    limits: own(kind).length > 0 ? 'doctor' : 'product-default',
    ...(limit?.below !== undefined && limit.below !== null && value <= limit.below ? { below: limit.below } : {}),
    ...(limit?.above !== undefined && limit.above !== null && value >= limit.above ? { above: limit.above } : {}),
  })
  const missing: readonly Missing[] = [
    ...(own('critical').length === 0 ? ['doctor-critical-limits' as const] : []),
    ...(own('attention').length === 0 ? ['doctor-attention-limits' as const] : []),
  ]
  const worst = beyond('critical')
  if (worst) return decide(critical, 'yes', 'beyond-critical', { facts: named('critical', worst), missing })
  const out = beyond('attention')
  if (!out) return decide(attention, 'no', 'within-limits', { facts: named('attention', out), missing })
  const since = reading.at - settingOf(attention, 'withinHours') * 3_600_000
  const again =
    before !== null &&
    before.trust === 'trusted' &&
    before.value !== null &&
    before.at >= since &&
    // the same reading, taken again after a failed try, is not a second one
    before.at < reading.at &&
    of('attention')
      .concat(of('critical'))
      .some((limit) => before.value !== null && outOf(limit, before.value))
  return decide(attention, again ? 'yes' : 'no', again ? 'beyond-twice' : 'beyond-once', { facts: named('attention', out), missing })
}
