import { command, Day, Instant, query } from '@yinqiao/kernel/contract'
import { NotYours, OutsideArea, readRecords, RecordUnknown, RecordVoided, writeRecords } from '@yinqiao/records/contract'
import { z } from 'zod'
import {
  DayWrong,
  EntryUnknown,
  NoProject,
  ProjectEnded,
  projectsRefusals,
  ProofMissing,
  ReasonMissing,
  SortUnknown,
  StageSkipped,
  StageUnknown,
} from './refusals.ts'

export { type AmountSort, amountSource, type ProjectKind, type Stage, stageSource } from './project-kind.ts'
export { projectsRefusals }

/** What looking a project up may refuse. */
const closed = [RecordUnknown, NotYours, OutsideArea, NoProject]
/** What writing to one may refuse. */
const shut = [...closed, RecordVoided]

const Entry = z.object({
  id: z.uuid(),
  stage: z.string(),
  enteredOn: Day,
  /** The same stage once more (a second ceremony): logged, counted once. */
  again: z.boolean(),
  reason: z.string().nullable(),
  by: z.string(),
  at: Instant,
})
const Amount = z.object({
  id: z.uuid(),
  sort: z.string(),
  fen: z.int(),
  onDay: Day,
  note: z.string().nullable(),
  by: z.string(),
  at: Instant,
  proved: z.boolean(),
})

/** Where a work stands: its stage and since when, whether it stalls, what it may enter next and which papers that lacks. */
const Standing = z.object({
  stage: z.string().nullable(),
  since: Day.nullable(),
  days: z.int().nullable(),
  stalled: z.boolean(),
  next: z.array(z.object({ stage: z.string(), missing: z.array(z.string()) })),
})

export const GetProject = query({
  name: 'projects.get-project',
  title: { zh: '项目进展', en: 'Progress of a project' },
  permission: readRecords,
  input: z.object({ id: z.uuid() }),
  output: z.object({
    kind: z.string(),
    standing: Standing,
    entries: z.array(Entry),
    amounts: z.array(Amount),
    sums: z.record(z.string(), z.int()),
    mayWrite: z.boolean(),
  }),
  refusals: [...closed],
})

/** All works of a kind by stage, for the board. */
export const ListProjects = query({
  name: 'projects.list-projects',
  title: { zh: '项目板', en: 'Project board' },
  permission: readRecords,
  input: z.object({ kind: z.string().max(80), divisionCode: z.string().max(12).nullish(), stalledOnly: z.boolean().nullish() }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        divisionCode: z.string().nullable(),
        unitId: z.uuid().nullable(),
        stage: z.string().nullable(),
        since: Day.nullable(),
        days: z.int().nullable(),
        stalled: z.boolean(),
        sums: z.record(z.string(), z.int()),
        synthetic: z.boolean(),
      }),
    ),
  }),
  refusals: [...closed],
})

export const EnterStage = command({
  name: 'projects.enter-stage',
  title: { zh: '进入阶段', en: 'Enter a stage' },
  permission: writeRecords,
  isolation: 'serializable',
  input: z.object({ id: z.uuid(), stage: z.string().max(60), onDay: Day, reason: z.string().trim().min(2).max(300).nullish() }),
  output: z.object({ entryId: z.uuid() }),
  refusals: [...shut, StageUnknown, StageSkipped, ProofMissing, DayWrong, ReasonMissing, ProjectEnded],
})

/** Takes the newest stage entry back; it stays in the history. */
export const UndoStage = command({
  name: 'projects.undo-stage',
  title: { zh: '撤销阶段', en: 'Undo a stage' },
  permission: writeRecords,
  input: z.object({ entryId: z.uuid(), reason: z.string().trim().min(2).max(300) }),
  output: z.object({}),
  refusals: [...shut, EntryUnknown],
})

export const AddAmount = command({
  name: 'projects.add-amount',
  title: { zh: '登记金额', en: 'Enter an amount' },
  permission: writeRecords,
  input: z.object({ id: z.uuid(), sort: z.string().max(60), fen: z.int().min(1), onDay: Day, note: z.string().trim().max(300).nullish() }),
  output: z.object({ amountId: z.uuid() }),
  refusals: [...shut, SortUnknown, ProofMissing, DayWrong],
})

export const UndoAmount = command({
  name: 'projects.undo-amount',
  title: { zh: '撤销金额', en: 'Undo an amount' },
  permission: writeRecords,
  input: z.object({ amountId: z.uuid(), reason: z.string().trim().min(2).max(300) }),
  output: z.object({}),
  refusals: [...shut, EntryUnknown],
})

/** All signatures of the engine. */
export const projectsSignatures = [GetProject, ListProjects, EnterStage, UndoStage, AddAmount, UndoAmount]
