import type { Generated } from 'kysely'

export type PlacesRows = {
  'places.district': {
    code: string
    name: string
    city: string
    province: string
    as_of: string
    title: string
    source: string[]
    confidence: string
    loaded_at: string
  }
  'places.division': {
    code: string
    name: string
    kind: string
    parent: string | null
    valid_from: string
    valid_to: string | null
    source: string
    confidence: string
  }
  'places.block': { code: string; district_code: string; name: string; as_written: string; source: string }
  'places.block_member': {
    block_code: string
    division_code: string
    valid_from: string
    valid_to: string | null
    basis: string
    recorded_at: string
    recorded_by: string | null
  }
  'places.outline': { district_code: string; file: unknown; loaded_at: string }
  'places.site': {
    id: string
    version: Generated<number>
    name: string
    kind: string
    state: Generated<string>
    address: string
    address_key: string | null
    division_code: string
    lng: number | null
    lat: number | null
    point_coding: string | null
    point_check: string | null
    synthetic: Generated<boolean>
    created_at: string
    updated_at: string
    updated_by: string | null
  }
  'places.pub_district': { code: string; name: string; city: string; province: string }
  'places.pub_division': { code: string; name: string; kind: string; parent: string | null; valid_from: string; valid_to: string | null }
  'places.pub_site': {
    id: string
    name: string
    kind: string
    state: string
    address: string
    division_code: string
    lng: number | null
    lat: number | null
    synthetic: boolean
  }
}
