/** Failures in a row that lock an account, and for how long (defaults of the product; MLPS-01). */
export const failureLimit = 5
export const lockMinutes = 15
/** A session ends after this time without a call, and at the latest after this time. */
export const idleMinutes = 30
export const longestHours = 12

/** The count and lock after one more failure at `now`. */
export function afterFailure(failures: number, now: Temporal.Instant): { readonly failures: number; readonly lockedUntil: string | null } {
  const next = failures + 1
  return next >= failureLimit
    ? { failures: 0, lockedUntil: now.add({ minutes: lockMinutes }).toString() }
    : { failures: next, lockedUntil: null }
}
