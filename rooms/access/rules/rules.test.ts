import { expect, test } from 'vitest'
import { roles } from '../contract/roles.ts'
import { checkPassword } from './check-password.ts'
import { afterFailure, failureLimit } from './count-failure.ts'
import { excludedBy, missingScope } from './may-hold.ts'

test.each([
  ['Ab1!', '至少 10 位'],
  ['abcdefghij1', '三类'],
  ['Wang.Li-2026x', '账号名'],
  ['xxPassword-17', '常见'],
  ['Abcdddd!2345', '四个相同'],
])('%s is too weak: %s', (password, reason) => {
  expect(checkPassword(password, 'wang.li')?.facts['reason']).toContain(reason)
})
test('a long mixed password may be used', () => {
  expect(checkPassword('Tian-ping7Lu', 'wang.li')).toBeUndefined()
})

test('each administrator excludes every other role, both ways; business roles go together', () => {
  for (const admin of roles.filter((role) => role.admin)) {
    for (const other of roles.filter((role) => role !== admin)) {
      expect(excludedBy(admin.code, [other.code])).toBe(other)
      expect(excludedBy(other.code, [admin.code])).toBe(admin)
    }
    expect(excludedBy(admin.code, [admin.code])).toBeUndefined()
  }
  expect(excludedBy('town-officer', ['statistician'])).toBeUndefined()
})

test('a post without what its role sees by is incomplete', () => {
  const none = { area: '', providerId: null, persons: [] }
  expect(missingScope('town-officer', none)).toBe('area')
  expect(missingScope('provider-staff', none)).toBe('provider')
  expect(missingScope('family', none)).toBe('persons')
  expect(missingScope('audit-admin', none)).toBeUndefined()
  expect(missingScope('town-officer', { ...none, area: '320507001' })).toBeUndefined()
})

test('the fifth failure locks for fifteen minutes', () => {
  const now = Temporal.Instant.from('2026-02-28T23:55:00Z')
  expect(afterFailure(failureLimit - 2, now)).toEqual({ failures: 4, lockedUntil: null })
  expect(afterFailure(failureLimit - 1, now)).toEqual({ failures: 0, lockedUntil: '2026-03-01T00:10:00Z' })
})
