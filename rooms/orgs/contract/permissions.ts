import { permission } from '@yinqiao/kernel/contract'

export const LoadUnitsFile = permission('orgs.units.load', { zh: '装载单位名录', en: 'Load units' }, ['system-admin'])
export const EditUnits = permission('orgs.unit.edit', { zh: '维护单位', en: 'Edit units' }, ['working-group', 'district-officer'])
export const EditFirms = permission('orgs.firm.edit', { zh: '维护企业', en: 'Edit firms' }, [
  'district-officer',
  'town-officer',
  'park-operator',
])
export const EditInstitutions = permission('orgs.institution.edit', { zh: '维护养老机构', en: 'Edit institutions' }, [
  'district-officer',
  'town-officer',
  'care-coordinator',
])
export const ImportInstitutionLists = permission(
  'orgs.institution.import',
  { zh: '导入养老机构名单', en: 'Import lists of institutions' },
  ['district-officer'],
)
