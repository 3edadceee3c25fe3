import type { Finding, FlagRow } from './finding.ts'

/** A record with the fingerprint of a file accepted for it. */
export interface Papered extends FlagRow {
  readonly sm3: string
}

/** One file accepted for several records. */
export function checkPhoto(papers: readonly Papered[]): readonly Finding[] {
  const findings: Finding[] = []
  for (const [sm3, all] of Map.groupBy(papers, (paper) => paper.sm3)) {
    const rows = [...new Map(all.map(({ kind, id, title }) => [id, { kind, id, title }])).values()]
    if (rows.length < 2) continue
    findings.push({
      check: 'photo',
      about: sm3.slice(0, 16),
      said: { zh: `同一份文件用作${rows.length}条记录的佐证`, en: `one file is evidence of ${rows.length} records` },
      rows,
    })
  }
  return findings
}
