import { deviceRefusals } from './device-refusals.ts'
import { deviceSignatures } from './device-signatures.ts'
import { homeSignatures } from './home-signatures.ts'
import { limitSignatures } from './limit.ts'
import { quarantineSignatures } from './quarantine.ts'
import { wellSignatures } from './well.ts'

export {
  DeviceEvent,
  DeviceEventKind,
  DeviceFacts,
  DeviceId,
  DeviceKind,
  DeviceRecord,
  DeviceRow,
  DeviceState,
  Holder,
} from './device.ts'
export {
  BindDevice,
  EditDevice,
  EndBinding,
  GetDevice,
  ListDevices,
  ListTestsDue,
  MoveDevice,
  OpenTestWindow,
  RecordTestCall,
  RegisterDevice,
  RenewSecret,
  SetDeviceState,
} from './device-signatures.ts'
export { Contact, ContactKind, EntryFacts, HomeFacts, HomeId, HomeRow, Member, nothingOfEntry, Scene } from './home.ts'
export { AddMember, EndMember, GetHome, ListHomes, SaveContacts, SaveHome } from './home-signatures.ts'
export { EndLimit, LimitMetric, limitMetrics, LimitValues, ListLimits, PersonalLimit, SetLimit } from './limit.ts'
export { EditDevices, ReadDevices, ReadQuarantine, ReadReadings, SettleQuarantines, DraftRules, ReadAllIsWell } from './permissions.ts'
export { ListQuarantine, QuarantineRow, SettleQuarantine } from './quarantine.ts'
export type { Register, RegisteredBinding, RegisteredDevice, RegisteredHome, RegisteredLimit } from './register.ts'
export { AllIsWell, Wellness } from './well.ts'

export const watchSignatures = [...homeSignatures, ...deviceSignatures, ...limitSignatures, ...quarantineSignatures, ...wellSignatures]
export const watchRefusals = [...deviceRefusals]
