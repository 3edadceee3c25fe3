import type { z } from 'zod'
import type { Cipher } from './cipher.ts'
import type { Actor } from './contract/actor.ts'
import type { EventType } from './contract/event.ts'
import type { LivePlace, LiveTopic } from './contract/live.ts'
import type { Database } from './database-handle.ts'
import type { FileStore } from './files.ts'
import type { JobType } from './job-type.ts'

/**
 * All that a use case may touch besides its input. The database handle is inside the request's
 * transaction, with the actor set for row security; clock, ids and chance come from here alone.
 */
export interface Context {
  readonly db: Database
  readonly actor: Actor
  /** Where the call came from: network address, `cli:user` or `worker`. */
  readonly origin: string
  /** The moment of this call; the same for everything the call writes. */
  readonly now: Temporal.Instant
  /** The calendar day of `now` in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string
  /** A new UUID version 7 from the clock and chance of this context. */
  newId(): string
  /** Chance in [0, 1). Not for secrets. */
  random(): number
  /** Unpredictable bytes for secrets (tokens, salts), base64url. */
  secret(bytes: number): string
  /** Tells the world, in the same transaction (outbox). */
  emit<D extends z.ZodType>(type: EventType<D>, subject: string, data: z.input<D>): Promise<void>
  /** Tells screens after the commit (Server-Sent Events); a courtesy, not a record. */
  tell<D extends z.ZodType>(topic: LiveTopic<D>, place: LivePlace, data: z.input<D>): void
  /** Has a job done after commit; nothing is enqueued when the transaction is undone. */
  enqueue<P extends z.ZodType>(
    type: JobType<P>,
    payload: z.input<P>,
    when?: { readonly at?: Temporal.Instant; readonly key?: string },
  ): Promise<void>
  /** Names what this call looked at or changed in its audit line: kind, id, and for changes before and after (no encrypted fields in clear). */
  note(subject: AuditSubject): void
  /** Sets (or with null clears) the session cookie of the answer; not kept with the idempotency key. */
  setSession(token: string | null): void
  readonly cipher: Cipher
  readonly files: FileStore
}

/** One thing an audit line speaks of. */
export interface AuditSubject {
  readonly kind: string
  readonly id: string
  readonly before?: unknown
  readonly after?: unknown
}
