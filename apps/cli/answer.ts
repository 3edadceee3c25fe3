/** What a call of the command line answers. */
export interface Answer {
  /** Printed whole with `--json`. */
  readonly data: unknown
  /** Printed with `--json` in the place of the data: one JSON object a line (JSONL), for answers to files of lines. */
  readonly lines?: readonly unknown[]
  /** What people read in its place without `--json`; the data as tables when absent. */
  readonly shown?: unknown
  /** Said on stderr, so that stdout stays the answer alone. */
  readonly notes?: readonly string[]
  /** 1 where the answer itself is a "no" (a fault was found). */
  readonly exit?: 0 | 1
}

/** Words and flags of a call after its noun and verb. */
export interface Arguments {
  readonly words: readonly string[]
  /** A flag without a value is true; a repeated one keeps its last value. */
  readonly flags: Readonly<Record<string, string | true>>
}
