/** Columns a sign takes on a terminal: Chinese signs and full-width marks take two. */
function width(text: string): number {
  let columns = 0
  for (const sign of text) columns += /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]/u.test(sign) ? 2 : 1
  return columns
}

const pad = (text: string, columns: number) => text + ' '.repeat(Math.max(0, columns - width(text)))

function cell(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (Array.isArray(value)) return value.every((part) => typeof part !== 'object') ? value.join('、') : `${value.length} 项`
  return (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\n', ' ')
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function table(rows: readonly Record<string, unknown>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))]
  const widths = names.map((_, at) => lines.reduce((most, line) => Math.max(most, Math.min(60, width(line[at] ?? ''))), 0))
  return lines.map((line) =>
    line
      .map((text, at) => (at === line.length - 1 ? text : pad(text, widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** Lines for people: facts as `name  value`, lists of records as tables. */
export function readable(value: unknown): string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['（无）'] : value.every(isRecord) ? table(value) : value.map(cell)
  if (!isRecord(value)) return [cell(value)]
  const entries = Object.entries(value)
  const isTable = ([, held]: [string, unknown]) => Array.isArray(held) && held.length > 0 && held.every(isRecord)
  const facts = entries.filter((entry) => !isTable(entry))
  const widest = Math.max(0, ...facts.map(([name]) => width(name)))
  return [
    ...facts.map(([name, held]) => `${pad(name, widest)}  ${cell(held)}`.trimEnd()),
    ...entries.filter(isTable).flatMap(([name, held]) => ['', name, ...readable(held)]),
  ]
}
