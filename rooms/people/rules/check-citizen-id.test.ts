import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter, checkCitizenId } from './check-citizen-id.ts'

const today = '2026-11-22'
/** Numbers made by the rules with an area code nobody has (99...), so that no real person's number can come out. */
const madeNumber = fc
  .tuple(fc.integer({ min: 990000, max: 999999 }), fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([area, day, order]) => {
    const birthDay = Temporal.PlainDate.from('2026-11-22').subtract({ days: day }).toString()
    const seventeen = `${area}${birthDay.replaceAll('-', '')}${String(order).padStart(3, '0')}`
    return { number: seventeen + checkCharacter(seventeen), birthDay, sex: order % 2 === 1 ? 'male' : 'female' }
  })

describe('GB 11643-1999', () => {
  test.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
  ])('the sample of the standard %s', (number, birthDay, sex) => {
    expect(checkCitizenId(number, today)).toEqual({ ok: true, number, converted: false, birthDay, sex })
  })
  test('a small x, spaces and full-width digits are put right', () => {
    expect(checkCitizenId(' 110105 19491231 002ｘ', today)).toMatchObject({ ok: true, number: '11010519491231002X' })
    expect(checkCitizenId('１１０１０５19491231002x', today)).toMatchObject({ ok: true })
  })
  test.each([
    ['', 'length'],
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'length'],
    ['1101051949123100AX', 'characters'],
    ['01010519491231002X', 'characters'],
    ['110105194912310021', 'check-digit'],
    ['11010519491231003X', 'check-digit'],
    ['110105194913310022', 'date'],
    ['110105194902300022', 'date'],
    ['110105190002290028', 'date'],
    ['110105219912310022', 'date'],
    ['110105202611230022', 'future'],
  ])('%s: %s', (number, problem) => {
    expect(checkCitizenId(number, today)).toEqual({ ok: false, problem })
  })
  test('29 February of a leap year exists', () => {
    const seventeen = '99010120000229001'
    expect(checkCitizenId(seventeen + checkCharacter(seventeen), today)).toMatchObject({ ok: true, birthDay: '2000-02-29' })
  })
})

describe('15-digit numbers of before 1999', () => {
  test('are converted and marked, for a person to confirm', () => {
    expect(checkCitizenId('110105491231002', today)).toEqual({
      ok: true,
      number: '11010519491231002X',
      converted: true,
      birthDay: '1949-12-31',
      sex: 'female',
    })
  })
  test.each([
    ['110105491331002', 'date'],
    ['110105491231996', 'centenarian'],
    ['11010549123100X', 'characters'],
  ])('%s: %s', (number, problem) => {
    expect(checkCitizenId(number, today)).toEqual({ ok: false, problem })
  })
})

test('every number made by the rules is read back; one wrong or two swapped characters are found', () => {
  fc.assert(
    fc.property(madeNumber, fc.nat(17), fc.constantFrom(...'0123456789X'), ({ number, birthDay, sex }, at, other) => {
      expect(checkCitizenId(number, today)).toEqual({ ok: true, number, converted: false, birthDay, sex })
      const next = number[at + 1]
      if (next !== undefined && next !== number[at]) {
        expect(checkCitizenId(number.slice(0, at) + next + (number[at] ?? '') + number.slice(at + 2), today).ok).toBe(false)
      }
      fc.pre(number[at] !== other)
      expect(checkCitizenId(number.slice(0, at) + other + number.slice(at + 1), today).ok).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test('any text is answered and never thrown at', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => typeof checkCitizenId(text, today).ok === 'boolean'))
})
