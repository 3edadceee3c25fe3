import type { z } from 'zod'
import type { Context } from './context.ts'
import type { EventType } from './contract/event.ts'
import type { LiveTopic } from './contract/live.ts'
import type { MeasureDeclaration, Source } from './contract/measure.ts'
import type { Refusal } from './contract/refusal.ts'
import type { Input, Output, Signature } from './contract/signature.ts'
import type { JobType } from './job-type.ts'

/** The body of one signature. Always in the order load, decide (a rule), write, emit. */
export interface Body {
  readonly signature: Signature
  readonly run: (ctx: Context, input: never) => Promise<unknown>
}

/** Gives a signature its body: returns the output, or a refusal; throws only on bugs. */
export function body<S extends Signature>(signature: S, run: (ctx: Context, input: Input<S>) => Promise<Output<S> | Refusal>): Body {
  return { signature, run }
}

/** An event as it is delivered: a CloudEvents 1.0 envelope. */
export interface Delivered<T> {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  /** ISO 8601, UTC. */
  readonly time: string
  readonly data: T
}

/** A listener; run at least once an event, its effect kept exactly once by event id. */
export interface Listener {
  readonly name: string
  readonly event: EventType
  readonly hear: (ctx: Context, event: Delivered<never>) => Promise<void>
}

/** Answers an event of a lower room; `name` is `room.verb-noun` and stable, for it keys the receipts. */
export function listen<D extends z.ZodType>(
  name: string,
  event: EventType<D>,
  hear: (ctx: Context, event: Delivered<z.output<D>>) => Promise<void>,
): Listener {
  return { name, event, hear }
}

export interface Job {
  readonly type: JobType
  readonly work: (ctx: Context, payload: never) => Promise<void>
}

/** Gives a job its work; runs in a transaction as the system, repeated on failure. */
export function job<P extends z.ZodType>(type: JobType<P>, work: (ctx: Context, payload: z.output<P>) => Promise<void>): Job {
  return { type, work }
}

/** An encrypted column with its blind index columns, so that a key rotation finds it. */
export interface EncryptedColumn {
  /** `schema.table` */
  readonly table: string
  readonly key: string
  readonly column: string
}

/** What a room hands to the roof; the list of rooms in apps/ is all that grows there. */
export interface Room {
  readonly name: string
  /** All signatures of its contract. */
  readonly signatures: readonly Signature[]
  /** One body for each signature. */
  readonly bodies: readonly Body[]
  readonly listeners?: readonly Listener[]
  readonly jobs?: readonly Job[]
  /** News it tells to screens. */
  readonly live?: readonly LiveTopic[]
  /** Absolute path of its tables/ folder. */
  readonly tables?: string
  readonly encrypted?: readonly EncryptedColumn[]
  /** Views that measures may read (measures.ts). */
  readonly sources?: readonly Source[]
  /** Numbers it offers, each with its rows (measures.ts). */
  readonly measures?: readonly MeasureDeclaration[]
}
