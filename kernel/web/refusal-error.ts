import { fill, type Language, type RefusalFacts, type RefusalKind } from '@yinqiao/kernel/contract'

/** What the server said no with, as it travels: both sentences, the facts, the field. */
export interface SentRefusal {
  readonly refused: { readonly code: string; readonly kind: RefusalKind; readonly zh: string; readonly en: string }
  readonly facts: RefusalFacts
  readonly field?: string
}

/** A refusal on its way through the screens: thrown by `call`, shown by `ErrorView` or beside its field. */
export class RefusalError extends Error {
  readonly code: string
  readonly kind: RefusalKind
  readonly facts: RefusalFacts
  readonly field: string | undefined
  readonly #sent: SentRefusal

  constructor(sent: SentRefusal) {
    super(sent.refused.code)
    this.name = 'RefusalError'
    this.code = sent.refused.code
    this.kind = sent.refused.kind
    this.facts = sent.facts
    this.field = sent.field
    this.#sent = sent
  }

  /** The sentence for people, in the language of the screen, with its facts. */
  sentence(language: Language): string {
    return fill(this.#sent.refused[language], this.facts)
  }
}

/** The server could not be reached, or answered with something that is not ours: nothing is known of what it did. */
export class NetworkError extends Error {
  readonly status: number
  constructor(status: number) {
    super(status === 0 ? 'network' : `http ${status}`)
    this.name = 'NetworkError'
    this.status = status
  }
}

/** Reads an answer body as a refusal; undefined if it is none. */
export function readRefusal(body: unknown): SentRefusal | undefined {
  if (typeof body !== 'object' || body === null || !('refused' in body)) return undefined
  const { refused } = body
  if (typeof refused !== 'object' || refused === null || !('code' in refused) || !('zh' in refused)) return undefined
  return body as SentRefusal
}
