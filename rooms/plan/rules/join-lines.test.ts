import { expect, test } from 'vitest'
import { asWritten, normalise, spanOf } from './normalise.ts'

const lines = (text: string) => normalise(text).norm.split('\n')

test('a page break inside a word of a sentence is closed, page number and all', () => {
  expect(lines('一、目标\n稳步推进。到二〇二八年，建成具\n\n— 2 —\n\n有竞争力的园区。')).toEqual([
    '一、目标',
    '稳步推进。到二〇二八年,建成具有竞争力的园区。',
  ])
})

test('a heading on a line of its own stays apart from its text', () => {
  expect(lines('1.建设社区\n在甲园开放空间，提供工位。\n2.完善配套\n定期举办沙龙，引入机构。')).toEqual([
    '1.建设社区',
    '在甲园开放空间,提供工位。',
    '2.完善配套',
    '定期举办沙龙,引入机构。',
  ])
})

test('a bracket broken over lines is closed', () => {
  expect(lines('1. 甲。做事。（责任单位：区\n\n发改委、科技局，不再单独\n\n列出)\n\n2. 乙。做事。')).toEqual([
    '1.甲。做事。(责任单位:区发改委、科技局,不再单独列出)',
    '2.乙。做事。',
  ])
})

test('a list of units on its own line stays a line', () => {
  expect(lines('1．甲。打造载体。\n责任单位：市科技局，各区政府\n2．乙。做事。')[1]).toBe('责任单位:市科技局,各区政府')
})

test('a decimal number at the start of a line is no heading', () => {
  expect(lines('1.甲。总产值达到\n1.5亿元，增长明显。')).toEqual(['1.甲。总产值达到1.5亿元,增长明显。'])
})

test('white space inside words goes, two numbers in a table stay two', () => {
  expect(lines('实施 方案')).toEqual(['实施方案'])
  expect(lines('甲社区  10   20')).toEqual(['甲社区10 20'])
})

test('offsets lead back to the unchanged text', () => {
  const text = '一、总 体\r\n（一）甲，\n\n乙。'
  const normal = normalise(text)
  expect(normal.norm).toBe('一、总体\n(一)甲,乙。')
  const at = normal.norm.indexOf('甲,乙')
  expect(spanOf(normal, at, at + 3)).toEqual({ from: text.indexOf('甲'), to: text.indexOf('乙') + 1 })
  expect(asWritten(normal, at, at + 3)).toBe('甲，乙')
})
