/** Who a sender is and what it may do. */
export interface Admission {
  readonly source: string
  /** Topic prefixes, whole levels. */
  readonly mayPublish: readonly string[]
  /** Prefixes of its command topics. */
  readonly maySubscribe: readonly string[]
  /** What it was let in by, for `recheck`: another one since means that this one is worth nothing any more. */
  readonly proof?: string
}
