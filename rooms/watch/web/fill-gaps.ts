interface Known {
  readonly at: number
  readonly value: number
}
interface Drawn {
  readonly at: number
  readonly value: number | null
}

/** Most empty places one gap takes up. */
const mostEmpty = 200

/** Points in order with empty places between stretches, as wide as the time that is missing: an axis of places is then true to time. */
export function fillGaps(segments: readonly (readonly Known[])[]): Drawn[] {
  const steps = segments
    .flatMap((segment) => segment.slice(1).map((point, n) => point.at - (segment[n]?.at ?? point.at)))
    .toSorted((a, b) => a - b)
  const step = Math.max(1000, steps[Math.floor(steps.length / 2)] ?? 60_000)
  return segments.flatMap((segment, n): Drawn[] => {
    const last = segments[n - 1]?.at(-1)
    const [first] = segment
    if (last === undefined || first === undefined) return [...segment]
    const missing = first.at - last.at
    const empty = Math.min(mostEmpty, Math.max(1, Math.round(missing / step) - 1))
    const between = Array.from(
      { length: empty },
      (_, k): Drawn => ({ at: last.at + Math.round((missing * (k + 1)) / (empty + 1)), value: null }),
    )
    return [...between, ...segment]
  })
}
