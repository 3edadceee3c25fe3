import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'

export { changedSince, loadRegister } from './store-register.ts'
export { quarantine, type Quarantined } from './store-quarantine.ts'

/** The room of devices, homes and alarms. */
export const watch: Room = {
  name: 'watch',
  signatures: [],
  bodies: [],
  tables: join(import.meta.dirname, 'tables'),
}
