import { ChangedMeanwhile, command, Day, DivisionCode, Instant, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { DivisionUnknown, OutsideArea } from '@yinqiao/places/contract'
import { z } from 'zod'
import { DeviceFacts, DeviceId, DeviceKind, DeviceRecord, DeviceRow, DeviceState, Protocol, Serial } from './device.ts'
import {
  DeviceExists,
  DeviceNotBound,
  DeviceNotUsable,
  DeviceScrapped,
  DeviceTaken,
  DeviceUnknown,
  HomeUnknown,
  NotAGateway,
  NotAMember,
  QuarantineUnknown,
  SamePlace,
} from './device-refusals.ts'
import { HomeId } from './home.ts'
import { EditDevices, ReadDevices } from './permissions.ts'

const version = z.number().int().min(1)
const Why = z.string().trim().min(2).max(200)

/** Devices of the area; `search` is the beginning of a serial number. Keyset paging by serial, `total` on the first page. */
export const ListDevices = query({
  name: 'watch.list-devices',
  title: { zh: '检索设备', en: 'Search devices' },
  permission: ReadDevices,
  input: PageInput.extend({
    search: z.string().trim().max(64).nullish(),
    kind: DeviceKind.nullish(),
    model: z.string().trim().max(80).nullish(),
    state: DeviceState.nullish(),
    under: DivisionCode.nullish(),
    silent: z.boolean().nullish(),
    batteryLow: z.boolean().nullish().describe('at most 20 %'),
    testDue: z.boolean().nullish(),
  }),
  output: pageOf(DeviceRow),
  refusals: [],
  readsPersons: true,
})

/** Bound devices whose test call is due by a day, the longest overdue first. */
export const ListTestsDue = query({
  name: 'watch.list-tests-due',
  title: { zh: '待测试设备', en: 'Test calls due' },
  permission: ReadDevices,
  input: PageInput.extend({ by: Day.nullish().describe('today unless told'), under: DivisionCode.nullish() }),
  output: pageOf(DeviceRow.extend({ testedAt: Instant.nullable(), testUntil: Instant.nullable(), overdueDays: z.number().int() })),
  refusals: [],
  readsPersons: true,
})

/** The life file of a device. */
export const GetDevice = query({
  name: 'watch.get-device',
  title: { zh: '设备档案', en: 'A device' },
  permission: ReadDevices,
  input: z.object({ id: DeviceId }),
  output: DeviceRecord,
  refusals: [DeviceUnknown],
  readsPersons: true,
})

/** The secret is told once, in this answer; only its digest is kept. The device signs in with `source` as its user name. */
const Told = z.object({ id: DeviceId, version: z.number().int(), source: z.string(), secret: z.string().nullable() })

export const RegisterDevice = command({
  name: 'watch.register-device',
  title: { zh: '登记设备', en: 'Register a device' },
  permission: EditDevices,
  input: DeviceFacts.extend({
    protocol: Protocol,
    serial: Serial,
    divisionCode: DivisionCode.describe('where it is kept'),
    withSecret: z.boolean().describe('false: a terminal without credentials, known by its number'),
    quarantineId: z.uuid().nullable().default(null).describe('the quarantined message it comes from, settled with it'),
  }),
  output: Told,
  refusals: [DeviceExists, DivisionUnknown, OutsideArea, NotAGateway, QuarantineUnknown],
})

/** A new secret; the old one is worth nothing from now on. */
export const RenewSecret = command({
  name: 'watch.renew-secret',
  title: { zh: '更换接入密钥', en: 'Renew the secret' },
  permission: EditDevices,
  input: z.object({ id: DeviceId, version, why: Why }),
  output: Told,
  refusals: [DeviceUnknown, ChangedMeanwhile, DeviceScrapped],
})

export const EditDevice = command({
  name: 'watch.edit-device',
  title: { zh: '修改设备', en: 'Edit a device' },
  permission: EditDevices,
  input: DeviceFacts.extend({ id: DeviceId, version }),
  output: z.object({ id: DeviceId, version: z.number().int() }),
  refusals: [DeviceUnknown, ChangedMeanwhile, NotAGateway, DeviceScrapped],
})

/** Takes a device out of use (its binding ends with it) or back into stock. Scrapped is for good. */
export const SetDeviceState = command({
  name: 'watch.set-device-state',
  title: { zh: '设备停用、返修、遗失、报废', en: 'Retire a device' },
  permission: EditDevices,
  input: z.object({ id: DeviceId, version, state: DeviceState.exclude(['in-use']), why: Why }),
  output: z.object({ id: DeviceId, version: z.number().int(), unbound: z.boolean() }),
  refusals: [DeviceUnknown, ChangedMeanwhile, DeviceScrapped],
})

const Place = z.object({
  homeId: HomeId,
  elderId: z.uuid().nullable().describe('who wears or uses it; null = the whole home'),
  room: z.string().trim().min(1).max(40).nullable(),
})
const Bound = z.object({ bindingId: z.uuid(), since: Instant })

/** Binds a device of the stock to a home and perhaps to one person; a device has one place at a time. */
export const BindDevice = command({
  name: 'watch.bind-device',
  title: { zh: '绑定设备', en: 'Bind a device' },
  permission: EditDevices,
  input: Place.extend({ deviceId: DeviceId }),
  output: Bound,
  refusals: [DeviceUnknown, DeviceTaken, DeviceNotUsable, HomeUnknown, NotAMember],
})

/** Moves a bound device to another home or person, with a reason kept in its life file; readings go on under the new holder only. */
export const MoveDevice = command({
  name: 'watch.move-device',
  title: { zh: '移动设备', en: 'Move a device' },
  permission: EditDevices,
  input: Place.extend({ deviceId: DeviceId, bindingId: z.uuid().describe('the binding seen'), why: Why }),
  output: Bound,
  refusals: [DeviceUnknown, DeviceNotBound, DeviceTaken, SamePlace, HomeUnknown, NotAMember],
})

export const EndBinding = command({
  name: 'watch.end-binding',
  title: { zh: '解绑设备', en: 'Unbind a device' },
  permission: EditDevices,
  input: z.object({ deviceId: DeviceId, bindingId: z.uuid(), why: Why }),
  output: z.object({ until: Instant }),
  refusals: [DeviceUnknown, DeviceNotBound],
})

/** Until then a call of this device is a test: it is recorded as one and its alarm closes by itself. */
export const OpenTestWindow = command({
  name: 'watch.open-test-window',
  title: { zh: '开测试窗口', en: 'Open a test window' },
  permission: EditDevices,
  input: z.object({ deviceId: DeviceId, minutes: z.number().int().min(1).max(30) }),
  output: z.object({ until: Instant }),
  refusals: [DeviceUnknown, DeviceNotBound],
})

/** A test call somebody made or heard. A failed one leaves the test due. */
export const RecordTestCall = command({
  name: 'watch.record-test-call',
  title: { zh: '登记测试呼叫', en: 'Record a test call' },
  permission: EditDevices,
  input: z.object({ deviceId: DeviceId, worked: z.boolean(), note: z.string().trim().max(200).nullable() }),
  output: z.object({ dueOn: Day.nullable() }),
  refusals: [DeviceUnknown, DeviceNotBound],
})

export const deviceSignatures = [
  ListDevices,
  ListTestsDue,
  GetDevice,
  RegisterDevice,
  RenewSecret,
  EditDevice,
  SetDeviceState,
  BindDevice,
  MoveDevice,
  EndBinding,
  OpenTestWindow,
  RecordTestCall,
]
