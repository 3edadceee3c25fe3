/** Names of the codes that lie in the rows; a name's code is its place, so the lists only grow at their end. */
export interface SeriesWords {
  /** Quantities. */
  readonly metrics: readonly string[]
  /** Why a row is not trusted; the first means that it is. */
  readonly trusts: readonly string[]
}

export interface EntryReading {
  readonly metric: string
  readonly value: number
}

/** One message as it is kept: what was understood beside what was said. */
export interface Entry {
  /** The day under which it lies, `YYYY-MM-DD`; the same message must always be given the same day. */
  readonly day: string
  readonly seriesId: number
  /** When it was so, milliseconds since 1970 UTC. */
  readonly at: number
  /** Which message of its moment, a signed 64-bit number: the same series, moment and key is the same message. */
  readonly key: bigint
  /** Milliseconds since 1970 UTC. */
  readonly receivedAt: number
  /** What the source claimed, milliseconds since 1970 UTC; null when it claimed nothing. */
  readonly claimedAt: number | null
  /** Of the whole message, one of the engine's trusts. */
  readonly trust: string
  /** Of each reading, in their order, where one is doubted and another is not; each as the message unless told. */
  readonly trusts?: readonly string[]
  readonly readings: readonly EntryReading[]
  readonly raw: Uint8Array | null
}
