import type { MeasureRow, RowFacts } from '@yinqiao/kernel'
import type { Source, SourceColumn } from '@yinqiao/kernel/contract'
import { tellValue } from './tell-tree.ts'

const told = (value: RowFacts['facts'][string], column: SourceColumn | undefined): string | null =>
  value === null ? null : typeof value === 'object' ? value.map((one) => tellValue(one, column)).join('、') : tellValue(value, column)

/** A row for people: what it is, whether it counts, the facts it was judged by, and which are missing. A masked one is a place and a verdict. */
export function tellRow(row: MeasureRow, described: RowFacts | undefined, source: Source, masked: boolean) {
  const facts = Object.entries(described?.facts ?? {}).filter(([name]) => !masked || source.columns[name]?.person !== true)
  return {
    side: row.side,
    id: masked ? `…${row.id.slice(-4)}` : row.id,
    version: row.version,
    label: masked ? '（不显示）' : (described?.label ?? null),
    source: source.title.zh,
    opens: masked || source.opens === null ? null : source.opens.replace('{id}', row.id),
    town: row.town,
    unit: row.unit,
    amount: row.amount,
    standing: row.ok === null ? ('undecided' as const) : row.counted ? ('counted' as const) : ('repeat' as const),
    missing: row.ok === null ? facts.filter(([, value]) => value === null).map(([name]) => source.columns[name]?.title.zh ?? name) : [],
    facts: facts.map(([name, value]) => ({
      title: { ...(source.columns[name]?.title ?? { zh: name, en: name }) },
      value: told(value, source.columns[name]),
    })),
  }
}
