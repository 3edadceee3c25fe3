import { permission } from '@yinqiao/kernel/contract'

/** Staff who may look at registers; a kind may allow fewer. */
const readers = [
  'district-leader',
  'working-group',
  'district-officer',
  'town-officer',
  'village-officer',
  'park-operator',
  'statistician',
  'audit-admin',
]
const writers = ['working-group', 'district-officer', 'town-officer', 'village-officer', 'park-operator', 'statistician']

export const readRecords = permission('records.record.read', { zh: '查看登记册', en: 'See registers' }, readers)
export const writeRecords = permission('records.record.write', { zh: '登记', en: 'Write records' }, writers)
export const acceptEvidence = permission('records.evidence.accept', { zh: '认定佐证', en: 'Accept evidence' }, [
  'working-group',
  'district-officer',
  'statistician',
])
