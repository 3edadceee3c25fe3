import { ChangedMeanwhile, command, DivisionCode, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { CodedPoint, PointOutside } from '@yinqiao/places/contract'
import { z } from 'zod'
import { FirmId } from './firm.ts'
import {
  DuplicateProposal,
  ImportReport,
  Institution,
  InstitutionId,
  InstitutionKind,
  InstitutionState,
  ProposalId,
  ProposalState,
} from './institution.ts'
import { EditInstitutions, ImportInstitutionLists } from './permissions.ts'
import {
  ColumnsMissing,
  DivisionNotKnown,
  FileEmpty,
  FileNotCsv,
  FirmUnknown,
  InstitutionMerged,
  InstitutionTaken,
  InstitutionUnknown,
  KeptNotInPair,
  MoveIllegal,
  OutsideYourArea,
  ProposalDecided,
  ProposalUnknown,
} from './refusals.ts'

/**
 * Imports a list of institutions: CSV with the columns name, category, district, address, beds, tags, source_list,
 * source_url (UTF-8, UTF-16 or GB18030). Rows with problems are left out and named; the others are saved in one
 * transaction. The same list again changes nothing; empty cells never erase what is known. `dryRun` saves nothing.
 */
export const ImportInstitutions = command({
  name: 'orgs.import-institutions',
  title: { zh: '导入养老机构名单', en: 'Import a list of institutions' },
  permission: ImportInstitutionLists,
  input: z.object({
    fileName: z.string().trim().min(1).max(200),
    content: z.base64().describe('the bytes of the file'),
    dryRun: z.boolean().default(false),
    synthetic: z.boolean().default(false).describe('marks the rows 合成数据'),
  }),
  output: ImportReport,
  refusals: [FileNotCsv, ColumnsMissing, FileEmpty],
  bodyLimit: 16 * 1024 * 1024,
})

export const ListInstitutions = query({
  name: 'orgs.list-institutions',
  title: { zh: '养老机构', en: 'Institutions' },
  permission: 'signed-in',
  input: PageInput.extend({
    search: z.string().trim().max(120).nullish().describe('part of the name or address, pinyin or initials'),
    under: DivisionCode.nullish(),
    districtName: z.string().max(40).nullish(),
    kind: InstitutionKind.nullish(),
    state: InstitutionState.nullish().describe('all but merged when absent'),
    bedsKnown: z.boolean().nullish(),
    located: z.boolean().nullish(),
  }),
  output: pageOf(Institution),
  refusals: [],
})

export const GetInstitution = query({
  name: 'orgs.get-institution',
  title: { zh: '机构详情', en: 'Institution' },
  permission: 'signed-in',
  input: z.object({ id: InstitutionId }),
  output: Institution,
  refusals: [InstitutionUnknown],
})

const InstitutionInput = z.object({
  name: z.string().trim().min(2).max(120),
  category: z.string().trim().min(1).max(40),
  divisionCode: DivisionCode.nullable(),
  address: z.string().trim().min(1).max(200).nullable(),
  beds: z.number().int().min(0).max(20000).nullable().describe('null = not known'),
  tags: z.array(z.string().trim().min(1).max(40)).max(40),
  firmId: FirmId.nullable(),
  point: CodedPoint.nullable(),
})

export const CreateInstitution = command({
  name: 'orgs.create-institution',
  title: { zh: '新增养老机构', en: 'Add an institution' },
  permission: EditInstitutions,
  input: InstitutionInput,
  output: Institution,
  refusals: [InstitutionTaken, DivisionNotKnown, FirmUnknown, OutsideYourArea, PointOutside],
})

export const EditInstitution = command({
  name: 'orgs.edit-institution',
  title: { zh: '修改养老机构', en: 'Edit an institution' },
  permission: EditInstitutions,
  input: InstitutionInput.extend({ id: InstitutionId, version: z.number().int() }),
  output: Institution,
  refusals: [
    InstitutionUnknown,
    InstitutionMerged,
    InstitutionTaken,
    DivisionNotKnown,
    FirmUnknown,
    OutsideYourArea,
    PointOutside,
    ChangedMeanwhile,
  ],
})

export const ChangeInstitutionState = command({
  name: 'orgs.change-institution-state',
  title: { zh: '变更机构状态', en: 'Change the state of an institution' },
  permission: EditInstitutions,
  input: z.object({ id: InstitutionId, version: z.number().int(), to: InstitutionState, reason: z.string().trim().min(2).max(200) }),
  output: Institution,
  refusals: [InstitutionUnknown, MoveIllegal, OutsideYourArea, ChangedMeanwhile],
})

/** Pairs the post may decide, oldest first. */
export const ListDuplicateProposals = query({
  name: 'orgs.list-duplicate-proposals',
  title: { zh: '疑似重复机构', en: 'Institutions that may be one' },
  permission: EditInstitutions,
  input: PageInput.extend({ state: ProposalState.default('open') }),
  output: pageOf(DuplicateProposal),
  refusals: [],
})

/** A person says whether two records are one. `same` merges the other into `keepId`; a later `different` brings it back. */
export const DecideDuplicate = command({
  name: 'orgs.decide-duplicate',
  title: { zh: '判定疑似重复', en: 'Decide whether two institutions are one' },
  permission: EditInstitutions,
  input: z.object({
    id: ProposalId,
    seen: ProposalState.describe('the state on the screen when deciding'),
    decision: z.discriminatedUnion('is', [
      z.object({ is: z.literal('same'), keepId: InstitutionId }),
      z.object({ is: z.literal('different') }),
    ]),
  }),
  output: DuplicateProposal,
  refusals: [ProposalUnknown, ProposalDecided, KeptNotInPair, InstitutionMerged, OutsideYourArea],
  isolation: 'serializable',
})

export const institutionSignatures = [
  ImportInstitutions,
  ListInstitutions,
  GetInstitution,
  CreateInstitution,
  EditInstitution,
  ChangeInstitutionState,
  ListDuplicateProposals,
  DecideDuplicate,
]
