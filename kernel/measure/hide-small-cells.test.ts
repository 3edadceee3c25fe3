import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hideSmallCells } from './hide-small-cells.ts'

const hide = (counts: readonly number[]) => {
  const { hidden, total } = hideSmallCells(new Map(counts.map((count, at) => [String(at), count])), 5)
  return total ? 'all' : [...hidden].map(Number).toSorted((a, b) => a - b)
}

test('a small count is hidden, and a second one so that the total does not give it away', () => {
  expect(hide([100, 40, 3])).toEqual([1, 2])
  expect(hide([100, 40, 20])).toEqual([])
  expect(hide([100, 2, 2])).toEqual([0, 1, 2])
  expect(hide([100, 3, 4])).toEqual([1, 2])
  expect(hide([1, 2])).toBe('all')
  expect(hide([0, 0, 9])).toEqual([])
})

test('no subtraction finds a small count', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), (counts) => {
      const answer = hide(counts)
      if (answer === 'all') return counts.reduce((a, b) => a + b, 0) < 5
      const told = answer.reduce((sum, at) => sum + (counts[at] ?? 0), 0)
      const shownSmall = counts.some((count, at) => count > 0 && count < 5 && !answer.includes(at))
      const others = counts.filter((count) => count > 0).length
      return !shownSmall && (answer.length === 0 || ((answer.length > 1 || others === 1) && told >= 5))
    }),
  )
})
