import type { Generated } from 'kysely'

export type PlanRows = {
  'plan.document': {
    id: string
    title: string
    number: string | null
    created_at: string
  }
  'plan.version': {
    id: string
    document_id: string
    seq: number
    state: string
    title: string
    number: string | null
    issuer: string | null
    issued_on: string | null
    disclosure: string | null
    file_name: string
    body: string
    sha256: string
    sm3: string
    structure: unknown
    mapping: Generated<unknown>
    imported_at: string
    imported_by: string
    confirmed_at: string | null
    confirmed_by: string | null
    effective_from: string | null
    effective_to: string | null
    ended_reason: string | null
  }
  'plan.clause': {
    id: string
    document_id: string
    kind: string
    verb_class: string | null
  }
  'plan.clause_text': {
    version_id: string
    clause_id: string
    place: number
    parent_id: string | null
    label: string
    from_char: number
    to_char: number
    text_hash: string
    change: string
  }
  'plan.clause_link': {
    from_clause: string
    to_clause: string
    version_id: string
    change: string
  }
  'plan.interpretation': {
    id: string
    clause_id: string
    term: string | null
    text: string
    decided_by: string
    decided_on: string
    paper: string | null
    valid_from: string
    valid_to: string | null
    end_reason: string | null
    entered_by: string
    entered_at: string
  }
  'plan.duty': {
    id: string
    clause_id: string
    unit_id: string | null
    unit_name: string
    as_written: string
    role: string
    source: string
    status: Generated<string>
    accepted_at: string | null
    accepted_by: string | null
    dispute: string | null
    version: Generated<number>
  }
  'plan.duty_decision': {
    id: string
    duty_id: string
    kind: string
    text: string
    decided_by: string
    decided_on: string
    before: unknown
    after: unknown
    entered_by: string
    entered_at: string
  }
  'plan.row_note': {
    code: string
    note: string
    entered_by: string
    entered_at: string
  }
  'plan.row_anchor': {
    version_id: string
    code: string
    clause_id: string | null
    spans: unknown
  }
}
