import type { Cause } from '../contract/alarm.ts'
import type { RegisteredDevice, RegisteredHome } from '../contract/register.ts'

/** Whose a device is: the person it is bound to, or all who live where it hangs. */
export function eldersOf(
  { homes }: { readonly homes: ReadonlyMap<string, Pick<RegisteredHome, 'elderIds'>> },
  { bound }: RegisteredDevice,
): readonly string[] {
  if (bound === null) return []
  return bound.elderId === null ? (homes.get(bound.homeId)?.elderIds ?? []) : [bound.elderId]
}

/**
 * Whom a cause is about in a home: the only elder there is, except that what burns or what is broken is the home's, whoever lives in it.
 * The one rule of every way by which an alarm opens (kept, not kept, by telephone): two answers would be two open alarms of one matter.
 */
export function aboutWhom(cause: Cause, homeId: string, elders: readonly string[]) {
  const [only = null] = elders.length === 1 ? elders : []
  return {
    subject:
      only === null || cause === 'hazard' || cause === 'equipment'
        ? { kind: 'home' as const, id: homeId }
        : { kind: 'elder' as const, id: only },
    /** Named on the alarm also where it is the home's. */
    elderId: only,
  }
}

/**
 * Whom and what an alarm of a device is about: the person or the home; the device itself where it is bound to none; with the place to
 * which it belongs (12 digits; a device in stock has that of its keeper, filled up).
 */
export function aboutDevice(
  { id, bound, divisionCode, model, synthetic }: RegisteredDevice,
  { cause, elders }: { readonly cause: Cause; readonly elders: readonly string[] },
) {
  return {
    ...(bound === null ? { subject: { kind: 'device' as const, id }, elderId: null } : aboutWhom(cause, bound.homeId, elders)),
    homeId: bound?.homeId ?? null,
    deviceId: id,
    divisionCode: bound?.divisionCode ?? divisionCode.padEnd(12, '0'),
    model,
    synthetic,
  }
}
