import { expect, it } from 'vitest'
import { draftPlace } from './drafts.ts'

function store() {
  const held = new Map<string, string>()
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  }
}
const now = () => '2026-11-22T06:00:00.000Z'

it('keeps open fields and never the secret ones', () => {
  const s = store()
  const place = draftPlace<{ name: string; phone: string }>(s, 'k', ['phone'], now)
  place.keep({ name: '甲', phone: '13800000000' })
  expect(s.held.get('k')).not.toContain('138')
  expect(place.found()).toEqual({ at: now(), values: { name: '甲' } })
})
it('keeps nothing when only secret or empty fields were filled', () => {
  const s = store()
  draftPlace<{ name: string; phone: string }>(s, 'k', ['phone'], now).keep({ name: '', phone: '1' })
  expect(s.held.size).toBe(0)
})
it('reads a damaged draft as none, and drops on request', () => {
  const s = store()
  const place = draftPlace<{ name: string }>(s, 'k', [], now)
  s.held.set('k', '{broken')
  expect(place.found()).toBeUndefined()
  place.keep({ name: 'x' })
  place.drop()
  expect(place.found()).toBeUndefined()
})
it('a store that refuses does not break the form', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('quota')
    },
    removeItem: () => undefined,
  }
  expect(() => draftPlace<{ name: string }>(full, 'k', [], now).keep({ name: 'x' })).not.toThrow()
})
