import { command, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { importPlan, readPlanText } from './permissions.ts'
import { planReadRefusals } from './read-refusals.ts'
import { AlreadyImported, MappingOpen, NotDraft, SameNumberOtherText, VersionUnknown } from './refusals.ts'
import { PlanStructure, UnitRole, VerbClass } from './structure.ts'

export const ClauseKind = z.enum(['section', 'target', 'direction', 'task', 'sentence', 'safeguard'])
export const Change = z.enum(['same', 'edited', 'moved', 'split', 'merged', 'removed', 'new'])
/** draft: read by the machine, not confirmed; stored: confirmed, but older than the one in force. */
export const VersionState = z.enum(['draft', 'in-force', 'stored', 'superseded', 'repealed'])

export const VersionRow = z.object({
  id: z.uuid(),
  documentId: z.uuid(),
  seq: z.number().int(),
  title: z.string(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  disclosure: z.string().nullable(),
  state: VersionState,
  sha256: z.string(),
  sm3: z.string(),
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
  confirmedAt: z.iso.datetime().nullable(),
  confirmedBy: z.string().nullable(),
})

/** A clause with its lasting id and the slice of this version's text. */
export const ClauseView = z.object({
  id: z.uuid(),
  kind: ClauseKind,
  verbClass: VerbClass.nullable(),
  label: z.string(),
  parentId: z.uuid().nullable(),
  from: z.number().int(),
  to: z.number().int(),
  change: Change,
  terms: z.array(z.object({ term: z.string(), from: z.number().int(), to: z.number().int(), interpreted: z.boolean() })),
  units: z.array(z.object({ asWritten: z.string(), role: UnitRole })),
  unitsOpen: z.boolean(),
  rows: z.array(z.string()),
})

const MappingRow = z.object({
  index: z.number().int(),
  change: Change,
  confirmed: z.boolean(),
  likeness: z.number(),
  old: z.array(z.object({ clauseId: z.uuid(), text: z.string() })),
  now: z.array(z.object({ at: z.number().int(), text: z.string() })),
})

const textFile = { fileName: z.string().max(300), content: z.base64().max(72_000_000) }

/** Reads a document and changes nothing: what an import would find. */
export const PreviewPlan = query({
  name: 'plan.preview-plan',
  title: { zh: '试读方案', en: 'Preview a plan' },
  permission: importPlan,
  bodyLimit: 80_000_000,
  input: z.object(textFile),
  output: z.object({ text: z.string(), structure: PlanStructure }),
  refusals: planReadRefusals,
})

/** Keeps the text as a draft version with the machine's reading and the proposed mapping of clauses. */
export const ImportPlan = command({
  name: 'plan.import-plan',
  title: { zh: '导入方案', en: 'Import a plan' },
  permission: importPlan,
  bodyLimit: 80_000_000,
  isolation: 'serializable',
  input: z.object(textFile),
  output: z.object({ versionId: z.uuid(), seq: z.number().int(), clauses: z.number().int(), toConfirm: z.number().int() }),
  refusals: [...planReadRefusals, SameNumberOtherText, AlreadyImported],
})

/** A person has read the machine's reading. Puts the version in force unless one of a later date is. */
export const ConfirmVersion = command({
  name: 'plan.confirm-version',
  title: { zh: '确认方案版本', en: 'Confirm a version' },
  permission: importPlan,
  isolation: 'serializable',
  input: z.object({ versionId: z.uuid() }),
  output: z.object({ state: VersionState, duties: z.number().int(), rowsAnchored: z.number().int() }),
  refusals: [VersionUnknown, NotDraft, MappingOpen],
})

/** Confirms proposed mappings one by one; `as` overrules an edited pair into removed and new. */
export const ConfirmMapping = command({
  name: 'plan.confirm-mapping',
  title: { zh: '核对条款对应', en: 'Confirm clause mappings' },
  permission: importPlan,
  input: z.object({ versionId: z.uuid(), indexes: z.array(z.number().int().nonnegative()).min(1).max(2000) }),
  output: z.object({ open: z.number().int() }),
  refusals: [VersionUnknown, NotDraft],
})

export const DropDraft = command({
  name: 'plan.drop-draft',
  title: { zh: '放弃草稿', en: 'Drop a draft' },
  permission: importPlan,
  input: z.object({ versionId: z.uuid() }),
  output: z.object({}),
  refusals: [VersionUnknown, NotDraft],
})

/** Takes a version out of force for good, with the paper that says so. */
export const RepealVersion = command({
  name: 'plan.repeal-version',
  title: { zh: '废止方案', en: 'Repeal a version' },
  permission: importPlan,
  input: z.object({ versionId: z.uuid(), reason: z.string().min(2).max(300) }),
  output: z.object({ state: VersionState }),
  refusals: [VersionUnknown, NotDraft],
})

export const ListVersions = query({
  name: 'plan.list-versions',
  title: { zh: '方案版本', en: 'Versions' },
  permission: readPlanText,
  input: z.object({}),
  output: z.object({ rows: z.array(VersionRow) }),
  refusals: [],
})

/** A version whole: text, reading, clauses. Without an id the one in force; `version` null when there is none. */
export const GetVersion = query({
  name: 'plan.get-version',
  title: { zh: '方案文本', en: 'Plan text' },
  permission: readPlanText,
  input: z.object({ versionId: z.uuid().nullish() }),
  output: z.object({
    version: VersionRow.nullable(),
    text: z.string(),
    structure: PlanStructure.nullable(),
    clauses: z.array(ClauseView),
    mapping: z.array(MappingRow),
  }),
  refusals: [VersionUnknown],
})
