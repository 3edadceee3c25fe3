import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { orgsSignatures } from './contract/index.ts'
import { addAlias } from './use/add-alias.ts'
import { changeFirmState } from './use/change-firm-state.ts'
import { changeInstitutionState } from './use/change-institution-state.ts'
import { createFirm } from './use/create-firm.ts'
import { createInstitution } from './use/create-institution.ts'
import { createUnit } from './use/create-unit.ts'
import { decideDuplicate } from './use/decide-duplicate.ts'
import { editFirm } from './use/edit-firm.ts'
import { editInstitution } from './use/edit-institution.ts'
import { findUnit } from './use/find-unit.ts'
import { getFirm } from './use/get-firm.ts'
import { getInstitution } from './use/get-institution.ts'
import { getUnit } from './use/get-unit.ts'
import { importInstitutions } from './use/import-institutions.ts'
import { listDuplicateProposals } from './use/list-duplicate-proposals.ts'
import { listFirms } from './use/list-firms.ts'
import { listInstitutions } from './use/list-institutions.ts'
import { listUnits } from './use/list-units.ts'
import { loadUnits } from './use/load-units.ts'
import { mergeUnit } from './use/merge-unit.ts'
import { renameUnit } from './use/rename-unit.ts'

export { organisationCheckCharacter, readUscc, usccCheckCharacter } from './rules/check-uscc.ts'
export { findFirm, findInstitution, findUnitRecord, listUnitRecords } from './store.ts'

/** The room of units, firms and institutions. */
export const orgs: Room = {
  name: 'orgs',
  signatures: orgsSignatures,
  bodies: [
    loadUnits,
    listUnits,
    getUnit,
    findUnit,
    createUnit,
    addAlias,
    renameUnit,
    mergeUnit,
    listFirms,
    getFirm,
    createFirm,
    editFirm,
    changeFirmState,
    importInstitutions,
    listInstitutions,
    getInstitution,
    createInstitution,
    editInstitution,
    changeInstitutionState,
    listDuplicateProposals,
    decideDuplicate,
  ],
  tables: join(import.meta.dirname, 'tables'),
}
