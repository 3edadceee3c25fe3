import { expect, test } from 'vitest'
import { readable } from './print.ts'

test('a table of two hundred thousand rows is written, its columns as wide as the widest', () => {
  const lines = readable(Array.from({ length: 200_000 }, (_, at) => ({ 行: at + 1, 内容: '位置' })))
  expect(lines).toHaveLength(200_001)
  expect(lines[1]).toBe('1       位置')
})
