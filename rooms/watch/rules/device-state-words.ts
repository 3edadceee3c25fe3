import type { Words } from '@yinqiao/kernel/contract'
import type { DeviceState } from '../contract/device.ts'

/** States of a device in refusals. */
export const deviceStateWords: Readonly<Record<DeviceState, Words>> = {
  stock: { zh: '在库', en: 'in stock' },
  'in-use': { zh: '在用', en: 'in use' },
  repair: { zh: '维修', en: 'in repair' },
  lost: { zh: '遗失', en: 'lost' },
  scrapped: { zh: '报废', en: 'scrapped' },
}
