import type { Finding, FlagRow } from './finding.ts'

/** A value that is held against a target. */
export interface Valued extends FlagRow {
  readonly value: number
}

const least = 12
const share = 0.25
const band = 0.02
const times = 4

/** Values piled exactly on a target: many on it, few just short of it (below it, or above where less is better). */
export function checkHeaping(about: string, target: number, better: 'more' | 'less', values: readonly Valued[]): readonly Finding[] {
  if (target === 0 || values.length < least) return []
  const on = values.filter(({ value }) => value === target)
  const gap = (value: number) => (better === 'more' ? target - value : value - target)
  const whole = values.every(({ value }) => Number.isInteger(value))
  const near = Math.max(whole ? 1 : 0, Math.abs(target) * band)
  const short = values.filter(({ value }) => gap(value) > 0 && gap(value) <= near)
  if (on.length < share * values.length || on.length < times * (short.length + 1)) return []
  return [
    {
      check: 'heaping',
      about,
      said: {
        zh: `${values.length}个数中${on.length}个恰好等于目标值${target}，略差一点的只有${short.length}个`,
        en: `${on.length} of ${values.length} values lie exactly on the target ${target}, ${short.length} just short of it`,
      },
      rows: on.map(({ kind, id, title }) => ({ kind, id, title })),
    },
  ]
}
