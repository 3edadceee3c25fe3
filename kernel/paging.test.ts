import { expect, test } from 'vitest'
import { z } from 'zod'
import { cursorAt, keysOf, pageOfRows } from './paging.ts'

const Keys = z.tuple([z.string(), z.number()])

test('a cursor gives its keys back; none is the first page; a foreign one is told apart', () => {
  expect(keysOf(cursorAt(['张三', 7]), Keys)).toEqual(['张三', 7])
  expect(keysOf(null, Keys)).toBeNull()
  for (const bad of ['', 'x', cursorAt([1, 2]), cursorAt(['a']), cursorAt(['\0', 1]), '%%%']) expect(keysOf(bad, Keys), bad).toBeUndefined()
})

test('the last page has no next', () => {
  const keys = (row: number) => [row]
  expect(pageOfRows([1, 2, 3], 2, keys)).toEqual({ rows: [1, 2], next: cursorAt([2]) })
  expect(pageOfRows([1, 2], 2, keys)).toEqual({ rows: [1, 2], next: null })
  expect(pageOfRows([], 2, keys)).toEqual({ rows: [], next: null })
})
