/** A row that may be drawn: the figure it stands behind and its place there. */
export interface Drawable {
  readonly rowsCode: string
  readonly n: number
  readonly measure: string
  /** Names the record, so that one behind two figures is drawn once. */
  readonly record: string
}

/**
 * Draws `share` of the rows of each measure, at least one, by the order of their digests under the seed. Who has the seed
 * and the frozen rows draws the same ones. A record behind several measures is drawn for the first and skipped by others.
 */
export function drawSample<R extends Drawable>(rows: readonly R[], share: number, seed: string, digest: (text: string) => string): R[] {
  const measures = [...Map.groupBy(rows, ({ measure }) => measure)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const drawn: R[] = []
  const taken = new Set<string>()
  for (const [measure, own] of measures) {
    const wanted = Math.ceil(own.length * share)
    const ranked = own
      .map((row) => ({ row, rank: digest(`${seed}|${measure}|${row.record}`) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.row.n - b.row.n))
    let got = 0
    for (const { row } of ranked) {
      if (got >= wanted) break
      if (taken.has(row.record)) continue
      taken.add(row.record)
      drawn.push(row)
      got++
    }
  }
  return drawn
}
