import { permission } from '@yinqiao/kernel/contract'

export const LoadPlaces = permission('places.district.load', { zh: '装载区划', en: 'Load divisions' }, ['system-admin'])
export const EditBlocks = permission('places.block.edit', { zh: '维护板块范围', en: 'Edit management blocks' }, [
  'district-officer',
  'working-group',
])
export const EditSites = permission('places.site.edit', { zh: '维护场所', en: 'Edit sites' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'park-operator',
  'care-coordinator',
])
