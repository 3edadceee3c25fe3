import type { Curve, CurvePoint, CurveQuestion, KeptPoint } from '../contract/curve.ts'

/** Makes a curve of kept points: in order, each once, gaps as gaps, thinned without losing its heights and depths. */
export function shapeCurve(
  points: readonly KeptPoint[],
  {
    drawn,
    gapAfter,
    gapsAfter,
    atMost,
  }: { readonly drawn: ReadonlySet<string> } & Pick<CurveQuestion, 'gapAfter' | 'gapsAfter' | 'atMost'>,
): Curve {
  const once = inOrder(points)
  const shown = once.filter(({ trust, value }) => drawn.has(trust) && Number.isFinite(value))
  const hidden = once.filter(({ trust, value }) => !drawn.has(trust) || !Number.isFinite(value))
  const segments = cut(
    once.filter(({ trust, value }) => drawn.has(trust) || !Number.isFinite(value)),
    (source) => gapsAfter?.get(source) ?? gapAfter,
  )
  const share = shown.length <= atMost ? 1 : atMost / shown.length
  return {
    segments: segments.map((segment) => thin(segment, share)),
    untrusted: hidden.slice(-Math.max(1, atMost)),
    untrustedCount: hidden.length,
    count: shown.length,
  }
}

/** By time; the same said twice is one point. */
function inOrder(points: readonly KeptPoint[]): KeptPoint[] {
  // a number that is none stands behind all others, so that the order is the same wherever the points came from
  const sorted = points.toSorted(
    (a, b) =>
      a.at - b.at ||
      a.seriesId - b.seriesId ||
      compared(Number.isNaN(a.value), Number.isNaN(b.value)) ||
      compared(a.value, b.value) ||
      compared(a.trust, b.trust),
  )
  return sorted.filter((point, n) => {
    const before = sorted[n - 1]
    return (
      before === undefined ||
      before.at !== point.at ||
      before.seriesId !== point.seriesId ||
      !Object.is(before.value, point.value) ||
      before.trust !== point.trust
    )
  })
}

const compared = <T extends number | string | boolean>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

/** Stretches without a gap: a long silence is one, and so is a point that said it has no number. */
function cut(points: readonly KeptPoint[], gapOf: (source: number) => number | null): CurvePoint[][] {
  const segments: CurvePoint[][] = []
  let open: CurvePoint[] | undefined
  let last = Number.NaN
  let source: number | null = null
  for (const { at, value, seriesId } of points) {
    if (!Number.isFinite(value)) {
      // of another source it takes nothing from what is known
      if (seriesId === source) open = undefined
      continue
    }
    // it is the source of the point before that was silent
    const gapAfter = gapOf(source ?? seriesId)
    source = seriesId
    if (open === undefined || (gapAfter !== null && at - last > gapAfter)) {
      open = []
      segments.push(open)
    }
    open.push({ at, value })
    last = at
  }
  return segments
}

/** Keeps of each stretch of equally many points the least and the greatest, and both ends of the segment. */
function thin(segment: readonly CurvePoint[], share: number): readonly CurvePoint[] {
  const stretches = Math.max(1, Math.floor((segment.length * share - 2) / 2))
  if (share === 1 || segment.length <= 2) return segment
  const inner = segment.slice(1, -1)
  const size = Math.ceil(inner.length / stretches)
  const kept: CurvePoint[] = segment.slice(0, 1)
  for (let start = 0; start < inner.length; start += size) {
    const stretch = inner.slice(start, start + size)
    const least = stretch.reduce((a, b) => (b.value < a.value ? b : a))
    const most = stretch.reduce((a, b) => (b.value > a.value ? b : a))
    kept.push(...(least === most ? [least] : [least, most].toSorted((a, b) => a.at - b.at)))
  }
  return [...kept, ...segment.slice(-1)]
}
