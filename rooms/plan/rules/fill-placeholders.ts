import type { ReportFigure } from './report-model.ts'
import { printFigure } from './print-figure.ts'

/** A stretch of a unit's words after filling. */
export type FilledPart =
  | { readonly kind: 'words'; readonly text: string }
  /** From the manifest: the value as printed and the code that opens its rows. */
  | { readonly kind: 'figure'; readonly text: string; readonly code: string; readonly rowsCode: string | null }
  /** Typed by hand and backed by no placeholder: to be looked at before anyone signs. */
  | { readonly kind: 'typed'; readonly text: string }
  /** A placeholder whose code is not in the manifest. */
  | { readonly kind: 'unknown'; readonly text: string; readonly code: string }

export interface Filled {
  readonly parts: readonly FilledPart[]
  readonly typed: readonly { readonly text: string; readonly at: number }[]
  readonly unknown: readonly { readonly code: string; readonly at: number }[]
}

const digit = '[0-9０-９]'
const year = `(?:19|20|１９|２０)${digit}{2}`
// what carries digits and is no figure; the first that fits at a place wins, so the longer forms come first. Narrow on
// purpose: a figure taken for a code would be signed unseen, a code taken for a figure is only looked at once more.
const notFigures = [
  // numbers of papers: 相政办〔2025〕10号, (2025)第3号
  `[〔［\\[（(]${digit}{4}[〕］\\]）)]\\s*第?\\s*${digit}+(?:[-－—至、]${digit}+)*\\s*号`,
  // days, months, years, spans of years
  `${year}\\s*年\\s*${digit}{1,2}\\s*月(?:\\s*${digit}{1,2}\\s*日)?`,
  `(?<!${digit})${year}[-/.]${digit}{1,2}[-/.]${digit}{1,2}(?!${digit})`,
  `(?<!${digit})${year}\\s*年?\\s*[-－—–~～至]\\s*${year}(?!${digit})\\s*年?`,
  `(?<!${digit})${year}\\s*年(?:度)?(?:第?[一二三四1-4]季度|[上下]半年)?`,
  `(?<!${digit})${digit}{1,2}\\s*月\\s*${digit}{1,2}\\s*日`,
  `(?<!${digit})(?:0?[1-9]|1[0-2])\\s*月(?:份|底|末|初)?`,
  `(?<!${digit})[1-4]季度`,
  // times of day, only after a day or a part of it
  `(?<=[日午晚早晨于]\\s?)[0-2]?${digit}[:：][0-5]${digit}(?!${digit})`,
  // standards (GB/T 1234.5-2020), rows codes (R-2b7f), forms and appendices (A4, F10), rows of the plan (2.2b, 5.1.3)
  `(?<![A-Za-z])(?:GB|MZ|DB|WS|YY|JGJ|SB|LD|HJ|RB|ISO|IEC|T/[A-Z]+)(?:/[TZ])?\\s*${digit}+(?:[./]${digit}+)*(?:[-—]${digit}{4})?`,
  `(?<![A-Za-z])[A-Z]-[0-9A-Za-z]+`,
  `(?<![A-Za-z])[A-Z]${digit}{1,2}(?![0-9.%％‰])`,
  `(?<![0-9.])${digit}\\.${digit}{1,2}[a-f](?![A-Za-z])`,
  `(?<![0-9.])${digit}+(?:\\.${digit}+){2,}[a-f]?(?![0-9])`,
  // generations and kinds: 5G, 3D, 4K
  `(?<![0-9.])(?:[2-6]G|[23]D|[248]K)(?![A-Za-z])`,
  // ordinals and numbers of houses
  `第\\s*${digit}+(?:\\.${digit}+)*\\s*[章节条款项期批次届版号页行位类]`,
  `${digit}+\\s*号(?:楼|线|文|令|馆|院|库|地块|厂房|门)?`,
  // numbers of lists at the head of a line: 1. （2） 3、
  `(?<=^|\\n)\\s*(?:${digit}{1,2}[.．、](?!${digit})|[（(]${digit}{1,2}[）)])`,
  // telephones and identity codes
  `(?<!${digit})0${digit}{2,3}[-－]${digit}{7,8}(?!${digit})`,
  `(?<!${digit})1[3-9]${digit}{9}(?!${digit}|\\s*(?:元|万|亿))`,
  `(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{17}[0-9A-Z](?![0-9A-Z]|\\s*(?:元|万|亿))`,
].join('|')
const measureWord = '人次|万元|亿元|平方米|万人|家|户|张|所|处|名|套|床|台|倍|亩|元|个|项|人|次|件|天|小时|分钟|辆|吨|公里'
const figure = `(?:(?<!${digit})[+＋\\-－−])?(?:${digit}{1,3}(?:[,，]${digit}{3})+(?!${digit})|${digit}+)(?:[.．]${digit}+)?(?:\\s*(?:%|％|‰|个百分点|百分点|[十百千万亿]*[余多]?(?:${measureWord})|[十百千万亿]+))?`
// 十二家, 二十余个, 两家, 百分之五, 三成: only before a measure word, for 十四五 and 一批 are no figures
const inWords = [
  '百分之[零〇一二三四五六七八九十百点]+',
  `[零一二两三四五六七八九]*[十百千万亿][零一二三四五六七八九十百千万亿]*[余多几]?(?:${measureWord})(?!万户)`,
  '[二两三四五六七八九](?:家|户|人次|万元|亿元|倍|成(?![立为员果熟功效长]))',
].join('|')
const token = new RegExp(`\\{\\{\\s*([^{}]{1,40}?)\\s*\\}\\}|(${notFigures})|(${figure}|${inWords})`, 'g')

/**
 * Fills {{code}} from the frozen figures and finds what was typed instead: digits that are not part of a date, a time, the
 * number of a paper or a code, and counts written in Chinese numerals before a measure word.
 */
export function fillPlaceholders(text: string, figures: ReadonlyMap<string, ReportFigure>): Filled {
  const parts: FilledPart[] = []
  const typed: { text: string; at: number }[] = []
  const unknown: { code: string; at: number }[] = []
  const words = (plain: string) => {
    const last = parts.at(-1)
    if (plain === '') return
    if (last?.kind === 'words') parts[parts.length - 1] = { kind: 'words', text: last.text + plain }
    else parts.push({ kind: 'words', text: plain })
  }
  let done = 0
  for (const found of text.matchAll(token)) {
    words(text.slice(done, found.index))
    done = found.index + found[0].length
    const [all, code, , number] = found
    if (code !== undefined) {
      const known = figures.get(code)
      if (known === undefined) {
        parts.push({ kind: 'unknown', text: all, code })
        unknown.push({ code, at: found.index })
      } else parts.push({ kind: 'figure', text: printFigure(known), code, rowsCode: known.rowsCode })
    } else if (number === undefined) words(all)
    else {
      parts.push({ kind: 'typed', text: all })
      typed.push({ text: all, at: found.index })
    }
  }
  words(text.slice(done))
  return { parts, typed, unknown }
}
