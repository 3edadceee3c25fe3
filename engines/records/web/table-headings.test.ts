import { expect, test } from 'vitest'
import { licenceKind } from '../fixtures/licence-kind.ts'
import { layOut } from '../rules/read-cells.ts'
import { showWan } from './show-wan.ts'
import { templateHeadings } from './table-headings.ts'

test('the template is a table the import reads whole: no heading is ignored, none is missing, the place is found', () => {
  const layout = layOut(licenceKind, templateHeadings(licenceKind))
  expect([layout.ignored, layout.missing]).toEqual([[], []])
  expect(layout.places).toHaveLength(licenceKind.fields.length)
  expect(layout.division).not.toBeNull()
})

test('an amount tells its unit, without which the import refuses it', () => {
  const layout = layOut(licenceKind, templateHeadings(licenceKind))
  expect(layout.places.find(({ field }) => field.type === 'money')?.fen).toBe(1_000_000n)
})

test.each([
  [1_234_500_000, '1,234.50'],
  [0, '0.00'],
  [-1_000_000, '-1.00'],
  [100, '<0.01'],
  [123_456_789_012_300, '123,456,789.01'],
])('%s fen reads %s', (fen, text) => expect(showWan(fen)).toBe(text))
