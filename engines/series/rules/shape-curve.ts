import type { Curve, CurvePoint, CurveQuestion, KeptPoint } from '../contract/curve.ts'

type Shaping = { readonly drawn: ReadonlySet<string> } & Pick<CurveQuestion, 'gapAfter' | 'gapsAfter' | 'atMost'>

/** Makes a curve of kept points: in order, each once, gaps as gaps, thinned without losing its heights and depths. */
export function shapeCurve(points: readonly KeptPoint[], shaping: Shaping): Curve {
  const shape = openShape(shaping)
  for (const point of inOrder(points)) shape.add(point)
  return shape.end()
}

/** So many points are held; of more, each stretch is thinned as the curve will be. */
const heldAtMost = 100_000

/**
 * The same of points that come one by one, in order of time, of series and of value: however many they are, a hundred thousand are held. One
 * that is the same as the point before is passed over.
 */
export function openShape({ drawn, gapAfter, gapsAfter, atMost }: Shaping): { add(point: KeptPoint): void; end(): Curve } {
  let segments: CurvePoint[][] = []
  let open: CurvePoint[] | undefined
  let last = Number.NaN
  let source: number | null = null
  let before: KeptPoint | undefined
  let [count, held, thinAt] = [0, 0, heldAtMost]
  let hidden: KeptPoint[] = []
  let hiddenCount = 0
  const hiddenAtMost = Math.max(1, atMost)

  const hide = (point: KeptPoint) => {
    hiddenCount += 1
    hidden.push(point)
    if (hidden.length > hiddenAtMost + heldAtMost) hidden = hidden.slice(-hiddenAtMost)
  }
  const draw = ({ at, value, seriesId }: KeptPoint) => {
    // it is the source of the point before that was silent
    const gap = gapsAfter?.get(source ?? seriesId) ?? gapAfter
    source = seriesId
    if (open === undefined || (gap !== null && at - last > gap)) {
      open = []
      segments.push(open)
    }
    open.push({ at, value })
    last = at
    count += 1
    held += 1
    if (held < thinAt) return
    segments = segments.map((segment) => [...thin(segment, 0.25)])
    open = segments.at(-1)
    held = segments.reduce((sum, { length }) => sum + length, 0)
    thinAt = Math.max(heldAtMost, 2 * held)
  }
  return {
    add(point) {
      if (before !== undefined && isSame(before, point)) return
      before = point
      const isNumber = Number.isFinite(point.value)
      // a point that says it has no number ends a stretch; of another source it takes nothing from what is known
      if (!isNumber && point.seriesId === source) open = undefined
      if (isNumber && drawn.has(point.trust)) draw(point)
      else hide(point)
    },
    end() {
      const share = held <= atMost ? 1 : atMost / held
      return {
        segments: segments.map((segment) => thin(segment, share)),
        untrusted: hidden.slice(-hiddenAtMost),
        untrustedCount: hiddenCount,
        count,
      }
    },
  }
}

const isSame = (one: KeptPoint, other: KeptPoint): boolean =>
  one.at === other.at && one.seriesId === other.seriesId && Object.is(one.value, other.value) && one.trust === other.trust

/** By time. */
function inOrder(points: readonly KeptPoint[]): KeptPoint[] {
  // a number that is none stands behind all others, so that the order is the same wherever the points came from
  return points.toSorted(
    (a, b) =>
      a.at - b.at ||
      a.seriesId - b.seriesId ||
      compared(Number.isNaN(a.value), Number.isNaN(b.value)) ||
      compared(a.value, b.value) ||
      compared(a.trust, b.trust),
  )
}

const compared = <T extends number | string | boolean>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

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
