import { ChangedMeanwhile, command, DivisionCode, Instant, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { DivisionUnknown, OutsideArea, PointOutside } from '@yinqiao/places/contract'
import { z } from 'zod'
import { BindingPast, DeviceRow } from './device.ts'
import {
  ContactPhoneInvalid,
  ContactUnknown,
  ContactUnreachable,
  ElderDead,
  ElderElsewhere,
  ElderHasDevices,
  HomeUnknown,
  NotAMember,
  PersonUnknown,
} from './device-refusals.ts'
import { Contact, HomeFacts, HomeId, HomeRow, Member, Scene } from './home.ts'
import { EditDevices, ReadDevices } from './permissions.ts'

/** Homes of the area by a piece of name, address or name of an elder; keyset paging by name, `total` on the first page. */
export const ListHomes = query({
  name: 'watch.list-homes',
  title: { zh: '检索住处', en: 'Search homes' },
  permission: ReadDevices,
  input: PageInput.extend({
    search: z.string().trim().max(60).nullish(),
    scene: Scene.nullish(),
    under: DivisionCode.nullish(),
    elderId: z.uuid().nullish(),
    lacks: z.enum(['contacts', 'devices', 'members', 'location']).nullish().describe('homes where this is missing'),
    silent: z.boolean().nullish(),
  }),
  output: pageOf(HomeRow),
  refusals: [],
  readsPersons: true,
})

/** One home whole: who lives there, what stands there, whom to call, how to get in. Each view is audited. */
export const GetHome = query({
  name: 'watch.get-home',
  title: { zh: '住处详情', en: 'A home' },
  permission: ReadDevices,
  input: z.object({ id: HomeId }),
  output: HomeFacts.omit({ point: true }).extend({
    id: HomeId,
    version: z.number().int(),
    divisionName: z.string(),
    point: z.object({ lng: z.number(), lat: z.number() }).nullable().describe('WGS-84'),
    members: z.array(Member),
    contacts: z.array(Contact),
    devices: z.array(DeviceRow),
    past: z.array(BindingPast.extend({ deviceId: z.uuid(), serial: z.string() })).describe('devices that were here, newest first'),
    activeAt: Instant.nullable().describe('last sign that somebody moves; null = none yet'),
    doorAt: Instant.nullable(),
    inside: z.enum(['yes', 'no', 'unknown']),
    silentSince: Instant.nullable(),
    openAlarms: z.array(z.object({ id: z.uuid(), title: z.string(), level: z.number().int(), openedAt: Instant, state: z.string() })),
    synthetic: z.boolean(),
    updatedAt: Instant,
  }),
  refusals: [HomeUnknown],
  readsPersons: true,
})

/** Makes a home (`id` null) or saves it over the version seen. */
export const SaveHome = command({
  name: 'watch.save-home',
  title: { zh: '保存住处', en: 'Save a home' },
  permission: EditDevices,
  input: HomeFacts.extend({ id: HomeId.nullable(), version: z.number().int().min(1).nullable() }),
  output: z.object({ id: HomeId, version: z.number().int() }),
  refusals: [HomeUnknown, ChangedMeanwhile, DivisionUnknown, OutsideArea, PointOutside],
})

/** From now on this elder is watched over here; an elder is in one home at a time. */
export const AddMember = command({
  name: 'watch.add-member',
  title: { zh: '加入守护', en: 'Watch over an elder' },
  permission: EditDevices,
  input: z.object({ homeId: HomeId, elderId: z.uuid() }),
  output: z.object({ since: Instant }),
  refusals: [HomeUnknown, PersonUnknown, ElderElsewhere, ElderDead],
})

export const EndMember = command({
  name: 'watch.end-member',
  title: { zh: '结束守护', en: 'End watching over an elder' },
  permission: EditDevices,
  input: z.object({ homeId: HomeId, elderId: z.uuid(), why: z.string().trim().min(2).max(200) }),
  output: z.object({ until: Instant }),
  refusals: [HomeUnknown, NotAMember, ElderHasDevices],
})

/** Saves the whole call list in the order given; who is not in it any more is ended, not deleted. */
export const SaveContacts = command({
  name: 'watch.save-contacts',
  title: { zh: '保存呼叫名单', en: 'Save the call list' },
  permission: EditDevices,
  input: z.object({ homeId: HomeId, version: z.number().int().min(1), contacts: z.array(Contact).max(20) }),
  output: z.object({ version: z.number().int() }),
  refusals: [HomeUnknown, ChangedMeanwhile, ContactPhoneInvalid, ContactUnreachable, ContactUnknown],
})

export const homeSignatures = [ListHomes, GetHome, SaveHome, AddMember, EndMember, SaveContacts]
