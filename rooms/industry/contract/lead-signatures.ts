import {
  ChangedMeanwhile,
  command,
  Day,
  DivisionCode,
  Instant,
  InvalidInput,
  PageInput,
  pageOf,
  query,
  refusal,
} from '@yinqiao/kernel/contract'
import { UsccInvalid } from '@yinqiao/orgs/contract'
import { recordsRefusals } from '@yinqiao/records/contract'
import { z } from 'zod'
import { chainPositions, countries, directions, fieldTags, investors, platformFirms } from '../kinds/codes.ts'
import { ReportLeads, SeeLeads, TransferLeads } from './permissions.ts'

export const NotALead = refusal('industry.not-a-lead', 'missing', '没有这个招商项目', 'There is no such investment project')
export const SameOwner = refusal('industry.same-owner', 'state', '该项目本就归此地此单位', 'The project already belongs there')
export const leadRefusals = [NotALead, SameOwner]

/** A second report of a firm within so many days of the first is a race between towns; later it is a repeat. */
export const raceDays = 7

const oneOf = (codes: readonly { readonly code: string }[]) => z.enum(codes.map(({ code }) => code))

export const LeadReport = z.object({
  id: z.uuid(),
  recordId: z.uuid(),
  standing: z.enum(['first', 'competing', 'repeat']),
  firmName: z.string(),
  uscc: z.string().nullable(),
  reportedOn: Day,
  reportedAt: Instant,
  divisionCode: DivisionCode.nullable(),
  unitId: z.uuid().nullable(),
  by: z.string(),
  synthetic: z.boolean(),
})
export type LeadReport = z.infer<typeof LeadReport>

/** Reports a firm. The first report opens the project and owns it; a later one is logged and answered with who was first. */
export const ReportLead = command({
  name: 'industry.report-lead',
  title: { zh: '报送招商线索', en: 'Report a lead' },
  permission: ReportLeads,
  input: z.object({
    name: z.string().trim().min(2).max(120),
    uscc: z.string().trim().min(1).max(30).nullish(),
    divisionCode: DivisionCode.nullable().describe('town that reports; null: the district itself'),
    unitId: z.uuid().nullish(),
    introducer: z.string().trim().min(2).max(120).nullish(),
    contactUnit: z.string().trim().min(2).max(120).nullish(),
    fields: z.array(oneOf(fieldTags)).min(1).nullish(),
    directions: z.array(oneOf(directions)).min(1).nullish(),
    chain: oneOf(chainPositions).nullish(),
    platform: oneOf(platformFirms).nullish(),
    investor: oneOf(investors).nullish(),
    country: oneOf(countries).nullish(),
    synthetic: z.boolean().default(false),
  }),
  output: z.object({ report: LeadReport, first: LeadReport.nullable() }),
  refusals: [...recordsRefusals, UsccInvalid],
})

export const ListLeadReports = query({
  name: 'industry.list-lead-reports',
  title: { zh: '线索报送', en: 'Reports of leads' },
  permission: SeeLeads,
  input: PageInput.extend({ search: z.string().max(80).nullish(), contestedOnly: z.boolean().nullish() }),
  output: pageOf(
    LeadReport.extend({
      /** Where the project belongs now; it may have been transferred. */
      owner: z.object({ divisionCode: DivisionCode.nullable(), unitId: z.uuid().nullable(), version: z.int() }).nullable(),
      /** Other reports of the same project. */
      others: z.int(),
    }),
  ),
  refusals: [InvalidInput],
})

/** Gives a project to another town or unit; the version it makes keeps the reason, what came before stays as it was. */
export const TransferLead = command({
  name: 'industry.transfer-lead',
  title: { zh: '移交招商线索', en: 'Transfer a lead' },
  permission: TransferLeads,
  input: z.object({
    recordId: z.uuid(),
    version: z.int(),
    divisionCode: DivisionCode.nullable(),
    unitId: z.uuid().nullish(),
    reason: z.string().trim().min(2).max(300),
  }),
  output: z.object({ version: z.int() }),
  refusals: [...recordsRefusals, ...leadRefusals, ChangedMeanwhile],
})

export const leadSignatures = [ReportLead, ListLeadReports, TransferLead]
