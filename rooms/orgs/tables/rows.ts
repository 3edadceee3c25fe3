import type { Generated } from 'kysely'

export type OrgsRows = {
  'orgs.unit': {
    id: string
    code: string
    version: Generated<number>
    kind: string
    division_code: string | null
    parent_id: string | null
    valid_from: string
    valid_to: string | null
    source: string
    created_at: string
    updated_at: string
  }
  'orgs.unit_name': { unit_id: string; name: string; name_key: string; valid_from: string; valid_to: string | null }
  'orgs.unit_alias': { unit_id: string; alias: string; alias_key: string; kind: string; source: string; recorded_at: string; recorded_by: string | null }
  'orgs.unit_transfer': {
    id: string
    kind: string
    from_unit_id: string
    from_name: string
    to_unit_id: string | null
    to_name: string | null
    on_day: string
    basis: string
    recorded_at: string
    recorded_by: string | null
  }
  'orgs.unit_collective': { as_written: string; key: string; kinds: string[]; source: string }
  'orgs.firm': {
    id: string
    version: Generated<number>
    name: string
    name_full: string
    name_initials: string
    uscc: string | null
    kinds: string[]
    state: string
    state_since: string
    division_code: string | null
    address: string | null
    address_key: string | null
    synthetic: Generated<boolean>
    created_at: string
    updated_at: string
    updated_by: string | null
  }
  'orgs.institution': {
    id: string
    version: Generated<number>
    identity: string
    name: string
    name_full: string
    name_initials: string
    category: string
    kind: string
    state: string
    state_before_merge: string | null
    merged_into: string | null
    district_name: string | null
    division_code: string | null
    address: string | null
    address_key: string | null
    beds: number | null
    tags: Generated<string[]>
    firm_id: string | null
    lng: number | null
    lat: number | null
    source_list: string
    source_url: string | null
    hand_fields: Generated<string[]>
    synthetic: Generated<boolean>
    created_at: string
    updated_at: string
    updated_by: string | null
  }
  'orgs.duplicate_proposal': {
    id: string
    left_id: string
    right_id: string
    reasons: string[]
    state: Generated<string>
    kept_id: string | null
    proposed_at: string
    decided_at: string | null
    decided_by: string | null
    decided_by_name: string | null
  }
}
