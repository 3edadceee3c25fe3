import type { z } from 'zod'

/** An event that a room tells: past tense `noun.done`, with the schema of its data (CloudEvents 1.0 `data`). */
export interface EventType<D extends z.ZodType = z.ZodType> {
  readonly room: string
  readonly type: string
  readonly data: D
}

/** Declares an event of a room; data holds ids and codes, never encrypted fields in clear. */
export function eventType<D extends z.ZodType>(room: string, type: string, data: D): EventType<D> {
  return { room, type, data }
}
