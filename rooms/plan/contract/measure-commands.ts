import { command, Day, Params, PeriodKind, QualityStatements, QueryTree, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import {
  BoundAlready,
  MeasureArchived,
  MeasureIsBound,
  MeasureUnknown,
  MeasureUsed,
  NotBound,
  NumeratorLeaks,
  OwnProposal,
  ProposalUnknown,
  QualityMissing,
  SameDefinition,
  ScoredApproves,
  TreeWrong,
} from './measure-refusals.ts'
import { Code, Said } from './measures.ts'
import { approveMeasure, bindMeasure, proposeMeasure } from './permissions.ts'
import { RowUnknown } from './refusals.ts'

const Proposal = z.object({
  code: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,58}$/),
  title: Said,
  unit: Said,
  tree: QueryTree,
  params: Params.default({}),
  period: PeriodKind,
  better: z.enum(['more', 'less', 'neither']),
  guard: z.string().max(60).nullable(),
  freshDays: z.int().min(1).max(3660),
  leastCoverage: z.number().min(0).max(1),
  quality: QualityStatements.partial().nullable(),
  why: z.string().trim().min(4).max(600),
})

/** Shows what a definition would give beside the one in force, for the last eight periods; keeps nothing. */
export const PreviewMeasure = query({
  name: 'plan.preview-measure',
  title: { zh: '试算口径', en: 'Try a definition' },
  permission: proposeMeasure,
  input: Proposal,
  output: z.object({
    treeHash: z.string(),
    told: z.string(),
    same: z.boolean(),
    points: z.array(z.object({ to: Day, old: z.string().nullable(), new: z.string().nullable() })),
    leaks: z.int(),
  }),
  refusals: [TreeWrong],
})

export const ProposeMeasure = command({
  name: 'plan.propose-measure',
  title: { zh: '提出口径', en: 'Propose a definition' },
  permission: proposeMeasure,
  input: Proposal,
  output: z.object({ versionId: z.uuid(), seq: z.int() }),
  refusals: [TreeWrong, SameDefinition, MeasureArchived, NumeratorLeaks],
})

export const ReviewMeasure = command({
  name: 'plan.review-measure',
  title: { zh: '复核口径', en: 'Review a definition' },
  permission: proposeMeasure,
  input: z.object({ versionId: z.uuid() }),
  output: z.object({}),
  refusals: [ProposalUnknown, OwnProposal, QualityMissing],
})

/** Puts a reviewed definition in force, or sends it back; during an evaluation round it takes effect after the round. */
export const DecideMeasure = command({
  name: 'plan.decide-measure',
  title: { zh: '批准口径', en: 'Approve a definition' },
  permission: approveMeasure,
  input: z.object({ versionId: z.uuid(), approve: z.boolean(), decision: z.string().trim().min(2).max(600), effectiveFrom: Day.nullish() }),
  output: z.object({ effectiveFrom: Day.nullable() }),
  refusals: [ProposalUnknown, OwnProposal, ScoredApproves, QualityMissing, NumeratorLeaks, TreeWrong],
})

export const BindMeasure = command({
  name: 'plan.bind-measure',
  title: { zh: '绑定指标', en: 'Bind a measure' },
  permission: bindMeasure,
  input: z.object({ rowCode: z.string().max(20), code: Code }),
  output: z.object({}),
  refusals: [RowUnknown, MeasureUnknown, BoundAlready, MeasureArchived],
})

export const UnbindMeasure = command({
  name: 'plan.unbind-measure',
  title: { zh: '解除绑定', en: 'Unbind a measure' },
  permission: bindMeasure,
  input: z.object({ rowCode: z.string().max(20), code: Code, reason: z.string().trim().min(2).max(300) }),
  output: z.object({}),
  refusals: [NotBound],
})

/** Deletes a measure that was only ever a proposal; one that is bound or was in force stays. */
export const DeleteMeasure = command({
  name: 'plan.delete-measure',
  title: { zh: '删除指标', en: 'Delete a measure' },
  permission: bindMeasure,
  input: z.object({ code: Code }),
  output: z.object({}),
  refusals: [MeasureUnknown, MeasureIsBound, MeasureUsed],
})

export const ArchiveMeasure = command({
  name: 'plan.archive-measure',
  title: { zh: '停用指标', en: 'Archive a measure' },
  permission: bindMeasure,
  input: z.object({ code: Code, reason: z.string().trim().min(2).max(300) }),
  output: z.object({}),
  refusals: [MeasureUnknown, MeasureArchived],
})

/** Sets what is to be reached where the plan gives no number; the plan's own numbers are read from its text. */
export const SetTarget = command({
  name: 'plan.set-target',
  title: { zh: '设定目标值', en: 'Set a target value' },
  permission: bindMeasure,
  input: z.object({
    rowCode: z.string().max(20),
    code: Code,
    op: z.enum(['>=', '<=', '=']),
    value: z.number(),
    paper: z.string().trim().max(200).nullish(),
    decidedBy: z.string().trim().min(2).max(80),
    decidedOn: Day,
  }),
  output: z.object({}),
  refusals: [RowUnknown, MeasureUnknown, NotBound],
})

export const DiscloseMeasure = command({
  name: 'plan.disclose-measure',
  title: { zh: '设定公开类别', en: 'Set the class of disclosure' },
  permission: approveMeasure,
  input: z.object({ code: Code, disclosure: z.enum(['公开', '依申请公开', '不公开']) }),
  output: z.object({}),
  refusals: [MeasureUnknown],
})

/** Puts the definitions that rooms ship into the register: new ones take effect, changed ones become proposals. */
export const LoadMeasures = command({
  name: 'plan.load-measures',
  title: { zh: '装载随附口径', en: 'Load shipped definitions' },
  permission: bindMeasure,
  input: z.object({}),
  output: z.object({ added: z.int(), proposed: z.int(), bound: z.int() }),
  refusals: [],
})
