import { DivisionCode, id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { FirmId } from './firm.ts'

export const InstitutionId = id('Institution')
export type InstitutionId = z.infer<typeof InstitutionId>

/** Kind read from the list's own word (`category` keeps that word). */
export const InstitutionKind = z.enum([
  'home',
  'nursing-home',
  'welfare-home',
  'rehabilitation',
  'community-care',
  'health-centre',
  'centre',
  'other',
])
export type InstitutionKind = z.infer<typeof InstitutionKind>

/** `listed` = a list names it, nobody confirmed it; `merged` = the same as another record, which goes on. */
export const InstitutionState = z.enum(['listed', 'open', 'suspended', 'closed', 'merged'])
export type InstitutionState = z.infer<typeof InstitutionState>

/**
 * An institution or provider of care for older people. `beds` null = the list does not say (never 0);
 * `point` null = 未定位; `divisionCode` null = it could not be told from the list.
 */
export const Institution = z.object({
  id: InstitutionId,
  version: z.number().int(),
  name: z.string(),
  category: z.string(),
  kind: InstitutionKind,
  state: InstitutionState,
  districtName: z.string().nullable(),
  divisionCode: DivisionCode.nullable(),
  address: z.string().nullable(),
  beds: z.number().int().nullable(),
  tags: z.array(z.string()),
  firmId: FirmId.nullable(),
  point: z.object({ lng: z.number(), lat: z.number() }).nullable().describe('WGS-84'),
  sourceList: z.string(),
  sourceUrl: z.string().nullable(),
  mergedInto: InstitutionId.nullable(),
  openProposals: z.number().int().describe('duplicate proposals about it that nobody has decided'),
  synthetic: z.boolean(),
  updatedAt: Instant,
})
export type Institution = z.infer<typeof Institution>

/** One thing wrong in an imported file: `row` counts from 1 with the heading as row 1, as spreadsheets show it. */
export const ImportProblem = z.object({
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})
export type ImportProblem = z.infer<typeof ImportProblem>

/** Why two institutions may be one. */
export const DuplicateReason = z.enum(['same-address', 'same-core-name', 'near-name'])
export type DuplicateReason = z.infer<typeof DuplicateReason>

export const ProposalId = id('Proposal')
export const ProposalState = z.enum(['open', 'same', 'different'])

/** Two institutions that may be one; a person decides. */
export const DuplicateProposal = z.object({
  id: ProposalId,
  state: ProposalState,
  reasons: z.array(DuplicateReason),
  left: Institution,
  right: Institution,
  keptId: InstitutionId.nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
})

export const ImportReport = z.object({
  dryRun: z.boolean(),
  encoding: z.enum(['utf-8', 'gb18030', 'utf-16le', 'utf-16be']),
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int().describe('rows left out because of a problem'),
  problems: z.array(ImportProblem),
  proposals: z.number().int().describe('new duplicate proposals'),
  proposed: z.array(z.object({ left: z.string(), right: z.string(), reasons: z.array(DuplicateReason) })),
})
export type ImportReport = z.infer<typeof ImportReport>
