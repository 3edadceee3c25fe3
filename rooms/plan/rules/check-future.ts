import type { Finding, FlagRow } from './finding.ts'

/** A record with the day it speaks of. */
export interface Dated extends FlagRow {
  readonly day: string
}

/** Records that speak of a day after today, register by register. */
export function checkFuture(dated: readonly Dated[], today: string): readonly Finding[] {
  const ahead = dated.filter(({ day }) => day > today)
  return [...Map.groupBy(ahead, ({ kind }) => kind)].map(([kind, rows]) => ({
    check: 'future',
    about: kind,
    said: { zh: `${rows.length}条记录的日期在将来`, en: `${rows.length} records are dated in the future` },
    rows: rows.map(({ id, title, day }) => ({ kind, id, title: `${title}（${day}）` })),
  }))
}
