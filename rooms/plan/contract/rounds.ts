import { command, Day, Instant, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { MadeFile } from './meeting-parts.ts'
import { Code, Said } from './measures.ts'
import { answerDuty, readMeasures, readPlanText, reviewRound, runRound, signRound } from './permissions.ts'
import { UnitUnknown } from './refusals.ts'
import { CheckResult, Finding, FrozenValue, RoundRow, RoundState, RoundTarget, Sample, SelfReport } from './round-parts.ts'
import * as no from './round-refusals.ts'

const at = { roundId: z.uuid() }
const words = (least: number, most: number) => z.string().trim().min(least).max(most)

/** A round for a phase of the plan in force; the gate is the last day of the phase unless told, and never a day to come. */
export const OpenRound = command({
  name: 'plan.open-round',
  title: { zh: '开启评估', en: 'Open a round' },
  permission: runRound,
  isolation: 'serializable',
  input: z.object({ phase: words(1, 60), gateDay: Day.nullish(), closesOn: Day.nullish(), title: words(2, 120).nullish() }),
  output: z.object({ roundId: z.uuid(), gateDay: Day, closesOn: Day, title: z.string() }),
  refusals: [no.PhaseUnknown, no.RoundRunning, no.RoundDay],
})

/** Waits for open writers and takes the moment; nothing becomes known at or before it any more. Asked twice it gives the first answer. */
export const FreezeRound = command({
  name: 'plan.freeze-round',
  title: { zh: '冻结数据', en: 'Freeze' },
  permission: runRound,
  input: z.object(at),
  output: z.object({ knownAt: Instant, again: z.boolean() }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundDay],
})

/** Computes every figure as known at the freeze and keeps its rows; a job does the same by itself. Made once. */
export const MakeManifest = command({
  name: 'plan.make-manifest',
  title: { zh: '编制冻结清单', en: 'Make the manifest' },
  permission: runRound,
  input: z.object(at),
  output: z.object({ sha256: z.string(), sm3: z.string(), values: z.int(), rows: z.int() }),
  refusals: [no.RoundUnknown, no.RoundMove],
})

export const ListRounds = query({
  name: 'plan.list-rounds',
  title: { zh: '阶段评估', en: 'Rounds' },
  permission: readPlanText,
  input: z.object({ phase: z.string().max(60).nullish(), state: RoundState.nullish() }),
  output: z.object({
    rows: z.array(RoundRow),
    phases: z.array(z.object({ label: z.string(), title: z.string(), from: Day.nullable(), to: Day.nullable(), targets: z.int() })),
  }),
  refusals: [],
})

export const GetRound = query({
  name: 'plan.get-round',
  title: { zh: '评估轮次', en: 'Round' },
  permission: readPlanText,
  input: z.object(at),
  output: z.object({
    round: RoundRow,
    supplementTo: z.object({ id: z.uuid(), title: z.string() }).nullable(),
    supplements: z.array(z.object({ id: z.uuid(), title: z.string(), state: RoundState })),
    counts: z.record(z.string(), z.int()),
    targets: z.array(RoundTarget),
    /** Figures of the district, headline first. */
    values: z.array(FrozenValue),
    units: z.array(z.object({ id: z.uuid(), name: z.string(), reported: z.boolean() })),
    selfReports: z.array(SelfReport),
    sample: Sample.nullable(),
    findings: z.array(Finding),
    objections: z.array(z.object({ id: z.string(), measure: z.string(), state: z.string(), raisedOn: Day, open: z.boolean() })),
    signed: z.object({ by: z.string(), at: Instant, missingNamed: z.array(z.string()), auditHead: z.string().nullable() }).nullable(),
    disclosure: z.object({ kind: z.string(), basis: z.string(), by: z.string() }).nullable(),
  }),
  refusals: [no.RoundUnknown],
})

/** A frozen figure and its rows, by the code printed beside it. */
export const GetFrozen = query({
  name: 'plan.get-frozen',
  title: { zh: '冻结的记录', en: 'Frozen rows' },
  permission: readMeasures,
  readsPersons: true,
  input: z.object({ code: words(3, 20), from: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(50) }),
  output: z.object({
    roundId: z.uuid(),
    roundTitle: z.string(),
    value: FrozenValue,
    rows: z.array(
      z.object({
        n: z.int(),
        side: z.enum(['rows', 'part', 'whole']),
        id: z.string(),
        version: z.int(),
        label: z.string().nullable(),
        source: z.string(),
        opens: z.string().nullable(),
        town: z.string().nullable(),
        unit: z.string().nullable(),
        amount: z.string().nullable(),
        standing: z.enum(['counted', 'repeat', 'undecided']),
        missing: z.array(z.string()),
        facts: z.array(z.object({ title: Said, value: z.string().nullable() })),
      }),
    ),
    next: z.int().nullable(),
    total: z.int(),
  }),
  refusals: [no.FrozenUnknown],
})

/** Words of a unit; figures only by placeholder {{2.2b}}. A new version each time, none after the signature. */
export const WriteSelfReport = command({
  name: 'plan.write-self-report',
  title: { zh: '撰写自评', en: 'Write a self-report' },
  permission: answerDuty,
  input: z.object({ ...at, unitId: z.uuid(), about: z.string().max(20).default(''), body: words(4, 20_000) }),
  output: z.object({ version: z.int(), typed: z.array(z.string()), unknown: z.array(z.string()) }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundSigned, no.ManifestMissing, no.SelfReportOthers, no.AboutUnknown, UnitUnknown],
})

/** A reviewer lets figures typed by hand stand, and says why. */
export const AcceptTyped = command({
  name: 'plan.accept-typed',
  title: { zh: '认可手写数字', en: 'Accept typed figures' },
  permission: reviewRound,
  input: z.object({ ...at, selfReportId: z.uuid(), why: words(4, 300) }),
  output: z.object({}),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundSigned, no.SelfReportUnknown, no.OwnWork],
})

/** The program picks the seed of the sample and shows its SM3; the seed itself comes out with the draw. Once a round. */
export const CommitSample = command({
  name: 'plan.commit-sample',
  title: { zh: '公布抽查种子指纹', en: 'Commit the seed' },
  permission: reviewRound,
  input: z.object({ ...at, share: z.number().min(0.05).max(0.1) }),
  output: z.object({ seedHash: z.string() }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundSigned, no.SampleCommitted, no.OwnWork],
})
export const DrawSample = command({
  name: 'plan.draw-sample',
  title: { zh: '抽取样本', en: 'Draw the sample' },
  permission: reviewRound,
  input: z.object(at),
  output: z.object({ seed: z.string(), seedHash: z.string(), population: z.int(), drawn: z.int() }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundSigned, no.ManifestMissing, no.SampleMissing, no.NothingToDraw, no.OwnWork],
})
export const RecordCheck = command({
  name: 'plan.record-check',
  title: { zh: '登记核查结果', en: 'Record a check' },
  permission: reviewRound,
  input: z.object({ ...at, n: z.int().min(1), result: CheckResult, note: z.string().trim().max(500).nullish() }),
  output: z.object({ version: z.int() }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundSigned, no.SampleRowUnknown, no.ScoredChecks, no.OwnWork],
})

/** What the independent review says of a target or of the whole, with what is to be done by whom until when. */
export const ReviewFinding = command({
  name: 'plan.review-finding',
  title: { zh: '提出评审意见', en: 'Add a finding' },
  permission: reviewRound,
  input: z.object({
    ...at,
    about: z.string().max(20).default(''),
    body: words(4, 2000),
    action: z.object({ text: words(2, 500), unitId: z.uuid(), due: Day }).nullish(),
  }),
  output: z.object({ findingId: z.uuid() }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundSigned, no.AboutUnknown, no.OwnWork, no.RoundDay, UnitUnknown],
})
export const CloseAction = command({
  name: 'plan.close-action',
  title: { zh: '登记整改完成', en: 'Close an action' },
  permission: runRound,
  input: z.object({ findingId: z.uuid(), doneOn: Day, note: words(2, 500) }),
  output: z.object({}),
  refusals: [no.FindingUnknown, no.RoundDay],
})
export const ReviewRound = command({
  name: 'plan.review-round',
  title: { zh: '结束评审', en: 'End the review' },
  permission: reviewRound,
  input: z.object(at),
  output: z.object({}),
  refusals: [no.RoundUnknown, no.RoundMove, no.ManifestMissing, no.OwnWork, no.TypedFigures],
})

/** Signs the manifest's hash. Units without a self-report are named one by one; who wrote a self-report does not sign. */
export const SignRound = command({
  name: 'plan.sign-round',
  title: { zh: '签发报告', en: 'Sign' },
  permission: signRound,
  input: z.object({
    ...at,
    manifestHash: z.string().length(64),
    missingNamed: z.array(z.uuid()).max(400).default([]),
    number: words(2, 60).nullish(),
  }),
  output: z.object({ signedAt: Instant, auditHead: z.string().nullable() }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundSigned, no.ManifestSeen, no.TypedFigures, no.SelfReportsMissing, no.OwnWork],
})

export const DiscloseRound = command({
  name: 'plan.disclose-round',
  title: { zh: '作出公开决定', en: 'Decide on disclosure' },
  permission: signRound,
  input: z.object({ ...at, disclosure: z.enum(['公开', '依申请公开', '不公开']), basis: words(2, 300) }),
  output: z.object({}),
  refusals: [no.RoundUnknown, no.RoundMove],
})
export const PublishRound = command({
  name: 'plan.publish-round',
  title: { zh: '按决定公布', en: 'Publish' },
  permission: runRound,
  input: z.object(at),
  output: z.object({}),
  refusals: [no.RoundUnknown, no.RoundMove, no.DisclosureOpen],
})
export const ArchiveRound = command({
  name: 'plan.archive-round',
  title: { zh: '归档', en: 'Archive' },
  permission: runRound,
  input: z.object(at),
  output: z.object({}),
  refusals: [no.RoundUnknown, no.RoundMove],
})

/** What came after a signature goes into a round of its own; the signed one stays as it is. */
export const SupplementRound = command({
  name: 'plan.supplement-round',
  title: { zh: '开启补充轮次', en: 'Open a supplement' },
  permission: runRound,
  isolation: 'serializable',
  input: z.object({ ...at, reason: words(4, 300), closesOn: Day.nullish() }),
  output: z.object({ roundId: z.uuid() }),
  refusals: [no.RoundUnknown, no.RoundMove, no.RoundRunning, no.RoundDay],
})

/** Frozen figures that read otherwise now, with both values: late records and corrections. */
export const ListRevisions = query({
  name: 'plan.list-revisions',
  title: { zh: '冻结后的修订', en: 'Revisions since the freeze' },
  permission: readMeasures,
  input: z.object(at),
  output: z.object({
    compared: z.int(),
    rows: z.array(
      z.object({
        rowsCode: z.string(),
        measure: Code,
        title: Said,
        unit: Said,
        frozen: z.string().nullable(),
        now: z.string().nullable(),
        frozenRows: z.int(),
        nowRows: z.int(),
        /** The value is the same and its rows are not. */
        onlyRows: z.boolean(),
      }),
    ),
  }),
  refusals: [no.RoundUnknown, no.ManifestMissing],
})

/** Makes every figure of the freeze again from the records, and compares with what was kept. */
export const VerifyRound = query({
  name: 'plan.verify-round',
  title: { zh: '核对冻结清单', en: 'Verify a freeze' },
  permission: readMeasures,
  input: z.object(at),
  output: z.object({
    kept: z.string(),
    made: z.string(),
    same: z.boolean(),
    again: z.int(),
    keptOnly: z.int(),
    differences: z.array(z.object({ rowsCode: z.string(), what: z.string() })),
  }),
  refusals: [no.RoundUnknown, no.ManifestMissing],
})

export const GetReportFile = query({
  name: 'plan.get-report-file',
  title: { zh: '评估报告文件', en: 'Report file' },
  permission: readPlanText,
  input: z.object({ ...at, form: z.enum(['docx', 'xlsx', 'pdf', 'json']) }),
  output: MadeFile,
  refusals: [no.RoundUnknown, no.ManifestMissing],
})

export const roundSignatures = [
  OpenRound,
  FreezeRound,
  MakeManifest,
  ListRounds,
  GetRound,
  GetFrozen,
  WriteSelfReport,
  AcceptTyped,
  CommitSample,
  DrawSample,
  RecordCheck,
  ReviewFinding,
  CloseAction,
  ReviewRound,
  SignRound,
  DiscloseRound,
  PublishRound,
  ArchiveRound,
  SupplementRound,
  ListRevisions,
  VerifyRound,
  GetReportFile,
]
