import { expect, test } from 'vitest'
import { chineseNumber } from './chinese-number.ts'

test.each([
  ['十', 10],
  ['十五', 15],
  ['二十一', 21],
  ['两', 2],
  ['百', 100],
  ['千', 1000],
  ['一百零五', 105],
  ['一百二十万', 1_200_000],
  ['万亿', 1e12],
  ['千亿', 1e11],
  ['三亿五千万', 350_000_000],
  ['二〇二五', 2025],
  ['五千', 5000],
  ['百万', 1_000_000],
])('%s is %d', (signs, value) => {
  expect(chineseNumber(signs)).toBe(value)
})

test.each(['', '甲', '十甲', '二百个'])('%j is no number', (signs) => {
  expect(chineseNumber(signs)).toBeUndefined()
})
