import type { ElderInput } from '../contract/elder.ts'

/** The fields a version may change, in the order of the form. */
export const elderFields = [
  'name',
  'sex',
  'birthDay',
  'idKind',
  'idNumber',
  'phone',
  'address',
  'divisionCode',
  'siteId',
  'householdId',
  'livesAlone',
  'healthNotes',
  'contacts',
] as const satisfies readonly (keyof ElderInput)[]
export type ElderField = (typeof elderFields)[number]

/** Fields whose values are shown only to posts that may see them in clear. */
export const sensitiveFields: ReadonlySet<ElderField> = new Set<ElderField>(['idNumber', 'phone', 'healthNotes', 'contacts'])

/** The fields in which two versions differ. */
export function changedFields(before: ElderInput, after: ElderInput): readonly ElderField[] {
  return elderFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

/** A value of a version as the history shows it; null = not recorded. */
export function shownValue(version: ElderInput, field: ElderField): string | null {
  const value = version[field]
  if (value === null) return null
  return typeof value === 'string' ? value : value.map((contact) => `${contact.name}（${contact.relation}）${contact.phone}`).join('；')
}
