import type { CloseCause } from '../contract/alarm.ts'

/** Whether a closing waits for a second person: for alarms whose rule says so, unless it was a test or the equipment. */
export function needsReview(needsSecond: boolean, cause: CloseCause): boolean {
  return needsSecond && (cause === 'true' || cause === 'false')
}
