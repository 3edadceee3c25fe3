import type { Field, Values } from '../contract/field.ts'

/** What the form items of fields hold: as the record, but a ref or record is `{ id, name }` and a half-typed amount or day a text. */
export type FieldFormValues = Readonly<Record<string, unknown>>

/** The values a command wants from what the form holds; nothing entered is null (not known), never zero, no or ''. */
export function valuesOf(fields: readonly Field[], form: FieldFormValues | undefined): Values {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field, form?.[field.key])]))
}

function valueOf(field: Field, typed: unknown): Values[string] {
  if (typed === undefined || typed === null || typed === '') return null
  if (typeof typed === 'string') return field.type === 'text' || field.type === 'long-text' ? typed.trim() || null : typed
  if (typeof typed === 'number' || typeof typed === 'boolean') return typed
  if (Array.isArray(typed)) return typed.length === 0 ? null : typed.map(String)
  return typeof typed === 'object' && 'id' in typed ? String(typed.id) : null
}

/** What the form begins with for a record; `nameOf` gives the name of a thing another room keeps. */
export function formValuesOf(fields: readonly Field[], values: Values, nameOf: (field: Field, id: string) => string): FieldFormValues {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.key]
      if (value === undefined || value === null) return []
      return [
        [
          field.key,
          (field.type === 'ref' || field.type === 'record') && typeof value === 'string'
            ? { id: value, name: nameOf(field, value) }
            : value,
        ],
      ]
    }),
  )
}
