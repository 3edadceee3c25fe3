/** Attempts to hand a notice to its gateway, and rounds of calling, before it counts as failed. */
export const attemptsAtMost = 6
export const roundsAtMost = 3

const pauses = [1, 3, 8, 20, 45]
/** Seconds until a person who did not pick up is called again. */
export const roundPause = 30

/** Seconds to wait after attempt `attempt` (1, 2, ...) failed; urgent ones are not kept waiting long, others four times longer. */
export function retryPause(attempt: number, urgent: boolean): number {
  const pause = pauses[Math.min(attempt, pauses.length) - 1] ?? 1
  return urgent ? pause : pause * 4
}
