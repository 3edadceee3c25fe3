import type { RegisteredDevice } from '../contract/register.ts'

/**
 * Whom and what an alarm of a device is about: the person where one is known, else the home it hangs in, else the device itself;
 * with the place to which it belongs (12 digits; a device in stock has that of its keeper, filled up).
 */
export function aboutDevice({ id, bound, divisionCode, model, synthetic }: RegisteredDevice, elderId: string | null) {
  return {
    subject:
      elderId !== null
        ? { kind: 'elder' as const, id: elderId }
        : bound !== null
          ? { kind: 'home' as const, id: bound.homeId }
          : { kind: 'device' as const, id },
    homeId: bound?.homeId ?? null,
    deviceId: id,
    divisionCode: bound?.divisionCode ?? divisionCode.padEnd(12, '0'),
    model,
    synthetic,
  }
}
