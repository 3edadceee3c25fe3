import { expect, test } from 'vitest'
import { locateQuote, searchable } from './locate-quote.ts'

const text = '一、目标\n稳步推进,建成具\n\n— 3 —\n\n有竞 争力的园区（甲－乙）。\n再次建成园区。'
const find = (quote: string) => locateQuote(searchable(text), quote)?.map((one) => text.slice(one.from, one.to).replace(/[\s]|— 3 —/g, ''))

test('finds over page breaks, spaces and other marks', () => {
  expect(find('稳步推进，建成具有竞争力的园区(甲-乙)')).toEqual(['稳步推进,建成具有竞争力的园区（甲－乙）'])
})

test('parts of a quote follow each other', () => {
  expect(find('园区 … 建成园区')).toEqual(['园区', '建成园区'])
  expect(find('再次…稳步')).toBeUndefined()
})

test('what is not there, and nothing at all, is not found', () => {
  expect(find('没有的话')).toBeUndefined()
  expect(find(' … ')).toBeUndefined()
})
