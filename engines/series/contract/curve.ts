/** A moment and its value. */
export interface CurvePoint {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly value: number
}

/** A point as it was kept. */
export interface KeptPoint extends CurvePoint {
  readonly seriesId: number
  /** One of the engine's trusts. */
  readonly trust: string
}

/** What is asked of a curve. */
export interface CurveQuestion {
  readonly seriesIds: readonly number[]
  readonly metric: string
  /** Milliseconds since 1970 UTC; the end is not included. */
  readonly from: number
  readonly to: number
  /** Trusts that are drawn; the others are told apart. The first of the engine's trusts unless told. */
  readonly drawn?: readonly string[]
  /** Milliseconds between two points beyond which nothing is known between them; null = never a gap. */
  readonly gapAfter: number | null
  /** The same of a series, where it is another: what one source says every minute is not bridged by what another says once a week. */
  readonly gapsAfter?: ReadonlyMap<number, number>
  /** Points drawn at most; of more, the least and the greatest of each stretch stay. */
  readonly atMost: number
}

/** A curve with its gaps. */
export interface Curve {
  /** Stretches without a gap, in order. */
  readonly segments: readonly (readonly CurvePoint[])[]
  /** Points that are not drawn, the latest of them, each with its reason. */
  readonly untrusted: readonly KeptPoint[]
  readonly untrustedCount: number
  /** Points that were to be drawn before any were left out. */
  readonly count: number
}
