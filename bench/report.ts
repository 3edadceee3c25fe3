import type { Spread } from './measure.ts'

export interface BenchOptions {
  readonly runs: number
  readonly scale: number
}

/** What a benchmark found, beside its peer in the same run. */
export interface BenchReport {
  readonly name: string
  readonly about: string
  readonly aim: string
  /** Ours over the peer's; what is better stands in `aim`. */
  readonly ratio: Spread
  readonly rows: readonly Readonly<Record<string, string | number>>[]
}

/** A report as Markdown. */
export function asMarkdown({ name, about, aim, ratio, rows }: BenchReport): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [
    `### ${name}`,
    '',
    `${about}.`,
    '',
    `Aim: ${aim}. Ratio min / median / max: **${ratio.min} / ${ratio.median} / ${ratio.max}**.`,
    '',
    `| ${names.join(' | ')} |`,
    `|${names.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${names.map((key) => row[key] ?? '').join(' | ')} |`),
  ].join('\n')
}
