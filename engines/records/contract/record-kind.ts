import type { Source, SourceColumn, Words } from '@yinqiao/kernel/contract'
import type { Field } from './field.ts'

/** A place for proof: which paper, and how many different people outside the scored unit must accept it. */
export interface EvidenceSlot {
  readonly code: string
  readonly title: Words
  readonly acceptors: 1 | 2
  /** The paper ends on a day that must be told. */
  readonly expires?: boolean
}

/** Roles that may do what; the scored unit may add evidence, never accept it. */
export interface RecordRights {
  readonly read: readonly string[]
  readonly write: readonly string[]
  readonly accept: readonly string[]
}

/**
 * A register, declared as data: from it come its screens, checks, versions, evidence, import and its source for
 * measures. `room.thing` is its code; a new register is one such file.
 */
export interface RecordKind {
  readonly code: string
  readonly title: Words
  readonly about?: Words
  /** Group of the navigation and place in it. */
  readonly group: string
  readonly order: number
  readonly fields: readonly Field[]
  /** The field shown as the record's name. */
  readonly name: string
  /** Fields that together name one thing: a second record with the same is refused, an import finds the old one by it. Empty: none. */
  readonly identity: readonly string[]
  /** The record speaks of a day (a meeting, a test): true from that day on. */
  readonly day?: string
  /** Last day on which it is true (a licence, a contract); a missing one is open. */
  readonly until?: string
  readonly evidence: readonly EvidenceSlot[]
  readonly rights: RecordRights
  /** Rows of the plan's decomposition it serves. */
  readonly carries: readonly string[]
}

/** What menus and addresses need of a kind before it is opened; its fields are loaded with its first screen. */
export type RecordDoor = Pick<RecordKind, 'code' | 'title' | 'about' | 'group' | 'order' | 'rights'>

/** The door of a kind, as data. */
export function doorOf({ code, title, about, group, order, rights }: RecordKind): RecordDoor {
  return { code, title, ...(about === undefined ? {} : { about }), group, order, rights }
}

const columnOf = (field: Field): SourceColumn => {
  const text = `s.values->>'${field.key}'`
  const title = field.title
  switch (field.type) {
    case 'integer':
    case 'number':
    case 'money':
      return { type: 'number', title, sql: text }
    case 'day':
      return { type: 'day', title, sql: text }
    case 'boolean':
      return { type: 'boolean', title, sql: text }
    case 'codes':
      return {
        type: 'texts',
        title,
        sql: `case when jsonb_typeof(s.values->'${field.key}') = 'array' then array(select jsonb_array_elements_text(s.values->'${field.key}')) end`,
      }
    case 'text':
    case 'long-text':
    case 'code':
    case 'ref':
    case 'record':
      return { type: 'text', title, sql: text }
  }
}

/** The columns every record has besides its fields. */
const own: Readonly<Record<string, SourceColumn>> = {
  id: { type: 'text', title: { zh: '编号', en: 'Id' } },
  title: { type: 'text', title: { zh: '名称', en: 'Name' } },
  identity: { type: 'text', title: { zh: '标识', en: 'Identity' } },
  division_code: { type: 'text', title: { zh: '属地', en: 'Place' } },
  unit_id: { type: 'text', title: { zh: '报送单位', en: 'Unit' }, sql: 's.unit_id::text' },
  valid_from: { type: 'day', title: { zh: '起始日', en: 'From' } },
  recorded_on: { type: 'day', title: { zh: '登记日', en: 'Recorded on' } },
  first_on: { type: 'day', title: { zh: '首次登记日', en: 'First recorded on' } },
  origin: { type: 'text', title: { zh: '来源', en: 'Origin' } },
}

/** What measures may read of a kind: one row per version, true and known from when to when. */
export function sourceOfKind(kind: RecordKind): Source {
  return {
    name: kind.code,
    title: kind.title,
    view: 'records.pub_record',
    only: `s.kind = '${kind.code}'`,
    versioned: true,
    uuid: true,
    single: true,
    valid: true,
    known: true,
    columns: {
      ...Object.fromEntries(
        kind.fields.map((field) => [
          field.key,
          {
            ...columnOf(field),
            ...(field.key === kind.day ? { sql: 's.day' } : {}),
            ...(field.codes === undefined ? {} : { codes: field.codes }),
            ...(field.required === true ? { always: true } : {}),
          },
        ]),
      ),
      ...own,
    },
    town: 'division_code',
    unit: 'unit_id',
    label: 'title',
    opens: `/records/${kind.code}/{id}`,
  }
}

/** Accepted evidence of all kinds; a row is known from the last acceptance it needed until it was rejected or withdrawn. */
export const evidenceSource: Source = {
  name: 'records.evidence',
  title: { zh: '已认定的佐证', en: 'Accepted evidence' },
  view: 'records.pub_evidence',
  known: true,
  valid: true,
  columns: {
    id: { type: 'text', title: { zh: '编号', en: 'Id' }, sql: 's.id::text' },
    record_id: { type: 'text', title: { zh: '记录', en: 'Record' }, sql: 's.record_id::text' },
    kind: { type: 'text', title: { zh: '类别', en: 'Kind' } },
    slot: { type: 'text', title: { zh: '佐证项', en: 'Slot' } },
    file_sm3: { type: 'text', title: { zh: '文件指纹', en: 'File hash' } },
  },
  town: null,
  unit: null,
  opens: null,
}

/** Fields typed by hand, a row for each version somebody typed: what the burden meter adds up. */
export const typingSource: Source = {
  name: 'records.typing',
  title: { zh: '手工填写', en: 'Typing by hand' },
  view: 'records.pub_typing',
  known: true,
  columns: {
    id: { type: 'text', title: { zh: '编号', en: 'Id' } },
    record_id: { type: 'text', title: { zh: '记录', en: 'Record' }, sql: 's.record_id::text' },
    kind: { type: 'text', title: { zh: '类别', en: 'Kind' } },
    fields: { type: 'number', title: { zh: '手填字段数', en: 'Fields typed' } },
    unit_id: { type: 'text', title: { zh: '填写单位', en: 'Unit' }, sql: 's.unit_id::text' },
    recorded_on: { type: 'day', title: { zh: '填写日', en: 'Typed on' } },
  },
  town: null,
  unit: 'unit_id',
  opens: null,
}
