/** A piece of a unit's bar: where it lies in the window, in per cent. */
export interface Piece {
  readonly id: string
  readonly left: number
  readonly width: number
  /** Per cent of the unit's area it takes. */
  readonly height: number
  /** Part of its width that is rent-free, in per cent. */
  readonly free: number
}

interface Lain {
  readonly id: string
  readonly from: string
  readonly lastDay: string | null
  readonly rentFreeLastDay: string | null
  readonly areaDm2: number
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** Lays leases into the window of a year before and after today. */
export function layBar(
  today: string,
  areaDm2: number,
  leases: readonly Lain[],
): { readonly pieces: readonly Piece[]; readonly now: number } {
  const now = dayNumber(today)
  const [start, end] = [now - 365, now + 366]
  const at = (day: number) => ((Math.min(Math.max(day, start), end) - start) / (end - start)) * 100
  const pieces = leases.flatMap(({ id, from, lastDay, rentFreeLastDay, areaDm2: area }) => {
    const left = at(dayNumber(from))
    const right = at(lastDay === null ? end : dayNumber(lastDay) + 1)
    if (right <= left) return []
    const free = rentFreeLastDay === null ? 0 : Math.max(0, at(dayNumber(rentFreeLastDay) + 1) - left) / (right - left)
    return [{ id, left, width: right - left, height: Math.min(100, (area / areaDm2) * 100), free: free * 100 }]
  })
  return { pieces, now: at(now) }
}
