import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeMine } from './merge-mine.ts'

it('keeps my change and takes theirs elsewhere', () => {
  expect(
    mergeMine({ name: '甲', beds: 10, tags: ['a'] }, { name: '甲', beds: 20, tags: ['a'] }, { name: '乙', beds: 15, tags: ['a', 'b'] }),
  ).toEqual({
    name: '乙',
    beds: 20,
    tags: ['a', 'b'],
  })
})
it('an emptied field is a change', () => {
  expect(mergeMine<{ beds: number | null }>({ beds: 10 }, { beds: null }, { beds: 15 })).toEqual({ beds: null })
})
it('nothing touched takes theirs; nobody else changed keeps mine', () => {
  const record = fc.record({ a: fc.option(fc.integer()), b: fc.string(), c: fc.array(fc.string(), { maxLength: 3 }) })
  fc.assert(
    fc.property(record, record, (base, other) => {
      expect(mergeMine(base, base, other)).toEqual(other)
      expect(mergeMine(base, other, base)).toEqual(other)
    }),
  )
})
