import { type Heading, titleOf } from './build-tree.ts'
import type { FoundGroup } from './find-unit-groups.ts'
import type { Normal, Paragraph } from './normalise.ts'

/** Titles of a mere frame, under which the tasks stand without numbers. */
const frame = /^(?:主要|重点|工作|具体|目标)?(?:任务|举措|措施|工作|工作任务|工作内容|内容|行动)(?:安排|分解|分工)?$/

/** End of the title sentence of a paragraph (开展某某行动。…), or -1 where it has none. */
function titleEnd(norm: string, paragraph: Paragraph): number {
  const line = norm.slice(paragraph.from, Math.min(paragraph.to, paragraph.from + 40))
  const stop = line.search(/[。:]/)
  const end = stop < 0 ? (paragraph.to - paragraph.from <= 30 && !/[,;]/.test(line) ? paragraph.to - paragraph.from : -1) : stop
  return end >= 4 && end <= 30 && !/[,;]/.test(line.slice(0, end)) ? paragraph.from + end : -1
}

/**
 * Tasks that only their first sentence names: under a heading that is a mere frame (重点任务), without numbered parts,
 * each block that a list of units closes, or, where none are listed, each paragraph that opens with a title.
 */
export function splitUntitled(normal: Normal, heading: Heading, groups: readonly FoundGroup[]): Heading[] {
  const { norm } = normal
  if (heading.children.length > 0 || !frame.test(titleOf(normal, heading))) return [heading]
  const inside = normal.paragraphs.filter((one) => one.from > heading.titleTo && one.from < heading.to && !one.row)
  const own = groups.filter((group) => group.from >= heading.from && group.from < heading.to)
  const blocks: { from: number; to: number }[] = []
  if (own.length >= 2) {
    for (const paragraph of inside) {
      const last = blocks[blocks.length - 1]
      // a block ends with its list; lines after it that list too (配合单位, 完成时限) belong to it
      const closed = last !== undefined && own.some((group) => group.from >= last.from && group.to <= last.to)
      const lists = own.some((group) => paragraph.from >= group.from && paragraph.from < group.to)
      if (last === undefined || (closed && !lists && titleEnd(norm, paragraph) > 0)) blocks.push({ from: paragraph.from, to: paragraph.to })
      else last.to = paragraph.to
    }
    if (blocks.some((block) => !own.some((group) => group.from >= block.from && group.from < block.to))) return [heading]
  } else if (own.length === 0 && inside.length >= 3) {
    if (!inside.every((one) => titleEnd(norm, one) > 0 && titleEnd(norm, one) < one.to - 8)) return [heading]
    blocks.push(...inside)
  }
  if (blocks.length < 2) return [heading]
  return blocks.map((block, i) => {
    const first = inside.find((one) => one.from === block.from)
    const end = first === undefined ? -1 : titleEnd(norm, first)
    return {
      style: 'plain' as const,
      number: i + 1,
      from: block.from,
      labelTo: block.from,
      titleFrom: block.from,
      titleTo: end < 0 ? block.from : end,
      paragraphTo: first?.to ?? block.to,
      level: heading.level + 1,
      to: block.to,
      children: [],
    }
  })
}
