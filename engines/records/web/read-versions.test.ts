import { describe, expect, test } from 'vitest'
import { licenceKind } from '../fixtures/licence-kind.ts'
import { differing, lastDay, readVersions, type Slice } from './read-versions.ts'

const row = (version: number, more: Partial<Slice>): Slice => ({
  id: '018f0000-0000-7000-8000-000000000001',
  kind: 'test.licence',
  title: '甲',
  version,
  values: {},
  divisionCode: null,
  unitId: null,
  validFrom: '2026-01-01',
  validTo: null,
  recordedAt: '2026-01-05T00:00:00Z',
  recordedBy: '某人',
  origin: 'typed',
  voided: false,
  synthetic: true,
  knownFrom: '2026-01-05T00:00:00Z',
  knownTo: null,
  reason: null,
  origins: {},
  ...more,
})
const march = '2026-03-01T00:00:00Z'

describe('the story of a record', () => {
  test('a change leaves the version before true for its time', () => {
    const told = readVersions([
      row(2, { validFrom: '2026-02-15', knownFrom: march }),
      row(1, { validTo: '2026-02-15', knownFrom: march }),
      row(1, { knownTo: march }),
    ])
    expect(told.map(({ version, fate, from, to }) => [version, fate, from, to])).toEqual([
      [2, 'current', '2026-02-15', null],
      [1, 'replaced', '2026-01-01', '2026-02-15'],
    ])
    expect(told[1]?.supersededAt).toBe(march)
    expect(told[1]?.row.knownFrom).toBe('2026-01-05T00:00:00Z')
  })
  test('a correction from the first day leaves nothing of the version before', () => {
    const told = readVersions([row(2, { knownFrom: march }), row(1, { knownTo: march })])
    expect(told.map(({ fate }) => fate)).toEqual(['current', 'corrected'])
  })
  test('a voided record is current nowhere', () => {
    expect(readVersions([row(2, { voided: true, knownFrom: march }), row(1, { knownTo: march })])[0]?.fate).toBe('voided')
  })
})

test('only what differs is compared; absent and not known are one', () => {
  const before = { name: '甲', fee: null, beds: 0 }
  const after = { name: '乙', beds: 0, open: false }
  expect(differing(licenceKind.fields, before, after).map(({ key }) => key)).toEqual(['name', 'open'])
})

test.each([
  ['2026-03-01', '2026-02-28'],
  ['2028-03-01', '2028-02-29'],
  ['2027-01-01', '2026-12-31'],
])('what ends before %s has %s as its last day', (end, last) => expect(lastDay(end)).toBe(last))
