import type { z } from 'zod'
import type { RefusalDefinition } from './refusal.ts'
import type { Words } from './words.ts'

/** A right to do one sort of thing; `roles` are the codes of the roles that hold it (checked at start against access). */
export interface Permission {
  readonly code: string
  readonly title: Words
  readonly roles: readonly string[]
}

/** Declares a permission `room.thing.act`. */
export function permission(code: string, title: Words, roles: readonly string[]): Permission {
  return { code, title, roles }
}

/** `public`: anyone, also not signed in; `signed-in`: any account with a live session. */
export type Access = Permission | 'public' | 'signed-in'

/**
 * The declaration of one use case, from which come its HTTP route, OpenAPI page, typed web client,
 * row of the permission matrix, audit line and CLI call.
 */
export interface Signature<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'command' | 'query'
  /** `room.verb-noun`, also the route: POST /api/room/verb-noun. */
  readonly name: string
  readonly title: Words
  readonly permission: Access
  readonly input: I
  readonly output: O
  readonly refusals: readonly RefusalDefinition[]
  /** A query that shows data of persons: each call leaves an audit line. Commands leave one unless `quiet`. */
  readonly readsPersons?: boolean
  /** `serializable` where two may race for one thing; the kernel repeats it on a serialization failure. */
  readonly isolation?: 'read committed' | 'serializable'
  /** A refusal keeps what the body wrote: for the few whose refusal is itself a fact (a failed sign-in counts). */
  readonly remembersRefusal?: boolean
  /** A sign of life that a screen sends every few seconds: leaves an audit line only when it noted something. */
  readonly quiet?: boolean
  /** Calls a minute from one network address; unlimited unless told. */
  readonly perMinute?: number
  /** Greatest request body in bytes; 1 MiB unless told. */
  readonly bodyLimit?: number
}

type Declared<I extends z.ZodType, O extends z.ZodType> = Omit<Signature<I, O>, 'kind'>

/** Declares a command: it changes something, runs in a transaction and needs an idempotency key. */
export function command<I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O>): Signature<I, O> {
  return { kind: 'command', ...declared }
}

/** Declares a query: it changes nothing. */
export function query<I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O>): Signature<I, O> {
  return { kind: 'query', ...declared }
}

export type Input<S extends Signature> = z.output<S['input']>
export type RawInput<S extends Signature> = z.input<S['input']>
export type Output<S extends Signature> = z.output<S['output']>

/** The room a signature, event, refusal or permission belongs to: the part before the first dot. */
export function roomOf(name: string): string {
  return name.slice(0, name.indexOf('.'))
}
