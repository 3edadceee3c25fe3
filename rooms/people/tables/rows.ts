import type { ColumnType, Generated } from 'kysely'

export type PeopleRows = {
  'people.elder': {
    id: string
    version: Generated<number>
    name: string
    name_from2: ColumnType<string | null, never, never>
    name_from3: ColumnType<string | null, never, never>
    name_full: string
    name_initials: string
    sex: string
    birth_day: string | null
    id_kind: string
    id_sealed: string | null
    id_blind: string | null
    phone_sealed: string | null
    phone_blind: string | null
    phone_tail_blind: string | null
    address: string | null
    division_code: string
    site_id: string | null
    household_id: string | null
    lives_alone: string
    health_sealed: string | null
    contacts_sealed: string | null
    origin: string
    synthetic: Generated<boolean>
    created_at: string
    updated_at: string
    updated_by: string | null
  }
  'people.elder_version': {
    id: string
    elder_id: string
    version: number
    recorded_at: string
    recorded_by: string | null
    recorded_by_name: string
    origin: string
    name: string
    sex: string
    birth_day: string | null
    id_kind: string
    id_sealed: string | null
    phone_sealed: string | null
    address: string | null
    division_code: string
    site_id: string | null
    household_id: string | null
    lives_alone: string
    health_sealed: string | null
    contacts_sealed: string | null
  }
  'people.life_change': {
    id: string
    elder_id: string
    n: number
    kind: string
    undoes: string | null
    state: string
    from_day: string
    to_day: string | null
    note: string | null
    recorded_at: string
    recorded_by: string | null
    recorded_by_name: string
  }
  'people.life_state': {
    id: string
    elder_id: string
    division_code: string
    state: string
    valid_from: string
    valid_to: string | null
    known_from: string
    known_to: string | null
    set_by: string
    withdrawn_by: string | null
  }
}
