import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkUscc, organisationCheckCharacter, usccCheckCharacter } from './check-uscc.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const piece = (length: number, from: string) =>
  fc.array(fc.constantFrom(...from), { minLength: length, maxLength: length }).map((all) => all.join(''))

/** Codes made by the rules of the standard, of no real body: area digits 99. */
const valid = fc
  .tuple(fc.constantFrom('1', '5', '9', 'Y'), piece(1, '1239'), piece(4, '0123456789'), piece(8, alphabet))
  .map(([registrar, kind, area, organisation]) => {
    const seventeen = `${registrar}${kind}99${area}${organisation}${organisationCheckCharacter(organisation)}`
    return seventeen + usccCheckCharacter(seventeen)
  })

describe('GB 32100-2015', () => {
  test.each(['914403001922038216', '91330100799655058B'])('the published %s is valid', (code) => {
    expect(checkUscc(code)).toEqual({ ok: true, code })
  })
  test('spaces, small and full-width letters are put right', () => {
    expect(checkUscc(' 9133 0100 7996 55058ｂ')).toEqual({ ok: true, code: '91330100799655058B' })
  })
  test.each([
    ['', 'length'],
    ['91330100799655058', 'length'],
    ['91330100799655058I', 'characters'],
    ['9133010079965505甲B', 'characters'],
    ['B1330100799655058B', 'registrar'],
    ['91A30100799655058B', 'area'],
    ['91330100799655058C', 'check-digit'],
    ['91330100799655085B', 'check-digit'],
  ])('%s: %s', (code, problem) => {
    expect(checkUscc(code)).toEqual({ ok: false, problem })
  })
  test('a right last character over a wrong organisation code is found', () => {
    const seventeen = '91330100799655059'
    expect(checkUscc(seventeen + usccCheckCharacter(seventeen))).toEqual({ ok: false, problem: 'organisation' })
  })
  test('every code made by the rules is valid, and any one character changed makes it invalid', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), fc.constantFrom(...alphabet), (code, at, character) => {
        expect(checkUscc(code)).toEqual({ ok: true, code })
        fc.pre(code[at] !== character)
        expect(checkUscc(code.slice(0, at) + character + code.slice(at + 1)).ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
  test('any text is answered', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => checkUscc(text).ok !== undefined))
  })
})
