import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Comparable, proposeDuplicates } from './propose-duplicates.ts'

const one = (id: string, name: string, addressKey: string | null = null, district = '青禾区'): Comparable => ({
  id,
  name,
  district,
  addressKey,
})
const places = ['青禾区', '青禾']

test.each<[string, Comparable[], unknown[]]>([
  ['one address under two names', [one('a', '稻香护理院', '稻香路8'), one('b', '金穗养老院', '稻香路8')], [['a', 'b', ['same-address']]]],
  [
    'one name but for the form of business',
    [one('a', '青禾稻香护理院'), one('b', '青禾区稻香护理院有限公司')],
    [['a', 'b', ['same-core-name']]],
  ],
  ['a name with something in front', [one('a', '久安护理院'), one('b', '大园久安护理院')], [['a', 'b', ['near-name']]]],
  ['the same in two districts is two', [one('a', '稻香护理院', '一路1'), one('b', '稻香护理院', '一路1', '白石区')], []],
  ['two homes of one kind are not alike', [one('a', '稻香护理院'), one('b', '荷塘护理院')], []],
  ['no address is no common address', [one('a', '稻香护理院'), one('b', '金穗养老院')], []],
])('%s', (_, all, pairs) => {
  expect(proposeDuplicates(all, places).map((pair) => [pair.leftId, pair.rightId, pair.reasons])).toEqual(pairs)
})

test('pairs do not depend on the order, are ordered within and never of one with itself', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      name: fc.constantFrom('稻香护理院', '青禾稻香护理院', '荷塘养老院', '荷塘养老院有限公司', '金穗公寓'),
      district: fc.constant('青禾区'),
      addressKey: fc.constantFrom(null, '一路1', '二路2'),
    }),
    { selector: (each) => each.id, maxLength: 30 },
  )
  fc.assert(
    fc.property(some, (all) => {
      const pairs = proposeDuplicates(all, places)
      for (const pair of pairs) expect(pair.leftId < pair.rightId).toBe(true)
      const key = (list: typeof pairs) => list.map((pair) => JSON.stringify(pair)).toSorted()
      expect(key(proposeDuplicates(all.toReversed(), places))).toEqual(key(pairs))
    }),
  )
})
