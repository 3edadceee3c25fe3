import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { peopleSignatures } from './contract/index.ts'
import { peopleMeasures, peopleSources } from './measures.ts'
import { checkIdNumber } from './use/check-id-number.ts'
import { createElder } from './use/create-elder.ts'
import { editElder } from './use/edit-elder.ts'
import { getElder } from './use/get-elder.ts'
import { getLifeStates } from './use/get-life-states.ts'
import { listElderVersions } from './use/list-elder-versions.ts'
import { listElders } from './use/list-elders.ts'
import { setLifeState } from './use/set-life-state.ts'
import { undoLifeState } from './use/undo-life-state.ts'

export { type BulkElder, bulkTables, elderBulkRows, loadElders } from './store-bulk.ts'
export { type ElderFacts, findElderFacts } from './store-facts.ts'
export { checkCharacter } from './rules/check-citizen-id.ts'
export { readPhone } from './rules/check-phone.ts'

const sealed = ['id_sealed', 'phone_sealed', 'health_sealed', 'contacts_sealed']

/** The room of elders: records and life states. */
export const people: Room = {
  name: 'people',
  signatures: peopleSignatures,
  bodies: [listElders, getElder, createElder, editElder, listElderVersions, checkIdNumber, getLifeStates, setLifeState, undoLifeState],
  tables: join(import.meta.dirname, 'tables'),
  sources: peopleSources,
  measures: peopleMeasures,
  encrypted: ['people.elder', 'people.elder_version'].flatMap((table) => sealed.map((column) => ({ table, key: 'id', column }))),
}
