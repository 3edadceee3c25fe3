/** One thing a fault was meant to show, and what was seen. */
export interface Seen {
  readonly what: string
  readonly promise: string
  readonly seen: string
  readonly passed: boolean
  /** A time, which a busy machine may miss without anything being broken. */
  readonly timing?: true
}

/** A fault that is really done to the real program, with its checkers. */
export interface Fault {
  readonly name: string
  /** Chinese title for the table. */
  readonly title: string
  /** How often it is done when nobody says. */
  readonly times: number
  /** Does it; `say` tells how far it is. */
  readonly run: (times: number, say: (line: string) => void) => Promise<readonly Seen[]>
}

/** A line of the table for something that must not be there. */
export const none = (what: string, found: readonly unknown[], promise = '0'): Seen => ({
  what,
  promise,
  seen: found.length === 0 ? '0' : `${found.length}：${JSON.stringify(found.slice(0, 3)).slice(0, 300)}`,
  passed: found.length === 0,
})

/** A line of the table for something that must not take longer. */
export const within = (what: string, seconds: readonly number[], most: number): Seen => ({
  what,
  promise: `≤ ${most} s`,
  seen: `p50 ${quantile(seconds, 0.5)} s，p99 ${quantile(seconds, 0.99)} s，最大 ${quantile(seconds, 1)} s（${seconds.length} 次）`,
  passed: seconds.length > 0 && Math.max(...seconds) <= most,
  timing: true,
})

/** A quantile (0 to 1) of figures, to two digits; NaN of none. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - (share < 1 ? 1 : 0))] ?? Number.NaN) * 100) / 100
}
