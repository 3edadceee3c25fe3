import { permission } from '@yinqiao/kernel/contract'

const readers = ['district-leader', 'working-group', 'district-officer', 'town-officer', 'park-operator', 'statistician']

export const SeeParks = permission('industry.park.see', { zh: '查看园区与租约', en: 'See parks and leases' }, readers)
export const EditParks = permission('industry.park.edit', { zh: '维护园区与租约', en: 'Edit parks and leases' }, [
  'working-group',
  'district-officer',
  'town-officer',
  'park-operator',
])
export const SeeChain = permission('industry.chain.see', { zh: '查看产业链图谱', en: 'See the chain graph' }, readers)
/** Nodes and links of a graph version, and putting a version in force: the working group's, for the measure counts them. */
export const EditChain = permission('industry.chain.edit', { zh: '维护产业链图谱', en: 'Edit the chain graph' }, ['working-group'])
/** Firms on nodes, confirmations, supply contracts and closings of gaps. */
export const PlaceFirms = permission('industry.chain.place', { zh: '登记环节企业与供应合同', en: 'Place firms and supply contracts' }, [
  'working-group',
  'district-officer',
  'town-officer',
  'park-operator',
])
export const LoadIndustryFiles = permission('industry.load', { zh: '装载产业数据', en: 'Load industry data' }, ['system-admin'])

const reporters = ['working-group', 'district-officer', 'town-officer', 'park-operator']

export const ReportLeads = permission('industry.lead.report', { zh: '报送招商线索', en: 'Report leads' }, reporters)
export const SeeLeads = permission('industry.lead.see', { zh: '查看线索报送', en: 'See reports of leads' }, [
  ...reporters,
  'district-leader',
  'statistician',
  'audit-admin',
])
/** Who owns a lead is for the district to change, not for the towns that compete for it. */
export const TransferLeads = permission('industry.lead.transfer', { zh: '移交招商线索', en: 'Transfer leads' }, [
  'working-group',
  'district-officer',
])
