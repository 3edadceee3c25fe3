import { refusal } from '@yinqiao/kernel/contract'

export const NoProject = refusal('projects.no-project', 'missing', '没有这个项目', 'There is no such project')
export const StageUnknown = refusal('projects.stage-unknown', 'missing', '没有“{stage}”这一阶段', 'There is no stage "{stage}"')
export const StageSkipped = refusal(
  'projects.stage-skipped',
  'state',
  '下一阶段是“{next}”，不能越过',
  'The next stage is "{next}"; none is skipped',
)
export const ProofMissing = refusal(
  'projects.proof-missing',
  'state',
  '进入“{stage}”须先有佐证：{slots}',
  'To enter "{stage}" these papers are needed first: {slots}',
)
export const DayWrong = refusal('projects.day-wrong', 'invalid', '进入日须在 {from} 至 {to} 之间', 'The day must be from {from} to {to}')
export const ReasonMissing = refusal(
  'projects.reason-missing',
  'invalid',
  '搁置、终止、恢复须写明理由',
  'Shelving, ending and resuming need a reason',
)
export const ProjectEnded = refusal('projects.project-ended', 'state', '项目已终止', 'The project has ended')
export const EntryUnknown = refusal(
  'projects.entry-unknown',
  'missing',
  '没有这一行，或它已被更正',
  'There is no such row, or it was corrected',
)
export const SortUnknown = refusal('projects.sort-unknown', 'missing', '没有“{sort}”这类金额', 'There is no such sort of amount')

export const projectsRefusals = [
  NoProject,
  StageUnknown,
  StageSkipped,
  ProofMissing,
  DayWrong,
  ReasonMissing,
  ProjectEnded,
  EntryUnknown,
  SortUnknown,
]
