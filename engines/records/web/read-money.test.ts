import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moneyUnitOf, readMoney, writeMoney } from './read-money.ts'

describe('money as people type it', () => {
  test.each([
    ['0', 'yuan', 0],
    ['1.005', 'wan', 1_005_000],
    ['0.29', 'yuan', 29],
    ['1,234.50', 'yuan', 123_450],
    ['１２．３', 'wan', 12_300_000],
    ['120.000000', 'wan', 120_000_000],
    ['-3.1', 'yuan', -310],
    ['-0', 'yuan', 0],
  ] as const)('%s %s is %d fen', (text, unit, fen) => expect(readMoney(text, unit)).toBe(fen))
  test.each([
    ['', 'yuan'],
    ['abc', 'yuan'],
    ['1.234', 'yuan'],
    ['0.0000001', 'wan'],
    ['1e5', 'yuan'],
    ['1.', 'yuan'],
    ['12万', 'yuan'],
    ['999999999999999', 'wan'],
  ] as const)('%s %s is no amount', (text, unit) => expect(readMoney(text, unit)).toBeUndefined())
  test('what is written is read back, in both units', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }),
        fc.constantFrom('yuan' as const, 'wan' as const),
        (fen, unit) => {
          expect(readMoney(writeMoney(fen, unit), unit)).toBe(fen === 0 ? 0 : fen)
        },
      ),
    )
  })
  test('small and odd amounts read in yuan, great ones in ten thousands', () => {
    expect([999_999, 1_000_000, 123_456_789].map(moneyUnitOf)).toEqual(['yuan', 'wan', 'yuan'])
    expect(writeMoney(123_450_000, 'wan')).toBe('123.45')
  })
})
