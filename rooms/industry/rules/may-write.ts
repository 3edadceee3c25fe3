import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { NotYourPark, OutsideYourArea } from '../contract/refusals.ts'

/** The post that wants to write: its area (division code prefix, '' = none), role and unit. */
export interface Writer {
  readonly role: string
  readonly area: string
  readonly unitId: string | null
}

/**
 * Whether a post may change a park's records: inside its area (a place not confirmed yet: only posts of a whole
 * district), and a park operator only where its own unit operates or nobody is named yet.
 */
export function mayWrite(writer: Writer, name: string, divisionCode: string | null, operatorUnitId: string | null): Refusal | undefined {
  const { area } = writer
  const inside = area !== '' && (divisionCode === null ? area.length <= 6 : divisionCode.startsWith(area))
  if (!inside) return refuse(OutsideYourArea, { name, area }, 'divisionCode')
  const foreign = writer.role === 'park-operator' && operatorUnitId !== null && operatorUnitId !== writer.unitId
  return foreign ? refuse(NotYourPark, { name }, 'operatorUnitId') : undefined
}
