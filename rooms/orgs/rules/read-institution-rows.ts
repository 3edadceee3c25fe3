import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { CsvError, parse } from 'csv-parse/sync'
import type { ImportProblem, InstitutionKind } from '../contract/institution.ts'
import { ColumnsMissing, FileEmpty, FileNotCsv } from '../contract/refusals.ts'
import { institutionKind } from './institution-kind.ts'
import { plainName } from './name-core.ts'

/** One usable row; null = the list does not say. `row` counts from 1 with the heading as row 1. */
export interface InstitutionRow {
  readonly row: number
  /** Name and district in one writing: the same institution in the next edition of the list. */
  readonly identity: string
  readonly name: string
  readonly category: string
  readonly kind: InstitutionKind
  readonly district: string
  readonly address: string | null
  readonly beds: number | null
  readonly tags: readonly string[]
  readonly sourceList: string
  readonly sourceUrl: string | null
}

export interface ReadRows {
  readonly total: number
  readonly rows: readonly InstitutionRow[]
  readonly problems: readonly ImportProblem[]
}

/** Columns that must be there; the others may be absent. */
const needed = ['name', 'category', 'district', 'source_list'] as const
const greatestBeds = 20000
const longest: Readonly<Record<string, number>> = {
  name: 120,
  category: 40,
  district: 40,
  address: 200,
  tags: 400,
  source_list: 200,
  source_url: 500,
}

/** The key by which an institution is known again in another edition of a list. */
export function institutionIdentity(name: string, district: string): string {
  return `${plainName(district)}|${plainName(name)}`
}

/** Reads a list of institutions. Rows with a problem are left out, each problem named with row and column; the file is refused only when it is no such list. */
export function readInstitutionRows(text: string): ReadRows | Refusal {
  let records: string[][]
  try {
    records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false, trim: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse(FileNotCsv, { problem: `引号不成对或格式损坏（${error.code}）`, problemEn: error.code }, 'content')
  }
  const heading = (records[0] ?? []).map((cell) => cell.normalize('NFKC').trim().toLowerCase())
  const missing = needed.filter((column) => !heading.includes(column))
  if (missing.length > 0) return refuse(ColumnsMissing, { columns: missing.join('、') }, 'content')
  const bodyRows = records
    .slice(1)
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (bodyRows.length === 0) return refuse(FileEmpty, {}, 'content')
  const problems: ImportProblem[] = []
  const rows: InstitutionRow[] = []
  const seen = new Map<string, number>()
  for (const { cells, row } of bodyRows) {
    const found: ImportProblem[] = []
    const read = readRow(heading, cells, row, found)
    const before = seen.get(read.identity)
    if (found.length === 0 && before !== undefined)
      found.push(problem(row, 'name', read.name, 'repeated', `与第 ${before} 行为同一机构`, `the same institution as row ${before}`))
    if (found.length === 0) {
      seen.set(read.identity, row)
      rows.push(read)
    }
    problems.push(...found)
  }
  return { total: bodyRows.length, rows, problems }
}

function problem(row: number, column: string, value: string, code: string, zh: string, en: string): ImportProblem {
  return { row, column, value: value.slice(0, 80), code, zh: `第 ${row} 行“${column}”：${zh}`, en: `Row ${row}, "${column}": ${en}` }
}

function readRow(heading: readonly string[], cells: readonly string[], row: number, found: ImportProblem[]): InstitutionRow {
  const cell = (column: string): string => {
    const value = (cells[heading.indexOf(column)] ?? '').replace(/\s+/gu, ' ').trim()
    const limit = longest[column]
    if (limit !== undefined && value.length > limit)
      found.push(problem(row, column, value, 'too-long', `超过 ${limit} 字`, `longer than ${limit} characters`))
    return value
  }
  if (cells.length !== heading.length) {
    found.push(
      problem(
        row,
        '*',
        String(cells.length),
        'cells',
        `有 ${cells.length} 列，应为 ${heading.length} 列`,
        `${cells.length} cells instead of ${heading.length}`,
      ),
    )
  }
  for (const column of needed) {
    if (cell(column) === '') found.push(problem(row, column, '', 'empty', '不能为空', 'must not be empty'))
  }
  const name = cell('name')
  const category = cell('category')
  const district = cell('district')
  return {
    row,
    identity: institutionIdentity(name, district),
    name,
    category,
    kind: institutionKind(category),
    district,
    address: cell('address') || null,
    beds: readBeds(cell('beds'), row, found),
    tags: cell('tags')
      .split(/[;；]/u)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    sourceList: cell('source_list'),
    sourceUrl: cell('source_url') || null,
  }
}

/** Beds as a whole number; an empty cell means that the list does not say, never 0. */
function readBeds(text: string, row: number, found: ImportProblem[]): number | null {
  if (text === '') return null
  const plain = text
    .normalize('NFKC')
    .replace(/[,\s]/gu, '')
    .replace(/[张床]$/u, '')
  const beds = /^\d+$/u.test(plain) ? Number(plain) : Number.NaN
  if (beds >= 0 && beds <= greatestBeds) return beds
  found.push(
    problem(
      row,
      'beds',
      text,
      'not-a-count',
      `应为 0 至 ${greatestBeds} 的整数，或留空表示未知`,
      `must be a whole number from 0 to ${greatestBeds}, or empty for unknown`,
    ),
  )
  return null
}
