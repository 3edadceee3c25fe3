import type { Finding, FlagRow } from './finding.ts'

/** A record with a credit code. */
export interface Coded extends FlagRow {
  readonly uscc: string
}

const endings = /(项目|[一二三四五六七八九十]+期|分公司|分厂|工厂|基地|总部)+$/u

/** A firm's name without marks and what a project adds to it. */
export function foldFirm(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s()（）·.,，、“”"'-]/gu, '')
    .replace(endings, '')
}

/** One code under two names in one register. */
export function checkDoubles(records: readonly Coded[]): readonly Finding[] {
  const findings: Finding[] = []
  for (const [, all] of Map.groupBy(records, ({ kind, uscc }) => `${kind}|${uscc}`)) {
    const names = [...new Set(all.map(({ title }) => foldFirm(title)))]
    const apart = names.filter((name) => names.some((other) => !other.includes(name) && !name.includes(other)))
    const [first] = all
    if (apart.length < 2 || first === undefined) continue
    const rows = all.filter(({ title }) => apart.includes(foldFirm(title)))
    findings.push({
      check: 'doubles',
      about: first.uscc,
      said: { zh: `代码${first.uscc}下有${apart.length}个名称`, en: `code ${first.uscc} bears ${apart.length} names` },
      rows: rows.map(({ kind, id, title }) => ({ kind, id, title })),
    })
  }
  return findings
}
