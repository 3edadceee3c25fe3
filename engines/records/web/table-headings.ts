import type { Field } from '../contract/field.ts'
import type { RecordKind } from '../contract/record-kind.ts'

/** Heading under which a table brings the place of a row. */
export const placeHeading = '属地代码'

/** The heading of a field in an import or export; an amount tells its unit, for the import refuses one that does not. */
export function headingOf(field: Field): string {
  const unit = field.type === 'money' ? '万元' : field.unit?.zh
  return unit === undefined || field.title.zh.endsWith('）') ? field.title.zh : `${field.title.zh}（${unit}）`
}

/** The headings of the template of a kind. */
export function templateHeadings(kind: RecordKind): readonly string[] {
  return [...kind.fields.map(headingOf), placeHeading]
}
