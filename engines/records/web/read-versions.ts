import type { Output } from '@yinqiao/kernel/contract'
import type { Field, Values } from '../contract/field.ts'
import type { ListVersions } from '../contract/signatures.ts'

export type Slice = Output<typeof ListVersions>['rows'][number]

/** One version as people tell its story; the rows it is kept in are put together. */
export interface Told {
  readonly version: number
  readonly row: Slice
  /** current: as it stands · voided · replaced: true only for its time since a later change · corrected: not held true any more. */
  readonly fate: 'current' | 'voided' | 'replaced' | 'corrected'
  readonly from: string
  /** End, exclusive; null: open. */
  readonly to: string | null
  /** When a later version took over; null for the current one. */
  readonly supersededAt: string | null
}

/** Versions, newest first. A version may lie in two rows: as it was written, and the part that a later change left of it. */
export function readVersions(rows: readonly Slice[]): readonly Told[] {
  const newest = Math.max(0, ...rows.map(({ version }) => version))
  return [...Map.groupBy(rows, ({ version }) => version)]
    .toSorted(([left], [right]) => right - left)
    .flatMap(([version, parts]) => {
      const inTime = parts.toSorted((left, right) => left.knownFrom.localeCompare(right.knownFrom))
      const written = inTime[0]
      if (written === undefined) return []
      const left = inTime.find(({ knownTo }) => knownTo === null)
      const span = left ?? written
      const fate = version === newest ? (written.voided ? 'voided' : 'current') : left === undefined ? 'corrected' : 'replaced'
      return [{ version, row: written, fate, from: span.validFrom, to: span.validTo, supersededAt: written.knownTo }]
    })
}

/** Fields in which two versions differ, in the kind's order. Not known and absent are the same. */
export function differing(fields: readonly Field[], before: Values, after: Values): readonly Field[] {
  return fields.filter(({ key }) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null))
}

/** The last day of a span whose end is exclusive. */
export function lastDay(end: string): string {
  const day = new Date(`${end}T00:00:00Z`)
  return new Date(day.getTime() - 86_400_000).toISOString().slice(0, 10)
}
