import type { Words } from '@yinqiao/kernel/contract'
import type { Code, EvidenceSlot, Field, FieldType } from '@yinqiao/records/contract'

type More = Partial<Omit<Field, 'key' | 'title' | 'type'>>
const of =
  (type: FieldType) =>
  (key: string, zh: string, en: string, more: More = {}): Field => ({ key, title: { zh, en }, type, ...more })

export const text = of('text')
export const longText = of('long-text')
export const integer = of('integer')
export const money = of('money')
export const day = of('day')
export const yes = of('boolean')

/** One of a list. */
export const code = (key: string, zh: string, en: string, codes: readonly Code[], more: More = {}): Field =>
  of('code')(key, zh, en, { codes, ...more })
/** Some of a list. */
export const codes = (key: string, zh: string, en: string, list: readonly Code[], more: More = {}): Field =>
  of('codes')(key, zh, en, { codes: list, ...more })
/** A record of another register. */
export const record = (key: string, zh: string, en: string, to: string, more: More = {}): Field =>
  of('record')(key, zh, en, { to, ...more })
/** A firm of the register of firms, which holds each legal person once. */
export const firm = (more: More & { readonly key?: string; readonly title?: Words } = {}): Field => {
  const { key = 'firm', title = { zh: '企业', en: 'Firm' }, ...rest } = more
  return { key, title, type: 'ref', to: 'firm', listed: true, ...rest }
}
/** The field every register is shown by. */
export const name = (zh = '名称', en = 'Name'): Field => text('name', zh, en, { required: true, listed: true, max: 120 })

/** A place for proof; two acceptors for what a target counts. */
export const slot = (code: string, zh: string, en: string, acceptors: 1 | 2, expires = false): EvidenceSlot => ({
  code,
  title: { zh, en },
  acceptors,
  ...(expires ? { expires } : {}),
})

const read = [
  'district-leader',
  'working-group',
  'district-officer',
  'town-officer',
  'village-officer',
  'park-operator',
  'statistician',
  'audit-admin',
]
const accept = ['working-group', 'district-officer', 'statistician']

/** Rights and group of the registers of this room: towns and parks write what is theirs, the district accepts. */
export const ours = {
  group: 'industry',
  rights: { read, write: ['working-group', 'district-officer', 'town-officer', 'park-operator'], accept },
}
/** Registers only the district writes: what the plan and the working group set. */
export const districtsOnly = { group: 'industry', rights: { read, write: ['working-group', 'district-officer'], accept } }
