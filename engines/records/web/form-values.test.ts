import { describe, expect, test } from 'vitest'
import { type Field, valuesSchema } from '../contract/field.ts'
import { formValuesOf, valuesOf } from './form-values.ts'

const title = { zh: '项', en: 'Item' }
const fields: readonly Field[] = [
  { key: 'name', title, type: 'text', required: true },
  { key: 'cost', title, type: 'money' },
  { key: 'open', title, type: 'boolean' },
  { key: 'tags', title, type: 'codes', codes: [{ code: 'a', title }] },
  { key: 'unit', title, type: 'ref', to: 'unit' },
]
const unit = '018f0000-0000-7000-8000-000000000001'

describe('values of a form', () => {
  test('nothing entered is not known: never zero, no or empty', () => {
    expect(valuesOf(fields, { name: ' 青禾 ', cost: '', tags: [] })).toEqual({
      name: '青禾',
      cost: null,
      open: null,
      tags: null,
      unit: null,
    })
    expect(valuesOf(fields, undefined)).toEqual({ name: null, cost: null, open: null, tags: null, unit: null })
  })
  test('zero and no stay what they are', () => {
    expect(valuesOf(fields, { cost: 0, open: false })).toMatchObject({ cost: 0, open: false })
  })
  test('a record goes into the form and comes back the same, and the schema takes it', () => {
    const values = { name: '青禾', cost: 120, open: null, tags: ['a'], unit }
    const form = formValuesOf(fields, values, () => '某单位')
    expect(form['unit']).toEqual({ id: unit, name: '某单位' })
    expect(valuesSchema(fields).parse(valuesOf(fields, form))).toEqual(values)
  })
  test('a half-typed amount reaches the schema, which refuses it beside its field', () => {
    const read = valuesSchema(fields).safeParse(valuesOf(fields, { name: '甲', cost: '12x' }))
    expect(read.error?.issues[0]?.path).toEqual(['cost'])
  })
})
