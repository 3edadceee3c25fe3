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
import { archiveMeasure } from './use/archive-measure.ts'
import { assignOwner } from './use/assign-owner.ts'
import { bindMeasure } from './use/bind-measure.ts'
import { decideMeasure } from './use/decide-measure.ts'
import { deleteMeasure } from './use/delete-measure.ts'
import { discloseMeasure } from './use/disclose-measure.ts'
import { listFlags } from './use/list-flags.ts'
import { getBoard } from './use/get-board.ts'
import { getMeasure } from './use/get-measure.ts'
import { getValue } from './use/get-value.ts'
import { listBurden } from './use/list-burden.ts'
import { listDutyMeasures } from './use/list-duty-measures.ts'
import { listMeasureRows } from './use/list-measure-rows.ts'
import { listMeasures } from './use/list-measures.ts'
import { listPublic } from './use/list-public.ts'
import { listSeries } from './use/list-series.ts'
import { listSlices } from './use/list-slices.ts'
import { loadMeasures } from './use/load-measures.ts'
import { previewMeasure } from './use/preview-measure.ts'
import { proposeMeasure } from './use/propose-measure.ts'
import { recountMeasures } from './use/recount-measures.ts'
import { reviewMeasure } from './use/review-measure.ts'
import { setTarget } from './use/set-target.ts'
import { unbindMeasure } from './use/unbind-measure.ts'
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
import { openRound } from './use/open-round.ts'
import { freezeRound } from './use/freeze-round.ts'
import { makeManifest } from './use/make-manifest.ts'
import { listRounds } from './use/list-rounds.ts'
import { getRound } from './use/get-round.ts'
import { getFrozen } from './use/get-frozen.ts'
import { writeSelfReport } from './use/write-self-report.ts'
import { acceptTyped } from './use/accept-typed.ts'
import { commitSample } from './use/commit-sample.ts'
import { drawSample } from './use/draw-sample.ts'
import { recordCheck } from './use/record-check.ts'
import { reviewFinding } from './use/review-finding.ts'
import { closeAction } from './use/close-action.ts'
import { reviewRound } from './use/review-round.ts'
import { signRound } from './use/sign-round.ts'
import { discloseRound } from './use/disclose-round.ts'
import { publishRound } from './use/publish-round.ts'
import { archiveRound } from './use/archive-round.ts'
import { supplementRound } from './use/supplement-round.ts'
import { listRevisions } from './use/list-revisions.ts'
import { verifyRound } from './use/verify-round.ts'
import { getReportFile } from './use/get-report-file.ts'

import { planJobs } from './jobs.ts'
import { lateTargets, openIssues } from './store-agenda-sources.ts'
import { openActions } from './store-findings.ts'

export { findPhase } from './rules/find-phase.ts'
export { type PlanSummary, summarise } from './rules/summarise.ts'
export type { AgendaPoint } from './rules/build-agenda.ts'
export type { AgendaSource, PlanSettings } from './store.ts'
export { readPlanFile } from './use/read-document.ts'

/** The room of the plan's text, clauses, interpretations and duties, for the plan the district has. */
export function plan(given: PlanSettings): Room {
  const settings: PlanSettings = {
    ...given,
    sources: new Map([...given.sources, ...planSources.map((source) => [source.name, source] as const)]),
    measures: [...given.measures, ...planMeasures],
    agendaSources: [...(given.agendaSources ?? []), lateTargets(() => settings), openIssues, openActions],
  }
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
      assignOwner,
      transferDuties,
      archiveMeasure,
      bindMeasure(settings),
      decideMeasure(settings),
      deleteMeasure,
      discloseMeasure,
      getBoard(settings),
      listFlags(settings),
      getMeasure(settings),
      getValue(settings),
      listMeasureRows(settings),
      listBurden(settings),
      listDutyMeasures(settings),
      listMeasures(settings),
      listPublic(settings),
      listSeries(settings),
      listSlices(settings),
      loadMeasures(settings),
      previewMeasure(settings),
      proposeMeasure(settings),
      recountMeasures(settings),
      reviewMeasure,
      setTarget(settings),
      unbindMeasure,
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
      openRound(settings),
      freezeRound,
      makeManifest(settings),
      listRounds(settings),
      getRound(settings),
      getFrozen(settings),
      writeSelfReport,
      acceptTyped,
      commitSample,
      drawSample,
      recordCheck(settings),
      reviewFinding,
      closeAction,
      reviewRound,
      signRound,
      discloseRound,
      publishRound,
      archiveRound,
      supplementRound(settings),
      listRevisions(settings),
      verifyRound(settings),
      getReportFile,
    ],
    jobs: planJobs(settings),
    sources: planSources,
    measures: planMeasures,
  }
}
