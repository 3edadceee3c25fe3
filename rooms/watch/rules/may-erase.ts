/** What stands in the way of erasing a person's readings now. */
export interface InTheWay {
  /** Number of an open alarm about the person, or about a home they live in; null = none. */
  readonly alarm: number | null
  /** Devices bound to the person. */
  readonly bound: number
}

/**
 * What erasing must wait for; null = nothing. While somebody may need help the readings are what helpers look at; and while a device is
 * bound, readings would come again into what was forgotten and be lost unseen.
 */
export function waitsFor({ alarm, bound }: InTheWay): 'alarm' | 'binding' | null {
  if (alarm !== null) return 'alarm'
  return bound > 0 ? 'binding' : null
}
