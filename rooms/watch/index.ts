import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { watchSignatures } from './contract/index.ts'
import { addMember } from './use/add-member.ts'
import { allIsWell } from './use/all-is-well.ts'
import { bindDevice } from './use/bind-device.ts'
import { editDevice } from './use/edit-device.ts'
import { endBinding } from './use/end-binding.ts'
import { endLimit } from './use/end-limit.ts'
import { endMember } from './use/end-member.ts'
import { getDevice } from './use/get-device.ts'
import { getHome } from './use/get-home.ts'
import { listDevices } from './use/list-devices.ts'
import { listHomes } from './use/list-homes.ts'
import { listLimits } from './use/list-limits.ts'
import { listQuarantine } from './use/list-quarantine.ts'
import { listTestsDue } from './use/list-tests-due.ts'
import { moveDevice } from './use/move-device.ts'
import { openTestWindow } from './use/open-test-window.ts'
import { recordTestCall } from './use/record-test-call.ts'
import { registerDevice } from './use/register-device.ts'
import { renewSecret } from './use/renew-secret.ts'
import { saveContacts } from './use/save-contacts.ts'
import { saveHome } from './use/save-home.ts'
import { setDeviceState } from './use/set-device-state.ts'
import { setLimit } from './use/set-limit.ts'
import { settleQuarantine } from './use/settle-quarantine.ts'

export { changedSince, loadRegister } from './store-register.ts'
export { quarantine, type Quarantined } from './store-quarantine.ts'
export { hashSecret } from './store-secret.ts'

const homeBodies = [listHomes, getHome, saveHome, addMember, endMember, saveContacts]
const deviceBodies = [
  listDevices,
  listTestsDue,
  getDevice,
  registerDevice,
  renewSecret,
  editDevice,
  setDeviceState,
  bindDevice,
  moveDevice,
  endBinding,
  openTestWindow,
  recordTestCall,
]
const otherBodies = [listLimits, setLimit, endLimit, listQuarantine, settleQuarantine, allIsWell]

/** The room of devices, homes and alarms. */
export const watch: Room = {
  name: 'watch',
  signatures: watchSignatures,
  bodies: [...homeBodies, ...deviceBodies, ...otherBodies],
  tables: join(import.meta.dirname, 'tables'),
  encrypted: [
    { table: 'watch.home', key: 'id', column: 'entry_sealed' },
    { table: 'watch.contact', key: 'id', column: 'name_sealed' },
    { table: 'watch.contact', key: 'id', column: 'phone_sealed' },
    { table: 'watch.callout', key: 'id', column: 'name_sealed' },
  ],
}
