import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { planSignatures } from './contract/index.ts'
import { planMeasures, planSources } from './measures.ts'
import type { PlanSettings } from './store.ts'
import { acceptDuty, disputeDuty } from './use/answer-duty.ts'
import { confirmMapping } from './use/confirm-mapping.ts'
import { confirmVersion } from './use/confirm-version.ts'
import { decideDuty } from './use/decide-duty.ts'
import { dropDraft } from './use/drop-draft.ts'
import { endInterpretation } from './use/end-interpretation.ts'
import { getVersion } from './use/get-version.ts'
import { importPlan } from './use/import-plan.ts'
import { interpretClause } from './use/interpret-clause.ts'
import { listCover } from './use/list-cover.ts'
import { listDuties } from './use/list-duties.ts'
import { listInterpretations } from './use/list-interpretations.ts'
import { listTargets } from './use/list-targets.ts'
import { listVersions } from './use/list-versions.ts'
import { noteRow } from './use/note-row.ts'
import { previewPlan } from './use/preview-plan.ts'
import { repealVersion } from './use/repeal-version.ts'
import { transferDuties } from './use/transfer-duties.ts'
import { callMeeting } from './use/call-meeting.ts'
import { cancelMeeting } from './use/cancel-meeting.ts'
import { closeDecision } from './use/close-decision.ts'
import { decideItem } from './use/decide-item.ts'
import { draftMeeting } from './use/draft-meeting.ts'
import { editAgenda } from './use/edit-agenda.ts'
import { getCalendarFile } from './use/get-calendar-file.ts'
import { getDutyPaper } from './use/get-duty-paper.ts'
import { getMeeting } from './use/get-meeting.ts'
import { getMeetingPaper } from './use/get-meeting-paper.ts'
import { holdMeeting } from './use/hold-meeting.ts'
import { listDecisions } from './use/list-decisions.ts'
import { listMeetings } from './use/list-meetings.ts'
import { moveMeeting } from './use/move-meeting.ts'
import { setMeetingRule } from './use/set-meeting-rule.ts'
import { signMinutes } from './use/sign-minutes.ts'
import { writeMinutes } from './use/write-minutes.ts'

export { type PlanSummary, summarise } from './rules/summarise.ts'
export type { AgendaPoint } from './rules/build-agenda.ts'
export type { AgendaSource, PlanSettings } from './store.ts'
export { readPlanFile } from './use/read-document.ts'

/** The room of the plan's text, clauses, interpretations and duties, for the plan the district has. */
export function plan(settings: PlanSettings): Room {
  return {
    name: 'plan',
    signatures: planSignatures,
    tables: join(import.meta.dirname, 'tables'),
    bodies: [
      previewPlan,
      importPlan,
      confirmMapping,
      confirmVersion(settings),
      dropDraft,
      repealVersion,
      listVersions,
      getVersion(settings),
      listCover(settings),
      noteRow(settings),
      listTargets(settings),
      listInterpretations,
      interpretClause,
      endInterpretation,
      listDuties(settings),
      acceptDuty,
      disputeDuty,
      decideDuty,
      transferDuties,
      draftMeeting(settings),
      moveMeeting,
      editAgenda(settings),
      callMeeting,
      cancelMeeting,
      holdMeeting,
      writeMinutes,
      signMinutes,
      decideItem,
      closeDecision,
      setMeetingRule(settings),
      listMeetings,
      getMeeting,
      listDecisions,
      getCalendarFile,
      getMeetingPaper,
      getDutyPaper(settings),
    ],
    sources: planSources,
    measures: planMeasures,
  }
}
