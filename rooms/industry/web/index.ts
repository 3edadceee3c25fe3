import type { Screen } from '@yinqiao/kernel/web'
import type { BoardLink } from '@yinqiao/projects/web'
import { SeeChain, SeeLeads, SeeParks } from '../contract/permissions.ts'

/** Where the boards of the industry's works lead: reports of leads, and firms settled as the plan counts them (a firm once, not its projects). */
export const boardLinks: Readonly<Record<string, readonly BoardLink[]>> = {
  'industry.investment': [
    { to: '/plan/measures/2.2b', title: { zh: '落户家数（2.2b）', en: 'Firms settled (2.2b)' }, permission: 'plan.measure.read' },
    { to: '/industry/leads', title: { zh: '线索报送', en: 'Reports of leads' }, permission: SeeLeads.code },
  ],
}

export const screens: readonly Screen[] = [
  {
    path: '/industry/parks',
    title: { zh: '园区', en: 'Parks' },
    group: 'industry',
    order: 10,
    permission: SeeParks.code,
    load: async () => (await import('./ParksScreen.tsx')).ParksScreen,
  },
  {
    path: '/industry/parks/$id',
    title: { zh: '园区详情', en: 'Park' },
    permission: SeeParks.code,
    load: async () => (await import('./ParkScreen.tsx')).ParkScreen,
  },
  {
    path: '/industry/records/$kind/$id',
    title: { zh: '记录沿革', en: 'History of a record' },
    permission: SeeParks.code,
    load: async () => (await import('./RecordScreen.tsx')).RecordScreen,
  },
  {
    path: '/industry/chain',
    title: { zh: '产业链', en: 'Industry chain' },
    group: 'industry',
    order: 20,
    permission: SeeChain.code,
    load: async () => (await import('./ChainScreen.tsx')).ChainScreen,
  },
  {
    path: '/industry/chain/$code',
    title: { zh: '产业链环节', en: 'Node of the chain' },
    permission: SeeChain.code,
    load: async () => (await import('./NodeScreen.tsx')).NodeScreen,
  },
  {
    path: '/industry/contracts',
    title: { zh: '供应合同', en: 'Supply contracts' },
    group: 'industry',
    order: 30,
    permission: SeeChain.code,
    load: async () => (await import('./ContractsScreen.tsx')).ContractsScreen,
  },
  {
    path: '/industry/leads',
    title: { zh: '线索报送', en: 'Reports of leads' },
    group: 'industry',
    order: 35,
    permission: SeeLeads.code,
    load: async () => (await import('./LeadsScreen.tsx')).LeadsScreen,
  },
]
