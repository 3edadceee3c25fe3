/** A stretch of words of one look. */
export interface Run {
  readonly text: string
  readonly bold?: boolean
  /** Small grey print. */
  readonly faint?: boolean
  /** Highlighted: a figure nobody has proven, a thing to look at before signing. */
  readonly unproven?: boolean
  /** Code of a figure, printed small after it; opens the rows it was computed from. */
  readonly code?: string
}

export type Words = string | readonly Run[]

export interface PaperColumn {
  readonly title: string
  /** Relative width. */
  readonly share: number
  readonly align?: 'left' | 'right' | 'center'
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly words: Words }
  /** The words of somebody else, set apart. */
  | { readonly kind: 'quote'; readonly words: Words }
  /** A remark in small print. */
  | { readonly kind: 'note'; readonly words: Words }
  | { readonly kind: 'bullets'; readonly items: readonly Words[] }
  /** Pairs of name and value. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, Words])[] }
  | { readonly kind: 'table'; readonly columns: readonly PaperColumn[]; readonly rows: readonly (readonly Words[])[] }
  | { readonly kind: 'break' }

/** A paper as it is printed; everything a writer needs is in it. */
export interface Paper {
  readonly title: string
  /** Lines under the title: period, place, state. */
  readonly under: readonly string[]
  /** Who issues it: author of the file. */
  readonly issuer: string
  /** The moment written into the file, ISO 8601 in UTC: never the clock of the writer. */
  readonly at: string
  /** Printed at the head of every page. */
  readonly mark: string | null
  /** Printed at the foot of every page, before the page number. */
  readonly foot: string | null
  readonly blocks: readonly Block[]
}

/** Words as runs. */
export function runsOf(words: Words): readonly Run[] {
  return typeof words === 'string' ? [{ text: words }] : words
}

/** Characters of words. */
export function lengthOf(words: Words): number {
  return runsOf(words).reduce((sum, { text }) => sum + text.length, 0)
}
