import { multiplier } from './chinese-number.ts'
import { type Cell, columnOf, type Table } from './find-tables.ts'
import type { Comparison, QuantityRole } from '../contract/structure.ts'

/** A figure in a table of indicators; positions in the normal text. */
export interface Indicator {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly valueTo?: number
  readonly unit: string
  readonly comparison: Comparison
  readonly year: number | null
  readonly role: QuantityRole
  readonly subject: { readonly from: number; readonly to: number }
}

const figure =
  /^(>=|≥|>|<=|≤|<|不低于|不少于|达到|超过|控制在|约)?(\d+(?:\.\d+)?)(?:[-~](\d+(?:\.\d+)?))?([十百千万亿]*)([^\d,。;]{0,8}?)(以上|及以上|以内|以下|左右)?$/
const signs: Readonly<Record<string, Comparison>> = {
  '>=': '>=',
  '≥': '>=',
  不低于: '>=',
  不少于: '>=',
  达到: '>=',
  以上: '>=',
  及以上: '>=',
  '>': '>',
  超过: '>',
  '<=': '<=',
  '≤': '<=',
  控制在: '<=',
  以内: '<=',
  以下: '<=',
  '<': '<',
  约: '~',
  左右: '~',
}

/** 万个 is 10000 times 个. */
function unitOf(words: string): { factor: number; unit: string } {
  let factor = 1
  let at = 0
  for (let m = multiplier(words.charAt(at)); m !== undefined && !/^千[瓦米克]/.test(words.slice(at)); m = multiplier(words.charAt(at))) {
    factor *= m
    at++
  }
  return { factor, unit: words.slice(at) }
}

function readFigure(cell: Cell, unitWords: string, name: Cell): Omit<Indicator, 'year' | 'role'> | undefined {
  const found = figure.exec(cell.words)
  if (found === null) return undefined
  const shared = unitOf(unitWords)
  const own = unitOf(`${found[4] ?? ''}${found[5] ?? ''}`)
  const factor = own.factor > 1 || own.unit !== '' ? own.factor : shared.factor
  const times = (digits: string) => Math.round(Number(digits) * factor * 1e6) / 1e6
  const bracket = name.words.search(/\([^()]*\)$/)
  return {
    from: cell.from,
    to: cell.to,
    value: times(found[2] ?? '0'),
    ...(found[3] === undefined ? {} : { valueTo: times(found[3]) }),
    unit: own.unit === '' ? shared.unit : own.unit,
    comparison: found[3] === undefined ? (signs[found[1] ?? ''] ?? signs[found[6] ?? ''] ?? '=') : 'range',
    subject: { from: name.from, to: bracket > 0 ? name.from + bracket : name.to },
  }
}

/**
 * Figures of tables with one indicator a row and years (or 目标值) over the columns. Years before `since`, and columns
 * that say what is (现状, 基期, 实际), promise nothing.
 */
export function readIndicators(tables: readonly Table[], since: number | undefined): Indicator[] {
  const out: Indicator[] = []
  for (const table of tables) {
    const names = columnOf(table, /指标|名称|项目|内容/)
    const units = columnOf(table, /^(?:计量)?单位$/)
    const columns = table.head.flatMap((cell, place) => {
      const year = /(20\d{2})年?/.exec(cell.words)
      const target = /目标|指标值|计划/.test(cell.words) && place !== names
      if (place === names || (year === null && !target) || /责任|单位|时限/.test(cell.words)) return []
      return [{ place, year: year === null ? null : Number(year[1]), past: /现状|基期|实际|基数|完成情况/.test(cell.words) }]
    })
    if (names < 0 || columns.length === 0) continue
    const years = columns.flatMap((column) => (column.year === null ? [] : [column.year]))
    // with no year in the title the earliest of several columns is where one starts from
    const start = since ?? (new Set(years).size > 1 ? Math.min(...years) + 1 : 0)
    for (const row of table.rows) {
      const name = row.cells[names]
      if (name === undefined || name.words === '') continue
      const unit = units < 0 ? (/\(([^()]{1,8})\)$/.exec(name.words)?.[1] ?? '') : (row.cells[units]?.words ?? '')
      for (const column of columns) {
        const cell = row.cells[column.place]
        const read = cell === undefined ? undefined : readFigure(cell, unit, name)
        if (read === undefined) continue
        const past = column.past || (column.year !== null && column.year < start)
        out.push({ ...read, year: column.year, role: past ? 'other' : 'target' })
      }
    }
  }
  return out
}
