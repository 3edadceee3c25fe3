import { afterChinese, after, before, countUnits, moneyUnits, timeUnits } from '../data/measure-words.ts'
import type { Comparison } from '../contract/structure.ts'
import { chineseNumber, multiplier } from './chinese-number.ts'

/** A number with its unit in the normal text; from and to hold the comparing words. */
export interface FoundNumber {
  from: number
  to: number
  /** Where the number itself begins and where it and its unit end. */
  readonly numberFrom: number
  readonly unitTo: number
  value: number
  valueTo?: number
  unit: string
  comparison: Comparison
  readonly chinese: boolean
}

const units = [...timeUnits, ...moneyUnits, ...countUnits].sort((a, b) => b.length - a.length)
const numeral = /[一二两三四五六七八九十百千万亿〇零]/

/** Words around numbers that make a fixed phrase of them. */
const phrase =
  /^(?:零|一(?:体|定|流|批|些|样|致|站|般|系列|方面|手|把手|张网|件事|类事|网|键|对一|线|带|度|级|支撑|心|起|直|切|律|次性|条龙|码|卡|人公司|人一|园|核|老一小|小|刻钟)|[一二三四五六七八九](?:台|门|里|家|道|河|桥)(?:山|河|湖|路|村|镇|港|巷|桥|塘|浜|沟|堡|屯|庄)|三次产业|一二三产|[百千万]人(?:口|均)|百万人口|两(?:业|型|化|新|岸|会|办|端)|三(?:农|孩|产|甲|中全会|生|态|位一体|方)|四(?:个全面|个意识|个自信|位一体|好|新|级)|五(?:位一体|中全会|年规划)|十(?:四五|五五|三五|分)|百(?:姓|强|业|科|分)|千(?:方百计|家万户|兆|瓦|克)|万(?:物|众|科|家灯火|象)|七位一体|九大|八项规定|二十大|十九大|两个(?:确立|维护|结合|毫不动摇))/

interface Plain {
  readonly value: number
  readonly to: number
  readonly chinese: boolean
}

function arabic(norm: string, at: number, original: (i: number) => string): Plain | undefined {
  const found = /^\d+(?:\.\d+)?/.exec(norm.slice(at, at + 24))
  if (found === null) return undefined
  let digits = found[0]
  let to = at + digits.length
  // 1,000 with a half-width comma is one number; a full-width one separates
  while (
    !digits.includes('.') &&
    digits.length <= 12 &&
    /^,\d{3}(?!\d)/.test(norm.slice(to, to + 5)) &&
    original(to) === ',' &&
    /^\d{1,3}(?:\d{3})*$/.test(digits)
  ) {
    digits += norm.slice(to + 1, to + 4)
    to += 4
  }
  let value = Number(digits)
  let factor = 1
  for (
    let m = multiplier(norm.charAt(to));
    m !== undefined && (norm.charAt(to) !== '十' || factor > 1) && !/^千[瓦米克卡伏帕]/.test(norm.slice(to, to + 2));
    m = multiplier(norm.charAt(to))
  ) {
    factor *= m
    to++
  }
  value = Math.round(value * factor * 1e6) / 1e6
  return { value, to, chinese: false }
}

function chinese(norm: string, at: number): Plain | undefined {
  let to = at
  while (numeral.test(norm.charAt(to))) to++
  const value = chineseNumber(norm.slice(at, to))
  return value === undefined ? undefined : { value, to, chinese: true }
}

function unitAt(norm: string, at: number): string {
  if (/^[A-Za-z]/.test(norm.charAt(at)))
    return (
      units.find((unit) => /^[A-Za-z]/.test(unit) && norm.startsWith(unit, at) && !/[A-Za-z]/.test(norm.charAt(at + unit.length))) ?? ''
    )
  return units.find((unit) => norm.startsWith(unit, at)) ?? ''
}

/** Whether a number at this place is a date, an ordinal, a label, a pattern like 3+3+4 or part of a name. */
function isNoQuantity(norm: string, at: number, plain: Plain): boolean {
  const prev = norm.charAt(at - 1)
  const next = norm.charAt(plain.to)
  const rest = norm.slice(plain.to, plain.to + 4)
  // OPC100家以上 counts, AI2.0 and C2M do not
  if (/[A-Za-z]/.test(prev) && !(!plain.chinese && plain.value >= 10 && /^[家个名人场项户件台套款所处座]/.test(next))) return true
  if (/[第+\]号届条款_#.]/.test(prev) || next === '+' || next === '号') return true
  if (/每$/.test(prev) && plain.chinese && plain.value >= 100) return true
  // 床位总量（万张）: a unit, no number
  if (
    plain.chinese &&
    prev === '(' &&
    /^[\u4e00-\u9fff]{1,4}\)/.test(norm.slice(plain.to, plain.to + 6)) &&
    /^[百千万亿]+$/.test(norm.slice(at, plain.to))
  )
    return true
  // 一期工程, 二期项目: which one, not how many
  if (plain.chinese && /^期(?:工程|项目|开发|建设|规划|用地|投资)/.test(rest)) return true
  // 千名老人床位42张: what the figure is counted by
  if (
    plain.chinese &&
    /[,。;、:\n每]/.test(prev || '\n') &&
    /^[百千万](?:名|人|户)(?:老人|老年人|常住人口|居民|人口|儿童)/.test(norm.slice(at, at + 6))
  )
    return true
  // a cell 万个 before its figure is a unit
  if (plain.chinese && /^[百千万亿]+$/.test(norm.slice(at, plain.to))) {
    const unit = unitAt(norm, plain.to)
    if (unit !== '' && /^[\t ]?\d/.test(norm.slice(plain.to + unit.length, plain.to + unit.length + 2))) return true
  }
  if (plain.chinese)
    return (
      phrase.test(norm.slice(at, at + 6)) ||
      (/最后$/.test(norm.slice(Math.max(0, at - 2), at)) && plain.value === 1) ||
      (prev === '"' && plain.value === 1) ||
      /[数几上]/.test(prev) ||
      (prev === '"' && /^(?:个|大|新|化)/.test(rest) && plain.value < 10)
    )
  if (/[A-Za-z]/.test(next) && unitAt(norm, plain.to) === '') return true
  if (/^[-~至]?\d*年/.test(rest) && plain.value >= 1900 && plain.value <= 2100) return true
  if (plain.value >= 1900 && plain.value <= 2100 && /^(?:[-~至]\d{4}|\))/.test(norm.slice(plain.to, plain.to + 6))) return true
  if (/^月/.test(rest) || (prev === '月' && /^[日,。)前]/.test(rest)) || (/[-~]/.test(prev) && /^[-~]/.test(rest))) return true
  return prev === '[' || /^[\]]/.test(rest)
}

interface Ahead {
  readonly comparison: Comparison
  readonly from: number
}

function comparingBefore(norm: string, at: number, floor: number): Ahead | undefined {
  let start = at
  while (start > floor && at - start < 30 && !/[。;,\n:()\d]/.test(norm.charAt(start - 1))) start--
  const lead = norm.slice(start, at)
  let best: Ahead | undefined
  for (const { form, comparison, gap } of before) {
    for (const found of lead.matchAll(form)) {
      const end = found.index + found[0].length
      const between = lead.slice(end)
      const close = /^(?:到|至|了|约|为|有|在|可|其)?$/.test(between)
      if (!close && !(gap && between.length <= 22)) continue
      const from = start + found.index
      if (best === undefined || from > best.from || (found[0].length > 1 && from + found[0].length > best.from)) {
        if (
          best === undefined ||
          !(best.from < from && best.comparison === '<=' && norm.slice(best.from, from).startsWith('不') && from - best.from <= 1)
        )
          best = { comparison, from }
      }
    }
  }
  // 不超过 holds 超过, 不少于 holds 少于: the longer one counts
  if (best !== undefined && norm.charAt(best.from - 1) === '不' && (best.comparison === '>' || best.comparison === '<')) {
    return { comparison: best.comparison === '>' ? '<=' : '>=', from: best.from - 1 }
  }
  return best
}

const special: readonly (readonly [RegExp, (found: RegExpExecArray) => { value: number; unit: string }])[] = [
  [/^百分之([一二两三四五六七八九十百]+)/, (found) => ({ value: chineseNumber(found[1] ?? '') ?? 0, unit: '%' })],
  [
    /^([一二两三四五六七八九十]+)分之([一二两三四五六七八九十]+)/,
    (found) => ({ value: Math.round(((chineseNumber(found[2] ?? '') ?? 0) / (chineseNumber(found[1] ?? '') ?? 1)) * 1e4) / 1e4, unit: '' }),
  ],
  [/^翻([一两二三])?番/, (found) => ({ value: 2 ** (chineseNumber(found[1] ?? '一') ?? 1), unit: '倍' })],
  [/^([1-9])\/([2-9]|10)(?![\d/年月日])/, (found) => ({ value: Math.round((Number(found[1]) / Number(found[2])) * 1e4) / 1e4, unit: '' })],
  [/^(?:半数|一半)/, () => ({ value: 0.5, unit: '' })],
]

/** All numbers that count or measure something in [from, to) of the normal text. `original` gives the sign before folding. */
export function findNumbers(norm: string, from: number, to: number, original: (i: number) => string): FoundNumber[] {
  const found: FoundNumber[] = []
  for (let i = from; i < to; i++) {
    const sign = norm.charAt(i)
    const start = i
    let value: number
    let unit: string
    let end: number
    let isChinese: boolean
    const odd = /[百一二两三四五六七八九十翻半1-9]/.test(sign)
      ? special.map(([form, read]) => [form.exec(norm.slice(i, i + 10)), read] as const).find(([hit]) => hit !== null)
      : undefined
    let more = ''
    if (odd?.[0]) {
      const read = odd[1](odd[0])
      value = read.value
      unit = read.unit
      end = i + odd[0][0].length
      isChinese = false
    } else {
      const isDigit = sign >= '0' && sign <= '9'
      if (!isDigit && !numeral.test(sign)) continue
      const plain = isDigit ? arabic(norm, i, original) : chinese(norm, i)
      if (plain === undefined) {
        while (i + 1 < to && numeral.test(norm.charAt(i + 1))) i++
        continue
      }
      i = plain.to - 1
      if (isNoQuantity(norm, start, plain)) continue
      more = /^[余多]/.exec(norm.charAt(plain.to))?.[0] ?? ''
      end = plain.to + more.length
      for (let m = more === '' ? undefined : multiplier(norm.charAt(end)); m !== undefined; m = undefined) end++
      const factor = more !== '' && end > plain.to + 1 ? (multiplier(norm.charAt(end - 1)) ?? 1) : 1
      value = plain.value * factor
      isChinese = plain.chinese
      if (isChinese && !afterChinese.test(norm.slice(end, end + 6)) && !(value >= 1e4 && /^(?:级|的|以)/.test(norm.slice(end, end + 1))))
        continue
      unit = unitAt(norm, end)
      if (unit === '大' && !isChinese) unit = ''
      const grade = isChinese && unit === '级'
      if ((isChinese && unit === '大' && value > 10) || (grade && value < 1e7)) continue
      end += unit.length
      // 千亿级产业集群: the sum is what counts
      if (grade) unit = ''
    }
    // 每两个月, 每5年: how often, not how long
    if (norm.charAt(start - 1) === '每' && timeUnits.includes(unit)) {
      i = Math.max(i, end - 1)
      continue
    }
    const numberTo = end
    const last = found[found.length - 1]
    const floor = Math.max(from, last?.to ?? from)
    const ahead = comparingBefore(norm, start, floor)
    const ranked = norm.charAt(start - 1) === '前' && /^[位名列强]$/.test(unit)
    let comparison: Comparison = ahead?.comparison ?? (ranked ? '<=' : more === '' ? '=' : '>')
    let valueTo: number | undefined
    const range = /^[-~至]/.exec(norm.slice(end, end + 1))
    if (range !== null) {
      const second = arabic(norm, end + 1, original)
      if (second !== undefined && second.value > 0) {
        const secondUnit = unitAt(norm, second.to)
        // 5-10万元: the multiplier counts for both
        const factor = second.value / Number(/^\d+(?:\.\d+)?/.exec(norm.slice(end + 1, second.to))?.[0] ?? second.value)
        if (unit === '' || unit === secondUnit) {
          if (factor > 1 && value < second.value / factor + 1 && unit === '') value *= factor
          valueTo = second.value
          unit = secondUnit
          end = second.to + secondUnit.length
          comparison = 'range'
          i = end - 1
        }
      }
    }
    const behind = after.map(([form, sense]) => [form.exec(norm.slice(end, end + 12)), sense] as const).find(([hit]) => hit !== null)
    const inTime = behind === undefined && timeUnits.includes(unit) && norm.charAt(end) === '内' ? '内' : undefined
    if (behind?.[0]) {
      end += behind[0][0].length
      // 达到1200亿元左右, 控制在4亿元左右: what follows the number says it nearer
      const loose = behind[1] === '~' && norm.charAt(ahead?.from ?? start) !== '不'
      if (comparison === '=' || comparison === '~' || loose) comparison = behind[1]
    } else if (inTime !== undefined) {
      end++
      if (comparison === '=') comparison = '<='
    }
    // a bare number counts only where something compares it or multiplies it
    if (unit === '' && !odd && ahead === undefined && behind === undefined && !(value >= 1e4 && /[万亿]/.test(norm.slice(start, numberTo))))
      continue
    if (unit === '' && !odd && value < 1e4 && /^[\u4e00-\u9fffA-Za-z]/.test(norm.charAt(end)) && behind === undefined) continue
    const number: FoundNumber = {
      from: ahead === undefined ? start : Math.max(ahead.from, floor),
      to: end,
      numberFrom: start,
      unitTo: numberTo,
      value,
      unit,
      comparison,
      chinese: isChinese,
      ...(valueTo === undefined ? {} : { valueTo }),
    }
    // 100万元、50万元 : what compares the first compares the rest
    if (
      last !== undefined &&
      ahead === undefined &&
      behind === undefined &&
      /^(?:、|和|与|或|及|\/|以及)$/.test(norm.slice(last.to, number.from))
    ) {
      if (number.comparison === '=' && (last.comparison === '<=' || last.comparison === '>=' || last.comparison === '>'))
        number.comparison = last.comparison
      for (let k = found.length - 1; k >= 0; k--) {
        const one = found[k]
        if (
          one === undefined ||
          one.unit !== '' ||
          one.value < 1e3 ||
          (k < found.length - 1 && norm.slice(one.to, found[k + 1]?.from) !== '、')
        )
          break
        one.unit = number.unit
      }
    } else if (
      last !== undefined &&
      behind !== undefined &&
      last.comparison === '=' &&
      /^(?:、|和|与|或|及)$/.test(norm.slice(last.to, number.from)) &&
      last.unit === number.unit
    )
      last.comparison = number.comparison
    found.push(number)
    i = Math.max(i, end - 1)
  }
  return found
}
