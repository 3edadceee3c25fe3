/**
 * How far a reading is believed. One word for each: the first that holds, in the order of `cleanReading`.
 * Raw is kept whatever the word is; the curve shows those of `shownTrusts`; only `trusted` may raise a live alarm.
 */
export const trusts = [
  'trusted',
  'device-unbound', // the device is on no person and in no home
  'duplicate', // the same message was heard before
  'null-value', // no number at all
  'offline-repeat', // an absent device's last values, told again by its cloud
  'clock-1970', // the device's clock was never set; placed when received
  'clock-future', // the device's clock runs ahead; placed when received
  'too-late', // claims to be over 8 days old; placed when received, out of the curve
  'unit-guessed', // looks like another unit (°F, kPa, mg/dL); the value shown is converted where that is safe
  'out-of-range', // no living body, no room has it
  'spike', // cannot follow from the value before; believed when the next says it again
  'late', // over 5 minutes old; placed at its own time
  'unknown-unit', // the device publishes a unit that nobody can turn into ours; the value is as it was said
] as const
export type Trust = (typeof trusts)[number]

/** Those the curve draws (unit-guessed with a mark); the others are listed with their reason. */
export const shownTrusts: ReadonlySet<Trust> = new Set(['trusted', 'late', 'unit-guessed'])
