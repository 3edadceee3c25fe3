import { chineseNumber } from './chinese-number.ts'

/** Kinds of ordinals, as GB/T 9704-2012 (7.3.3) orders them, and the forms of rules and books. */
export type LabelStyle =
  | 'annex'
  | 'part'
  | 'chapter'
  | 'division'
  | 'plain'
  | 'article'
  | 'cn'
  | 'named'
  | 'cn-bracket'
  | 'ordinal'
  | 'arabic'
  | 'decimal'
  | 'arabic-bracket'
  | 'circle'

export interface Label {
  readonly style: LabelStyle
  readonly number: number
  /** Signs of the label in the folded text. */
  readonly length: number
}

const cn = '[一二三四五六七八九十百〇零]{1,5}'
const forms: readonly (readonly [LabelStyle, RegExp])[] = [
  ['part', new RegExp(`^第(${cn}|\\d{1,2})(?:编|篇|部分)[:、.]?`)],
  ['chapter', new RegExp(`^第(${cn}|\\d{1,2})章[:、.]?`)],
  ['division', new RegExp(`^第(${cn}|\\d{1,2})节[:、.]?`)],
  ['article', new RegExp(`^第(${cn}|\\d{1,3})条[:、.]?`)],
  ['cn', new RegExp(`^(${cn})[、.](?![、,])`)],
  ['named', new RegExp(`^(?:重点|专项)?(?:任务|行动|工程|举措|措施)(${cn}|\\d{1,2})[:、.]`)],
  ['cn-bracket', new RegExp(`^[(\\[](${cn})[)\\]][、.:]?`)],
  ['cn-bracket', new RegExp(`^(${cn})\\)[、.]?`)],
  ['ordinal', new RegExp(`^第(${cn})[,、](?=[\\u4e00-\\u9fff"])`)],
  ['decimal', /^(\d{1,2}(?:\.\d{1,2}){1,3})(?=[\u4e00-\u9fff"《])(?![%个家万亿年元倍米吨])/],
  ['arabic', /^(\d{1,3})[.、](?!\d)/],
  ['arabic-bracket', /^[([](\d{1,2})[)\]][、.]?/],
  ['arabic-bracket', /^(\d{1,2})\)[、.]?/],
  ['circle', /^([\u2460-\u2473])[、.]?/],
  ['annex', /^附(?:件|表|录)?(?:(?<=[件表录])(\d{1,2}|[一二三四五六七八九十]{1,3}))?(?::|(?<=[件表录\d])(?=$)|(?<=\d)\.?)/],
]

function numberOf(style: LabelStyle, sign: string | undefined): number {
  if (sign === undefined) return 1
  if (style === 'circle') return sign.charCodeAt(0) - 0x245f
  if (style === 'decimal') return Number(sign.slice(sign.lastIndexOf('.') + 1))
  return /^\d/.test(sign) ? Number(sign) : (chineseNumber(sign) ?? 0)
}

/** The ordinal at the start of a folded paragraph, if there is one. */
export function findLabel(folded: string): Label | undefined {
  const head = folded.slice(0, 16)
  for (const [style, form] of forms) {
    const found = form.exec(head)
    if (found !== null) return { style, number: numberOf(style, found[1]), length: found[0].length }
  }
  return undefined
}
