import { onDemand, type Screen } from '@yinqiao/kernel/web'
import { EditInstitutions, ImportInstitutionLists } from '../contract/permissions.ts'

export { UnitName } from './UnitName.tsx'

export const ProviderPicker = onDemand(async () => (await import('./ProviderPicker.tsx')).ProviderPicker)
export const UnitPicker = onDemand(async () => (await import('./UnitPicker.tsx')).UnitPicker)

export const screens: readonly Screen[] = [
  {
    path: '/orgs/institutions',
    title: { zh: '养老机构', en: 'Institutions' },
    group: 'orgs',
    order: 10,
    shortcut: 'i',
    load: async () => (await import('./InstitutionsScreen.tsx')).InstitutionsScreen,
  },
  {
    path: '/orgs/institutions/$id',
    title: { zh: '机构档案', en: 'Institution' },
    load: async () => (await import('./InstitutionScreen.tsx')).InstitutionScreen,
  },
  {
    path: '/orgs/import',
    title: { zh: '导入机构名单', en: 'Import institutions' },
    group: 'orgs',
    order: 30,
    permission: ImportInstitutionLists.code,
    load: async () => (await import('./ImportScreen.tsx')).ImportScreen,
  },
  {
    path: '/orgs/duplicates',
    title: { zh: '疑似重复', en: 'Possible duplicates' },
    group: 'orgs',
    order: 20,
    permission: EditInstitutions.code,
    load: async () => (await import('./DuplicatesScreen.tsx')).DuplicatesScreen,
  },
  {
    path: '/orgs/units',
    title: { zh: '单位', en: 'Units' },
    group: 'orgs',
    order: 40,
    shortcut: 'u',
    load: async () => (await import('./UnitsScreen.tsx')).UnitsScreen,
  },
  { path: '/orgs/units/$id', title: { zh: '单位详情', en: 'Unit' }, load: async () => (await import('./UnitScreen.tsx')).UnitScreen },
  {
    path: '/orgs/firms',
    title: { zh: '企业与法人', en: 'Firms and bodies' },
    group: 'orgs',
    order: 15,
    shortcut: 'f',
    load: async () => (await import('./FirmsScreen.tsx')).FirmsScreen,
  },
  { path: '/orgs/firms/$id', title: { zh: '企业档案', en: 'Firm' }, load: async () => (await import('./FirmScreen.tsx')).FirmScreen },
]
