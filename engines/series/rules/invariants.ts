/** What must never be so: each statement answers with the rows that break it, hence with none. Run as one who sees all. */
export const seriesInvariants: Readonly<Record<string, string>> = {
  'an entry belongs to a series': `select e.series_id, count(*) from series.entry e
    where not exists (select from series.series s where s.id = e.series_id) group by e.series_id limit 20`,
  'an entry has as many values as quantities': `select series_id, at from series.entry where cardinality(metrics) <> cardinality("values")
    or cardinality(metrics) <> cardinality(trusts) limit 20`,
  'a day that left the database has both its files': `select day from series.archive where kept_at is not null and ended_at is null
    group by day having count(*) <> 2 or count(distinct part) <> 2`,
  'what was forgotten is gone from the database': `select s.id from series.series s where s.cleared_at is not null
    and exists (select from series.entry e where e.series_id = s.id and e.received_at < s.cleared_at)`,
  'what is forgotten is closed': `select id from series.series where forgotten_at is not null and closed_at is null`,
}
