import { type Field, type Values, valuesSchema } from '../contract/field.ts'
import type { RecordKind } from '../contract/record-kind.ts'

/** A value that does not fit, by the field's name, in both languages. */
export interface ValueFault {
  readonly key: string
  readonly field: string
  readonly zh: string
  readonly en: string
}

const wanted = (field: Field): { readonly zh: string; readonly en: string } => {
  const range = (zh: string, en: string) => {
    const least = field.min ?? (field.type === 'money' ? 0 : undefined)
    return {
      zh: zh + (least === undefined ? '' : `，不小于${least}`) + (field.max === undefined ? '' : `，不大于${field.max}`),
      en: en + (least === undefined ? '' : `, at least ${least}`) + (field.max === undefined ? '' : `, at most ${field.max}`),
    }
  }
  switch (field.type) {
    case 'text':
      return { zh: `应为不超过${field.max ?? 200}字的文字`, en: `text of at most ${field.max ?? 200} characters` }
    case 'long-text':
      return { zh: `应为不超过${field.max ?? 4000}字的文字`, en: `text of at most ${field.max ?? 4000} characters` }
    case 'integer':
      return range('应为整数', 'a whole number')
    case 'number':
      return range('应为数字', 'a number')
    case 'money':
      return range('应为金额（分）', 'an amount in fen')
    case 'day':
      return { zh: '应为日期（年-月-日）', en: 'a day (YYYY-MM-DD)' }
    case 'boolean':
      return { zh: '应为是或否', en: 'yes or no' }
    case 'code':
    case 'codes':
      return {
        zh: `应为：${(field.codes ?? []).map(({ title }) => title.zh).join('、')}`,
        en: `one of: ${(field.codes ?? []).map(({ title }) => title.en).join(', ')}`,
      }
    case 'ref':
    case 'record':
      return { zh: '应为登记册中的对象', en: 'something that is registered' }
  }
}

/** The first value that does not fit its field, or the values as they are kept (trimmed, without empty ones). */
export function checkValues(kind: RecordKind, given: Values): { readonly values: Values } | { readonly fault: ValueFault } {
  const read = valuesSchema(kind.fields).safeParse(given)
  if (!read.success) {
    const key = String(read.error.issues[0]?.path[0] ?? (read.error.issues[0] as { keys?: string[] } | undefined)?.keys?.[0] ?? '')
    const field = kind.fields.find((one) => one.key === key)
    if (field === undefined) return { fault: { key, field: key, zh: '没有这个字段', en: 'no such field' } }
    const missing = given[key] === undefined || given[key] === null || given[key] === ''
    return { fault: { key, field: field.title.zh, ...(missing ? { zh: '必填', en: 'is required' } : wanted(field)) } }
  }
  return { values: Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== null && value !== undefined)) }
}

/** From which day on, and to before which, a record with these values is true; refused (null) when it would end before it begins. */
export function trueDays(
  kind: RecordKind,
  values: Values,
  { from, today }: { readonly from: string | null; readonly today: string },
): { readonly from: string; readonly to: string | null } | null {
  const day = kind.day === undefined ? undefined : values[kind.day]
  const begin = from ?? (typeof day === 'string' ? day : today)
  const until = kind.until === undefined ? undefined : values[kind.until]
  const to = typeof until === 'string' ? Temporal.PlainDate.from(until).add({ days: 1 }).toString() : null
  return to !== null && to <= begin ? null : { from: begin, to }
}

/** What makes two records one: the identity fields, folded so that width, case and blanks make no second; null where one is missing. */
export function identityOf(kind: RecordKind, values: Values): string | null {
  if (kind.identity.length === 0) return null
  const parts = kind.identity.map((key) => values[key])
  if (parts.some((part) => part === undefined || part === null)) return null
  return parts.map((part) => String(part).normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase()).join('\u001f')
}

/** Fields whose value differs between two versions. */
export function changedFields(before: Values, after: Values): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  )
}
