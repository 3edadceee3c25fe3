import type { Code, Field, FieldType, RecordKind } from '@yinqiao/records/contract'
import type { DeviceKind } from '../contract/device.ts'

const sorts: Readonly<Record<DeviceKind, readonly [string, string]>> = {
  gateway: ['网关', 'Gateway'],
  wearable: ['手表手环', 'Watch'],
  pendant: ['呼叫吊坠', 'Pendant'],
  'pull-cord': ['拉绳', 'Pull cord'],
  radar: ['雷达', 'Radar'],
  bed: ['床垫', 'Bed mat'],
  door: ['门磁', 'Door'],
  motion: ['人体感应', 'Motion'],
  smoke: ['烟感', 'Smoke'],
  gas: ['燃气', 'Gas'],
  water: ['水浸', 'Water'],
  'medicine-box': ['药盒', 'Medicine box'],
  vitals: ['体征仪', 'Vital signs'],
  plug: ['插座', 'Plug'],
  other: ['其他', 'Other'],
}
const codes: readonly Code[] = Object.entries(sorts).map(([code, [zh, en]]) => ({ code, title: { zh, en } }))
const field = (key: string, type: FieldType, zh: string, en: string, more: Partial<Field> = {}): Field => ({
  key,
  type,
  title: { zh, en },
  ...more,
})
const writers = ['district-officer', 'care-coordinator', 'operator']

/** Models of devices a district may use: what is usual for each; a device keeps its own limits, given when it is registered. */
export const deviceModelKind: RecordKind = {
  code: 'watch.device-model',
  title: { zh: '设备型号', en: 'Device models' },
  about: {
    zh: '可用的设备型号及其通常的静默上限与测试间隔；每台设备的约定以登记为准',
    en: 'Models of devices with their usual limits; what was agreed for a device stands in its own record',
  },
  group: 'watch',
  order: 70,
  fields: [
    field('name', 'text', '型号名称', 'Name', { required: true, listed: true, max: 120 }),
    field('vendor', 'text', '厂商', 'Vendor', { required: true, listed: true, max: 80 }),
    field('model', 'text', '型号', 'Model', { required: true, listed: true, max: 80 }),
    field('protocol', 'text', '协议', 'Protocol', { listed: true, max: 31 }),
    field('kind', 'code', '种类', 'Kind', { required: true, listed: true, filtered: true, codes }),
    field('silenceMinutes', 'integer', '通常的静默上限（分钟）', 'Usual silence limit (minutes)', { min: 1, max: 43_200 }),
    field('testDays', 'integer', '通常的测试间隔（天）', 'Usual days between tests', { min: 1, max: 366 }),
    field('standard', 'text', '所依标准及检测报告', 'Standard and test report', { max: 200 }),
  ],
  name: 'name',
  identity: ['vendor', 'model'],
  evidence: [{ code: 'report', title: { zh: '检测报告', en: 'Test report' }, acceptors: 1, expires: true }],
  rights: { read: [...writers, 'town-officer', 'village-officer'], write: writers, accept: ['district-officer'] },
  carries: [],
}
