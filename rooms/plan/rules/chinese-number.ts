const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const small: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const large: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }

/** Value of a multiplier sign (十百千万亿), or undefined. */
export function multiplier(sign: string): number | undefined {
  return small[sign] ?? large[sign]
}

/**
 * Value of a number in Chinese numerals: 二十一 21, 百 100, 一百二十万 1200000, 二〇二五 2025.
 * Undefined where the signs are no number.
 */
export function chineseNumber(signs: string): number | undefined {
  if (signs === '') return undefined
  if (!/[十百千万亿]/.test(signs)) {
    let value = 0
    for (const sign of signs) {
      const digit = digits[sign]
      if (digit === undefined) return undefined
      value = value * 10 + digit
    }
    return value
  }
  let total = 0
  let part = 0
  let digit: number | undefined
  for (const sign of signs) {
    const d = digits[sign]
    const s = small[sign]
    const l = large[sign]
    if (d !== undefined) digit = d
    else if (s !== undefined) {
      part += (digit ?? (part === 0 ? 1 : 0)) * s
      digit = undefined
    } else if (l !== undefined) {
      // 亿 multiplies all before it (万亿), 万 only what stands since
      const below = part + (digit ?? 0)
      if (sign === '亿') total = (total + below === 0 ? 1 : total + below) * l
      else total += (below === 0 ? 1 : below) * l
      part = 0
      digit = undefined
    } else return undefined
  }
  return total + part + (digit ?? 0)
}
