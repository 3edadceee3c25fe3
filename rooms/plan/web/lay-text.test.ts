import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layParagraphs, markRuns, smallestAround } from './lay-text.ts'

const slices = (text: string, starts: number[] = [], levels = new Map<number, number>()) =>
  layParagraphs(text, new Set(starts), levels).map(({ from, to }) => text.slice(from, to))

describe('layParagraphs', () => {
  it('joins a sentence that a page break cut', () => {
    const text = '到二〇三〇年青禾区基本建成覆盖城乡方便可及质量有保障的养老服务网络并且具\n\n有示范意义。\n\n下一段。'
    expect(slices(text)).toEqual([text.slice(0, text.indexOf('下一段')).trim(), '下一段。'])
  })
  it('keeps short head lines apart', () => {
    expect(slices('青禾区人民政府文件\n\n青政发〔2026〕3号\n关于印发方案的通知')).toEqual([
      '青禾区人民政府文件',
      '青政发〔2026〕3号',
      '关于印发方案的通知',
    ])
  })
  it('never joins over the start of a clause, and names the level of a section', () => {
    const text = `${'甲'.repeat(40)}\n二、发展目标`
    const at = text.indexOf('二')
    expect(layParagraphs(text, new Set([at]), new Map([[at, 1]]))[1]).toEqual({ from: at, to: text.length, level: 1 })
  })
  it('keeps a long title apart from the addressees that follow it', () => {
    const text = `关于印发《青禾区关于加快银发经济发展的若干实施方案》的通知\n各镇人民政府：\n一、总体要求`
    const at = text.indexOf('一、')
    expect(layParagraphs(text, new Set([at]), new Map([[at, 1]]))).toHaveLength(3)
  })
  it('an empty text has no paragraph', () => {
    expect(slices(' \n\n ')).toEqual([])
  })
  it('loses no sign but white space, and never overlaps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('甲', '乙。', '\n', ' ', '长长长长长长长长长长长长长长长长长长长长长长长长长长长'), { maxLength: 40 }),
        (parts) => {
          const text = parts.join('')
          const laid = layParagraphs(text, new Set(), new Map())
          const strip = (value: string) => value.replace(/\s/g, '')
          expect(strip(laid.map(({ from, to }) => text.slice(from, to)).join(''))).toBe(strip(text))
          for (const [index, each] of laid.entries()) expect(each.from).toBeGreaterThanOrEqual(laid[index - 1]?.to ?? 0)
        },
      ),
    )
  })
})

describe('markRuns', () => {
  it('cuts where marks begin and end, and keeps both on the overlap', () => {
    expect(
      markRuns(0, 10, [
        { kind: 'term', from: 2, to: 6 },
        { kind: 'chosen', from: 4, to: 20 },
      ]),
    ).toEqual([
      { from: 0, to: 2, kinds: [] },
      { from: 2, to: 4, kinds: ['term'] },
      { from: 4, to: 6, kinds: ['term', 'chosen'] },
      { from: 6, to: 10, kinds: ['chosen'] },
    ])
  })
  it('covers the passage whole, whatever the marks', () => {
    const mark = fc.record({ kind: fc.constantFrom('term' as const, 'unit' as const), from: fc.nat(30), to: fc.nat(30) })
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 8 }), (marks) => {
        const runs = markRuns(5, 25, marks)
        expect(runs.at(0)?.from).toBe(5)
        expect(runs.at(-1)?.to).toBe(25)
        for (const [index, run] of runs.entries()) if (index > 0) expect(run.from).toBe(runs[index - 1]?.to)
      }),
    )
  })
})

it('finds the smallest span around a passage', () => {
  const spans = [
    { from: 0, to: 100 },
    { from: 10, to: 30 },
    { from: 12, to: 18 },
  ]
  expect(smallestAround(spans, 13, 15)).toBe(spans[2])
  expect(smallestAround(spans, 13, 25)).toBe(spans[1])
  expect(smallestAround(spans, 90, 120)).toBeUndefined()
})
