import { vagueWords } from '../data/vague-words.ts'

const words = [...vagueWords].sort((a, b) => b.length - a.length)
const byFirst = new Map<string, string[]>()
for (const word of words) byFirst.set(word.charAt(0), [...(byFirst.get(word.charAt(0)) ?? []), word])

/** Places of vague words in [from, to) of the normal text, longest word first, none inside another. */
export function findTerms(norm: string, from: number, to: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (let i = from; i < to; i++) {
    const word = byFirst.get(norm.charAt(i))?.find((known) => norm.startsWith(known, i) && i + known.length <= to)
    if (word === undefined) continue
    // 第一部分 is a heading, not some part
    if (word === '部分' && /[一二三四五六七八九十\d]/.test(norm.charAt(i - 1))) continue
    found.push({ from: i, to: i + word.length })
    i += word.length - 1
  }
  return found
}
