import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { planSignatures } from './contract/index.ts'
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
import { bindMeasure } from './use/bind-measure.ts'
import { decideMeasure } from './use/decide-measure.ts'
import { deleteMeasure } from './use/delete-measure.ts'
import { discloseMeasure } from './use/disclose-measure.ts'
import { getBoard } from './use/get-board.ts'
import { getMeasure } from './use/get-measure.ts'
import { getValue } from './use/get-value.ts'
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

export { type PlanSummary, summarise } from './rules/summarise.ts'
export type { PlanSettings } from './store.ts'
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
      archiveMeasure,
      bindMeasure(settings),
      decideMeasure(settings),
      deleteMeasure,
      discloseMeasure,
      getBoard(settings),
      getMeasure(settings),
      getValue(settings),
      listMeasureRows(settings),
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
    ],
  }
}
