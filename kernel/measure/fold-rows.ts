import { createHash } from 'node:crypto'
import type { QueryTree } from '../contract/measure.ts'

/** `rows` of count, sum and median; `part` and `whole` of ratio and quotient. */
export type Side = 'rows' | 'part' | 'whole'

/** One row a measure is made of. */
export interface MeasureRow {
  readonly side: Side
  readonly id: string
  readonly version: number
  readonly key: string | null
  /** Nine digits; null where the row has no place or it is not known. */
  readonly town: string | null
  readonly unit: string | null
  /** Decimal text, as the database gives it. */
  readonly amount: string | null
  /** true: it belongs; null: a fact that would tell is missing. */
  readonly ok: boolean | null
  /** It stands for its key; other rows with the key are shown and count no second time. */
  readonly counted: boolean
}

/** What the rows fold to. `value` is null where there is nothing to speak of (empty denominator, median of nothing). */
export interface Folded {
  readonly value: string | null
  /** Numerator and denominator of ratio and quotient; otherwise the count of rows, and null. */
  readonly part: string
  readonly whole: string | null
  readonly rows: number
  readonly undecided: number
}

/** Decimals are added exactly: as whole numbers of the smallest place that occurs. */
function sumOf(amounts: readonly string[]): { readonly units: bigint; readonly places: number } {
  const places = Math.max(0, ...amounts.map((text) => text.split('.')[1]?.length ?? 0))
  const units = amounts.reduce((sum, text) => {
    const [whole = '0', fraction = ''] = text.split('.')
    return sum + BigInt(whole + fraction.padEnd(places, '0'))
  }, 0n)
  return { units, places }
}

/** Decimal text without needless zeros, so that two ways to one number read alike. */
export function plainDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function decimal({ units, places }: { readonly units: bigint; readonly places: number }): string {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  return plainDecimal(places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`)
}

/** Adds decimal texts exactly. */
export const sumDecimals = (amounts: readonly string[]): string => decimal(sumOf(amounts))

/** A over b to six places, half away from zero; null when b is nothing. */
function divide(a: { units: bigint; places: number }, b: { units: bigint; places: number }): string | null {
  if (b.units === 0n) return null
  const scale = 10n ** BigInt(6 + b.places)
  const top = a.units * scale
  const bottom = b.units * 10n ** BigInt(a.places)
  const negative = top < 0n !== bottom < 0n
  const [high, low] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  const rounded = (high * 2n + low) / (low * 2n)
  return decimal({ units: negative ? -rounded : rounded, places: 6 })
}

function middle(amounts: readonly string[]): string | null {
  if (amounts.length === 0) return null
  const places = Math.max(0, ...amounts.map((text) => text.split('.')[1]?.length ?? 0))
  const sorted = amounts
    .map((text) => sumOf([text]).units * 10n ** BigInt(places - (text.split('.')[1]?.length ?? 0)))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const half = sorted.length >> 1
  const [low = 0n, high = 0n] = sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]]
  return divide({ units: low + high, places }, { units: 2n, places: 0 })
}

/** What the counted rows of one side add up to. */
export interface SideSum {
  readonly counted: number
  readonly amount: string
  readonly undecided: number
}

/** Folds sums of sides the way the tree says: what cells of towns and months add up to. Medians do not add up. */
export function foldSums(tree: Exclude<QueryTree, { fold: 'median' }>, sums: ReadonlyMap<string, SideSum>): Folded {
  const of = (side: Side): SideSum => sums.get(side) ?? { counted: 0, amount: '0', undecided: 0 }
  const count = (side: Side) => ({ units: BigInt(of(side).counted), places: 0 })
  const amount = (side: Side) => sumOf([plainDecimal(of(side).amount)])
  const all = [...sums.values()]
  const told = {
    rows: all.reduce((sum, { counted }) => sum + counted, 0),
    undecided: all.reduce((sum, { undecided }) => sum + undecided, 0),
  }
  switch (tree.fold) {
    case 'count':
      return {
        value: decimal(count('rows')),
        part: decimal(count('rows')),
        whole: tree.outOf === undefined ? null : String(tree.outOf),
        ...told,
      }
    case 'sum':
      return { value: decimal(amount('rows')), part: decimal(count('rows')), whole: null, ...told }
    case 'ratio':
      return { value: divide(count('part'), count('whole')), part: decimal(count('part')), whole: decimal(count('whole')), ...told }
    case 'quotient':
      return { value: divide(amount('part'), amount('whole')), part: decimal(amount('part')), whole: decimal(amount('whole')), ...told }
  }
}

/** Folds rows the way the tree says: the recount that must equal the value the database gave. */
export function foldRows(tree: QueryTree, rows: readonly MeasureRow[]): Folded {
  const counted = (side: Side) => rows.filter((row) => row.side === side && row.counted)
  const amounts = (side: Side) => counted(side).map(({ amount }) => plainDecimal(amount ?? '0'))
  if (tree.fold === 'median') {
    const undecided = rows.filter(({ ok }) => ok === null).length
    const own = amounts('rows')
    return { value: middle(own), part: String(own.length), whole: null, rows: own.length, undecided }
  }
  const sides = [...new Set(rows.map(({ side }) => side))]
  const sums = sides.map((side): [string, SideSum] => [
    side,
    {
      counted: counted(side).length,
      amount: decimal(sumOf(amounts(side))),
      undecided: rows.filter((row) => row.side === side && row.ok === null).length,
    },
  ])
  return foldSums(tree, new Map(sums))
}

/** One hash for a set of rows, whatever order they came in: what a number was made of, provable later. */
export function hashRows(rows: readonly MeasureRow[]): string {
  const lines = rows.map(({ side, id, version, key, amount, ok, counted }) =>
    [side, id, version, key ?? '', amount === null ? '' : plainDecimal(amount), ok === null ? '?' : counted ? '1' : '='].join('|'),
  )
  return createHash('sha256')
    .update(lines.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join('\n'))
    .digest('hex')
}
