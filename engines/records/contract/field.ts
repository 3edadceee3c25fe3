import type { Words } from '@yinqiao/kernel/contract'
import { z } from 'zod'

/** A code with its meaning; codes stay for ever, an ended one is kept for old records and not offered any more. */
export interface Code {
  readonly code: string
  readonly title: Words
  readonly ended?: boolean
}

/**
 * What a field holds and how it is kept.
 * text, long-text: trimmed text · integer, number · money: whole fen (1/100 yuan), shown in yuan or ten thousand yuan ·
 * day: `YYYY-MM-DD` · boolean: yes or no, never a default · code, codes: of the list · ref: id of a thing of another
 * room, named in `to` (the roof says which view holds its name) · record: id of a record of kind `to`.
 */
export type FieldType = 'text' | 'long-text' | 'integer' | 'number' | 'money' | 'day' | 'boolean' | 'code' | 'codes' | 'ref' | 'record'

/** One field of a kind: data, from which come the check, the form, the list column, the import column and the measure column. */
export interface Field {
  readonly key: string
  readonly title: Words
  readonly type: FieldType
  readonly required?: boolean
  readonly codes?: readonly Code[]
  /** For ref and record. */
  readonly to?: string
  readonly min?: number
  readonly max?: number
  /** Shown behind the value: 平方米, 台. */
  readonly unit?: Words
  readonly help?: Words
  /** Shown in the list. */
  readonly listed?: boolean
  /** Offered as a filter of the list (code fields). */
  readonly filtered?: boolean
  /** Other headings under which an import may bring it. */
  readonly called?: readonly string[]
  /** What the field means across kinds (`firm.employees`): two kinds asking for the same concept is a burden that is shown. */
  readonly concept?: string
}

/** Values of a record by field key; a missing or null one is not known. */
export type Values = Readonly<Record<string, string | number | boolean | readonly string[] | null>>

const day = z.iso.date()

function fieldSchema(field: Field): z.ZodType {
  switch (field.type) {
    case 'text':
      return z
        .string()
        .trim()
        .min(1)
        .max(field.max ?? 200)
    case 'long-text':
      return z
        .string()
        .trim()
        .min(1)
        .max(field.max ?? 4000)
    case 'integer':
      return z
        .int()
        .min(field.min ?? Number.MIN_SAFE_INTEGER)
        .max(field.max ?? Number.MAX_SAFE_INTEGER)
    case 'money':
      return z
        .int()
        .min(field.min ?? 0)
        .max(field.max ?? Number.MAX_SAFE_INTEGER)
    case 'number':
      return z
        .number()
        .min(field.min ?? Number.MIN_SAFE_INTEGER)
        .max(field.max ?? Number.MAX_SAFE_INTEGER)
    case 'day':
      return day
    case 'boolean':
      return z.boolean()
    case 'code':
      return z.enum((field.codes ?? []).map(({ code }) => code))
    case 'codes':
      return z
        .array(z.enum((field.codes ?? []).map(({ code }) => code)))
        .min(1)
        .max(field.codes?.length ?? 1)
    case 'ref':
    case 'record':
      return z.uuid()
  }
}

/** The schema of the values of these fields: unknown keys refused, optional fields may be null (not known) or absent. */
export function valuesSchema(fields: readonly Field[]): z.ZodType<Values> {
  return z.strictObject(
    Object.fromEntries(fields.map((field) => [field.key, field.required === true ? fieldSchema(field) : fieldSchema(field).nullish()])),
  ) as unknown as z.ZodType<Values>
}
