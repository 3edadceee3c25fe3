import type { CalloutState } from '../contract/alarm.ts'

/** Minutes for which somebody who was asked still sees a call-out that is over: who is on the way must learn that it is off. */
export const seenAfterMinutes = 30

/** Whether the account a call-out asks sees it: while it goes on and a short time after; who cannot come needs it no more. */
export function isCalloutSeen(
  { state, endedAt }: { readonly state: CalloutState; readonly endedAt: string | null },
  now: Temporal.Instant,
): boolean {
  if (state === 'declined') return false
  return endedAt === null || Temporal.Instant.compare(now, Temporal.Instant.from(endedAt).add({ minutes: seenAfterMinutes })) < 0
}
