import type { RawInput } from '@yinqiao/kernel/contract'
import type { EditElder } from '@yinqiao/people/contract'
import type { ElderRecord } from './elder-words.ts'

/** What is typed of an elder; an empty field means not recorded. */
export interface ElderValues {
  readonly name: string
  readonly sex: ElderRecord['sex']
  readonly birthDay?: string
  readonly idKind: ElderRecord['idKind']
  readonly idNumber?: string
  readonly phone?: string
  readonly address?: string
  readonly divisionCode: string
  readonly livesAlone: ElderRecord['livesAlone']
  readonly healthNotes?: string
  readonly contacts?: { name: string; relation: string; phone: string }[]
}

/** Fields that never lie in the browser's store. */
export const secretFields = ['idNumber', 'phone', 'healthNotes', 'contacts'] as const

type ElderFacts = Omit<RawInput<typeof EditElder>, 'id' | 'version'>

/** What was typed as the command wants it; site and household are not typed here and stay as they were. */
export function elderInput(values: ElderValues, kept: Pick<ElderFacts, 'siteId' | 'householdId'>): ElderFacts {
  return {
    name: values.name ?? '',
    sex: values.sex,
    birthDay: values.birthDay || null,
    idKind: values.idKind,
    idNumber: values.idNumber?.trim() || null,
    phone: values.phone?.trim() || null,
    address: values.address?.trim() || null,
    divisionCode: values.divisionCode ?? '',
    livesAlone: values.livesAlone,
    healthNotes: values.healthNotes?.trim() || null,
    contacts: values.contacts ?? [],
    ...kept,
  }
}

/** The form's values from a record shown in clear. */
export function elderValues(row: ElderRecord): ElderValues {
  return {
    name: row.name,
    sex: row.sex,
    idKind: row.idKind,
    divisionCode: row.divisionCode,
    livesAlone: row.livesAlone,
    contacts: row.contacts ?? [],
    ...(row.birthDay ? { birthDay: row.birthDay } : {}),
    ...(row.idNumber ? { idNumber: row.idNumber } : {}),
    ...(row.phone ? { phone: row.phone } : {}),
    ...(row.address ? { address: row.address } : {}),
    ...(row.healthNotes ? { healthNotes: row.healthNotes } : {}),
  }
}
