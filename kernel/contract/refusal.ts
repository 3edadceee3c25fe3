import type { Words } from './words.ts'

/** What sort of "no" a refusal is; the kernel maps each to one HTTP status (kernel/http-status.ts). */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'state'
  | 'too-large'
  | 'too-many'
  | 'unavailable'

/** A refusal a signature may give: stable code `room.what`, its sort, its two sentences with `{fact}` places. */
export interface RefusalDefinition extends Words {
  readonly code: string
  readonly kind: RefusalKind
}

/** Facts shown in the sentence; they must never hold identity numbers, phones or health notes. */
export type RefusalFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A refusal as it is returned and sent: what was refused, with which facts, at which input field. */
export interface Refusal {
  readonly refused: RefusalDefinition
  readonly facts: RefusalFacts
  readonly field?: string
}

/** Declares one refusal. */
export function refusal(code: string, kind: RefusalKind, zh: string, en: string): RefusalDefinition {
  return { code, kind, zh, en }
}

/** Says no: to be returned (never thrown) by a use case; the kernel then undoes its transaction. */
export function refuse(refused: RefusalDefinition, facts: RefusalFacts = {}, field?: string): Refusal {
  return field === undefined ? { refused, facts } : { refused, facts, field }
}

/** Tells a refusal from a value. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'facts' in value
}
