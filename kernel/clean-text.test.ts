import { expect, test } from 'vitest'
import { findUncleanText } from './clean-text.ts'

test.each([
  ['\0', []],
  [{ a: [1, 'b\0'] }, ['a', 1]],
  [{ 'a\0': 1 }, []],
  [{ name: '\ud800' }, ['name']],
  [{ deep: { er: ['', { last: 'x\udc00' }] } }, ['deep', 'er', 1, 'last']],
] as const)('%j is found at %j', (value, path) => {
  expect(findUncleanText(value)).toEqual(path)
})
test.each([null, undefined, 0, true, '', '沈稻香', '🀄𠀀', { a: ['\n', '\u200b'] }])('%j is clean', (value) => {
  expect(findUncleanText(value)).toBeUndefined()
})
