import type { z } from 'zod'

/** A kind of work done outside a request: `room.verb-noun` and the schema of what it is told. */
export interface JobType<P extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly payload: P
  /** cron line (UTC) where it also runs by itself, with payload {}. */
  readonly cron?: string
}
