import type { z } from 'zod'
import type { Access } from './signature.ts'

/** News that screens get at once (Server-Sent Events); who may hear them, and what they say. */
export interface LiveTopic<D extends z.ZodType = z.ZodType> {
  /** `room.thing`. */
  readonly name: string
  /** Asked as for a query; besides, news reach only actors within whose area or persons they lie. */
  readonly permission: Access
  /** At most 4 kB as JSON; no encrypted fields in clear. */
  readonly data: D
}

/** Declares news of a room. They are a courtesy after the commit: a screen that missed some asks its query again. */
export function liveTopic<D extends z.ZodType>(name: string, permission: Access, data: D): LiveTopic<D> {
  return { name, permission, data }
}

/** Where news lie: a division code, and the persons they are of. */
export interface LivePlace {
  readonly area: string
  readonly persons?: readonly string[]
  /** Accounts that hear them wherever they lie. */
  readonly accounts?: readonly string[]
}
