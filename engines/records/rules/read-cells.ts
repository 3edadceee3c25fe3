import type { Field, Values } from '../contract/field.ts'
import type { RecordKind } from '../contract/record-kind.ts'

/** A cell as a reader of tables gives it; `merged` when it shows the value of a merged area it is not the first of. */
export interface Cell {
  readonly text: string
  readonly value: string | number | boolean | null
  readonly merged?: boolean
}

/** What is said of one cell, beside its heading. */
export interface CellMessage {
  readonly heading: string
  readonly zh: string
  readonly en: string
}

/** Where a table keeps a field, and in which unit it writes amounts (fen to one of it). */
interface Place {
  readonly field: Field
  readonly at: number
  readonly heading: string
  readonly fen: bigint | null
}

/** Where each field of a kind stands in a table. */
export interface Layout {
  readonly places: readonly Place[]
  readonly division: number | null
  readonly missing: readonly string[]
  readonly ignored: readonly string[]
}

/** By field, what a text in a cell names: the id of the one thing of that name, null where several bear it. */
export type Named = ReadonlyMap<string, ReadonlyMap<string, string | null>>

const bare = (heading: string) => heading.normalize('NFKC').replaceAll(/\s+/g, '')
const unitOf = (heading: string) => /[(（]([^)）]+)[)）]$/.exec(bare(heading))?.[1] ?? null
const withoutUnit = (heading: string) => bare(heading).replace(/[(（][^)）]*[)）]$/, '')
const fenOf: Readonly<Record<string, bigint>> = { 元: 100n, 万元: 1_000_000n, 亿元: 10_000_000_000n, 分: 1n, 人民币元: 100n }
const divisionHeadings = ['属地', '属地代码', '区划代码', '镇(街道)代码']

/** Finds the fields of a kind by heading: its title, its key or another name it goes by; an amount must say its unit in brackets. */
export function layOut(kind: RecordKind, headings: readonly string[]): Layout {
  const places: Place[] = []
  for (const field of kind.fields) {
    const names = [field.title.zh, field.title.en, field.key, ...(field.called ?? [])].map(bare)
    const at = headings.findIndex((heading) => names.includes(bare(heading)) || names.includes(withoutUnit(heading)))
    const heading = headings[at]
    if (heading !== undefined)
      places.push({ field, at, heading, fen: field.type === 'money' ? (fenOf[unitOf(heading) ?? ''] ?? null) : null })
  }
  const division = headings.findIndex((heading) => divisionHeadings.includes(bare(heading)))
  return {
    places,
    division: division < 0 ? null : division,
    missing: kind.fields
      .filter((field) => field.required === true && !places.some((place) => place.field === field))
      .map(({ title }) => title.zh),
    ignored: headings.filter((heading, at) => heading.trim() !== '' && at !== division && !places.some((place) => place.at === at)),
  }
}

type Read = { readonly value: Values[string] } | { readonly zh: string; readonly en: string } | null

/** One row as values, with what cannot be read said cell by cell. Empty cells are unknown, never zero. */
export function readRow(
  layout: Layout,
  cells: readonly (Cell | undefined)[],
  named: Named = new Map(),
): { readonly values: Values; readonly divisionCode: string | null; readonly messages: readonly CellMessage[] } {
  const values: Record<string, Values[string]> = {}
  const messages: CellMessage[] = []
  for (const { field, at, heading, fen } of layout.places) {
    const cell = cells[at]
    if (cell?.merged === true) {
      messages.push({ heading, zh: '合并单元格：请拆分后逐行填写', en: 'merged cells: split them and fill each row' })
      continue
    }
    const read = cell === undefined || cell.text.trim() === '' ? null : readCell(field, cell, fen, named.get(field.key))
    if (read === null) continue
    if ('value' in read) values[field.key] = read.value
    else messages.push({ heading, ...read })
  }
  const division = layout.division === null ? null : (cells[layout.division]?.text.trim() ?? '')
  const divisionCode = division === null || division === '' ? null : division
  if (divisionCode !== null && !/^\d{6}(\d{3}(\d{3})?)?$/.test(divisionCode))
    messages.push({ heading: '属地', zh: '应为6、9或12位区划代码', en: 'a division code of 6, 9 or 12 digits' })
  return { values, divisionCode: divisionCode !== null && /^\d+$/.test(divisionCode) ? divisionCode : null, messages }
}

function readCell(field: Field, cell: Cell, fen: bigint | null, named: ReadonlyMap<string, string | null> = new Map()): Read {
  const text = cell.text.normalize('NFKC').trim()
  switch (field.type) {
    case 'text':
    case 'long-text':
      return { value: cell.text.trim() }
    case 'integer':
    case 'number':
      return readNumber(text, field.type === 'integer')
    case 'money':
      return readMoney(text, fen)
    case 'day':
      return readDay(cell, text)
    case 'boolean':
      return /^(是|有|√|y|yes|true|1)$/i.test(text)
        ? { value: true }
        : /^(否|无|×|x|n|no|false|0)$/i.test(text)
          ? { value: false }
          : { zh: '应填是或否', en: 'yes or no' }
    case 'code':
      return readCode(field, text)
    case 'codes': {
      const codes = text.split(/[、,;；，/]/).map((one) => readCode(field, one.trim()))
      const wrong = codes.find((one) => one !== null && !('value' in one))
      return wrong ?? { value: codes.flatMap((one) => (one !== null && 'value' in one ? [String(one.value)] : [])) }
    }
    case 'ref':
    case 'record':
      return readName(text, named.get(text))
  }
}

function readName(text: string, id: string | null | undefined): Read {
  if (/^[0-9a-f-]{36}$/.test(text)) return { value: text }
  if (id === null) return { zh: `有几个“${text}”，请改填其代码或系统编号`, en: `several are called "${text}": give the code or the id` }
  return id === undefined ? { zh: `登记册中没有“${text}”，请先登记，或核对名称`, en: `"${text}" is not registered` } : { value: id }
}

function readNumber(text: string, whole: boolean): Read {
  const number = plainNumber(text)
  if (number === null) return { zh: `“${text}”不是数字`, en: `"${text}" is not a number` }
  return whole && !Number.isInteger(number) ? { zh: '应为整数', en: 'a whole number' } : { value: number }
}

/** Digits with groups of three (1,234.5) and a decimal point; a decimal comma (12,5) is refused, for nobody can tell it from a group. */
function plainNumber(text: string): number | null {
  return /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : null
}

function readMoney(text: string, fen: bigint | null): Read {
  const own = /^(.*?)(亿元|万元|元|分)$/.exec(text)
  if (own !== null && fen !== null && fenOf[own[2] ?? ''] !== fen)
    return { zh: `单元格写的是“${own[2]}”，与列标题的单位不同`, en: `the cell says ${own[2]}, the heading another unit` }
  const unit = own === null ? fen : (fenOf[own[2] ?? ''] ?? null)
  if (unit === null) return { zh: '列标题须写明单位，例如 金额（万元）', en: 'the heading must tell the unit, such as 金额（万元）' }
  const digits = (own?.[1] ?? text).trim()
  if (plainNumber(digits) === null) return { zh: `“${text}”不是金额`, en: `"${text}" is not an amount` }
  const [whole = '0', fraction = ''] = digits.replaceAll(',', '').split('.')
  const scaled = BigInt(whole + fraction) * unit
  const divisor = 10n ** BigInt(fraction.length)
  return scaled % divisor === 0n ? { value: Number(scaled / divisor) } : { zh: '金额细于一分', en: 'finer than one fen' }
}

function readDay({ value }: Cell, text: string): Read {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typeof value === 'string' ? value.normalize('NFKC').trim() : text)
  if (parts === null) return { zh: `“${text}”不是日期（年-月-日）`, en: `"${text}" is not a day (year-month-day)` }
  try {
    const [year, month, day] = parts.slice(1).map(Number)
    return { value: Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, { overflow: 'reject' }).toString() }
  } catch {
    return { zh: `没有“${text}”这一天`, en: `there is no day "${text}"` }
  }
}

function readCode(field: Field, text: string): Read {
  const found = (field.codes ?? []).find(
    ({ code, title }) => code === text || bare(title.zh) === bare(text) || title.en.toLowerCase() === text.toLowerCase(),
  )
  return found === undefined
    ? { zh: `“${text}”不在：${(field.codes ?? []).map(({ title }) => title.zh).join('、')}`, en: `"${text}" is none of the codes` }
    : { value: found.code }
}
