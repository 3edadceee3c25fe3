import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { evidenceSource, recordsSignatures, sourceOfKind, typingSource } from './contract/index.ts'
import { checkKinds } from './rules/check-kinds.ts'
import type { RecordsSettings } from './store.ts'
import { addEvidence } from './use/add-evidence.ts'
import { cancelImport } from './use/cancel-import.ts'
import { correctRecord } from './use/correct-record.ts'
import { createRecord } from './use/create-record.ts'
import { findReference } from './use/find-reference.ts'
import { getRecord } from './use/get-record.ts'
import { listImportRows } from './use/list-import-rows.ts'
import { listOverlaps } from './use/list-overlaps.ts'
import { listRecords } from './use/list-records.ts'
import { listVersions } from './use/list-versions.ts'
import { openEvidence } from './use/open-evidence.ts'
import { openImport } from './use/open-import.ts'
import { ruleEvidence } from './use/rule-evidence.ts'
import { runImport } from './use/run-import.ts'
import { voidRecord } from './use/void-record.ts'
import { withdrawEvidence } from './use/withdraw-evidence.ts'

export { checkDraft, findHead, insertRecord, kindFor, outsideArea, recordFor, type RecordsSettings } from './store.ts'
export { changeRecord } from './store-change.ts'
export { headViews, listEvidence } from './store-views.ts'

/** The engine of registers, for the kinds that rooms declare. */
export function records(settings: RecordsSettings): Room {
  const faults = checkKinds(settings.kinds, Object.keys(settings.references))
  if (faults.length > 0) throw new Error(`register kinds do not fit:\n${faults.join('\n')}`)
  return {
    name: 'records',
    signatures: recordsSignatures,
    tables: join(import.meta.dirname, 'tables'),
    sources: [...settings.kinds.map(sourceOfKind), evidenceSource, typingSource],
    bodies: [
      listRecords,
      getRecord,
      listVersions,
      createRecord,
      correctRecord,
      voidRecord,
      addEvidence,
      ruleEvidence,
      withdrawEvidence,
      openEvidence,
      listOverlaps,
      findReference,
      openImport,
      runImport,
      cancelImport,
      listImportRows,
    ].map((use) => use(settings)),
  }
}
