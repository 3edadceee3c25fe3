import { expect, it } from 'vitest'
import { draftPlace } from './drafts.ts'

interface Values {
  name: string
  phone: string
  note: string
}

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
const open = (s: ReturnType<typeof store>) => draftPlace<Values>(s, 'k', ['phone'], now)

it('keeps open fields and never the secret ones', () => {
  const s = store()
  open(s).keep({ name: '甲', phone: '13800000000' }, {}, null)
  expect(s.held.get('k')).not.toContain('138')
  expect(open(s).found()).toEqual({ at: now(), basis: null, values: { name: '甲' } })
})
it('keeps only what was changed, with the version it was changed on', () => {
  const s = store()
  open(s).keep({ name: '甲', note: '新' }, { name: '甲', note: '旧' }, 3)
  expect(open(s).found()).toEqual({ at: now(), basis: 3, values: { note: '新' } })
})
it('a field that was emptied is a change too', () => {
  const s = store()
  open(s).keep({ name: '甲', note: '' }, { name: '甲', note: '旧' }, 3)
  expect(open(s).found()?.values).toEqual({ note: '' })
})
it('keeps nothing when only secret or untouched fields were filled', () => {
  const s = store()
  open(s).keep({ name: '', phone: '1' }, {}, null)
  expect(s.held.size).toBe(0)
})
it('going back to the saved values forgets the draft', () => {
  const s = store()
  open(s).keep({ note: '新' }, { note: '旧' }, 1)
  open(s).keep({ note: '旧' }, { note: '旧' }, 1)
  expect(s.held.size).toBe(0)
})
it('reads a damaged draft as none, and drops on request', () => {
  const s = store()
  s.held.set('k', '{broken')
  expect(open(s).found()).toBeUndefined()
  open(s).keep({ name: 'x' }, {}, null)
  open(s).drop()
  expect(open(s).found()).toBeUndefined()
})
it('a store that refuses does not break the form', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('quota')
    },
    removeItem: () => undefined,
  }
  expect(() => draftPlace<Values>(full, 'k', [], now).keep({ name: 'x' }, {}, null)).not.toThrow()
})
