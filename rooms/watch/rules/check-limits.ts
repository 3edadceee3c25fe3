import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { LimitOutOfRange, LimitsDisordered, LimitsEmpty } from '../contract/device-refusals.ts'
import { type LimitMetric, limitMetrics, type LimitValues } from '../contract/limit.ts'

const order = ['criticalLow', 'low', 'high', 'criticalHigh'] as const

/** Whether limits hold together: at least one, each possible for a body, each above the one below it. */
export function checkLimits(metric: LimitMetric, limits: LimitValues): Refusal | undefined {
  const { from, to, zh } = limitMetrics[metric]
  let below: number | null = null
  for (const side of order) {
    const value: number | null = limits[side]
    if (value === null) continue
    if (value < from || value > to) return refuse(LimitOutOfRange, { value, metric: zh, from, to }, side)
    if (below !== null && value <= below) return refuse(LimitsDisordered, {}, side)
    below = value
  }
  return below === null ? refuse(LimitsEmpty, {}, 'high') : undefined
}
