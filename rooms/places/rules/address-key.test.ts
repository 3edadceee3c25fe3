import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressKey } from './address-key.ts'

test.each([
  ['甲省乙市丙区丁街道采荷路12号', '采荷路12'],
  ['丁街道采荷路１２号', '采荷路12'],
  ['丙区 采荷路 12号 3幢', '采荷路12'],
  ['乙市丙经济开发区采荷路12号', '采荷路12'],
  ['丙区采荷路1364-1380号', '采荷路1364-1380'],
  ['丙区新城路5号', '新城路5'],
  ['丙区市民路3号', '市民路3'],
  ['西溪镇人民街28号', '人民街28'],
  ['丙区北塘街道采荷社区聚乐路商贸中心', '聚乐路商贸中心'],
  ['', null],
  ['路', null],
])('%s -> %s', (text, key) => {
  expect(addressKey(text)).toBe(key)
})

test('any text gives a key or none, and the same for full-width figures and spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 9999 }), (noise, number) => {
      addressKey(noise)
      const wide = String(number).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
      expect(addressKey(`甲区乙路${wide}号`)).toBe(addressKey(`甲区 乙路 ${number} 号`))
    }),
  )
})
