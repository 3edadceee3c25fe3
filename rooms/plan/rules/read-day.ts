import { chineseNumber } from './chinese-number.ts'

const part = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const dayForm = new RegExp(`(\\d{4}|[一二三四五六七八九〇零]{4})年${part}月${part}日`)

function numberOf(signs: string | undefined): number {
  if (signs === undefined) return Number.NaN
  return /^\d/.test(signs) ? Number(signs) : (chineseNumber(signs) ?? Number.NaN)
}

/** The first day in folded words (2025年2月12日, 二〇二五年二月十二日) as ISO 8601, if it exists in the calendar. */
export function readDay(words: string): string | undefined {
  const found = dayForm.exec(words)
  if (found === null) return undefined
  const [year, month, day] = [numberOf(found[1]), numberOf(found[2]), numberOf(found[3])]
  const length = [31, (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (length === undefined || !(day >= 1 && day <= length)) return undefined
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
