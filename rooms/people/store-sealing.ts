import type { Insertable, Selectable } from 'kysely'
import { ElderInput, EmergencyContact } from './contract/elder.ts'
import type { PeopleRows } from './tables/rows.ts'
import { phoneTail } from './rules/check-phone.ts'
import { spellName } from './rules/spell-name.ts'

/** What sealing needs of the kernel's cipher. */
export interface Sealer {
  seal(plain: string): string
  open(sealed: string): string
  blind(domain: string, plain: string): string
}

/** The columns of people.elder that hold what a clerk entered, encrypted where they must be. */
export type FactColumns = Omit<
  Insertable<PeopleRows['people.elder']>,
  'id' | 'version' | 'origin' | 'synthetic' | 'created_at' | 'updated_at' | 'updated_by'
>

/** The same columns as a stored version has them. */
export type StoredFacts = Pick<
  Selectable<PeopleRows['people.elder_version']>,
  | 'name'
  | 'sex'
  | 'birth_day'
  | 'id_kind'
  | 'id_sealed'
  | 'phone_sealed'
  | 'address'
  | 'division_code'
  | 'site_id'
  | 'household_id'
  | 'lives_alone'
  | 'health_sealed'
  | 'contacts_sealed'
>

/** Search keys of encrypted columns; one domain a column, so that equal texts of two columns do not meet. */
export const blindDomains = { idNumber: 'people.elder.id', phone: 'people.elder.phone', phoneTail: 'people.elder.phone-tail' } as const

/** Checked facts as columns: number, phone, notes and contacts sealed, their search keys beside them, the name spelled. */
export function sealElder(sealer: Sealer, facts: ElderInput): FactColumns {
  const spelling = spellName(facts.name)
  const { idNumber, phone, healthNotes, contacts } = facts
  return {
    name: facts.name,
    name_full: spelling.full,
    name_initials: spelling.initials,
    sex: facts.sex,
    birth_day: facts.birthDay,
    id_kind: facts.idKind,
    id_sealed: idNumber === null ? null : sealer.seal(idNumber),
    id_blind: idNumber === null ? null : sealer.blind(blindDomains.idNumber, idNumber),
    phone_sealed: phone === null ? null : sealer.seal(phone),
    phone_blind: phone === null ? null : sealer.blind(blindDomains.phone, phone),
    phone_tail_blind: phone === null ? null : sealer.blind(blindDomains.phoneTail, phoneTail(phone)),
    address: facts.address,
    division_code: facts.divisionCode,
    site_id: facts.siteId,
    household_id: facts.householdId,
    lives_alone: facts.livesAlone,
    health_sealed: healthNotes === null ? null : sealer.seal(healthNotes),
    contacts_sealed: contacts.length === 0 ? null : sealer.seal(JSON.stringify(contacts)),
  }
}

/** Stored columns in clear again. */
export function openElder(sealer: Sealer, stored: StoredFacts): ElderInput {
  const open = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  const contacts = open(stored.contacts_sealed)
  return ElderInput.parse({
    name: stored.name,
    sex: stored.sex,
    birthDay: stored.birth_day,
    idKind: stored.id_kind,
    idNumber: open(stored.id_sealed),
    phone: open(stored.phone_sealed),
    address: stored.address,
    divisionCode: stored.division_code,
    siteId: stored.site_id,
    householdId: stored.household_id,
    livesAlone: stored.lives_alone,
    healthNotes: open(stored.health_sealed),
    contacts: contacts === null ? [] : EmergencyContact.array().parse(JSON.parse(contacts)),
  })
}

/** The columns a version keeps of the facts: without search keys and spelling. */
export function versionFacts(columns: FactColumns): StoredFacts {
  return {
    name: columns.name,
    sex: columns.sex,
    birth_day: columns.birth_day ?? null,
    id_kind: columns.id_kind,
    id_sealed: columns.id_sealed ?? null,
    phone_sealed: columns.phone_sealed ?? null,
    address: columns.address ?? null,
    division_code: columns.division_code,
    site_id: columns.site_id ?? null,
    household_id: columns.household_id ?? null,
    lives_alone: columns.lives_alone,
    health_sealed: columns.health_sealed ?? null,
    contacts_sealed: columns.contacts_sealed ?? null,
  }
}
