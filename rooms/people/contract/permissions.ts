import { permission } from '@yinqiao/kernel/contract'

/** Lists and masked records within the area of the post. */
export const ReadElders = permission('people.elder.read', { zh: '查看老人档案', en: 'See elders' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'care-coordinator',
  'operator',
  'responder',
  'family',
  'elder',
])
/** Clear identity number, phone, health notes and contacts in the record view; who may edit must be among them, for a form sends the whole record back. */
export const ReadElderClear = permission('people.elder.read-clear', { zh: '查看老人敏感信息', en: 'See sensitive facts of elders' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'care-coordinator',
  'operator',
  'elder',
])
export const EditElders = permission('people.elder.edit', { zh: '维护老人档案', en: 'Edit elders' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'care-coordinator',
])
export const SetLifeStates = permission('people.life-state.set', { zh: '登记生活状态', en: 'Record life states' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'care-coordinator',
  'operator',
])
