import { Day, DivisionCode, id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { SilenceMinutes } from './home.ts'

export const DeviceId = id('WatchDevice')
export type DeviceId = z.infer<typeof DeviceId>

export const DeviceKind = z.enum([
  'gateway',
  'wearable',
  'pendant',
  'pull-cord',
  'radar',
  'bed',
  'door',
  'motion',
  'smoke',
  'gas',
  'water',
  'medicine-box',
  'vitals',
  'plug',
  'other',
])
export type DeviceKind = z.infer<typeof DeviceKind>

/** `in-use` = bound to a home; nothing else is. */
export const DeviceState = z.enum(['stock', 'in-use', 'repair', 'lost', 'scrapped'])
export type DeviceState = z.infer<typeof DeviceState>

/** Names of protocol and serial make the source `protocol:serial`, which is the MQTT user name, the HTTP key id and the terminal's name. */
export const Protocol = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/)
export const Serial = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/)

/** What can be changed of a device. */
export const DeviceFacts = z.object({
  kind: DeviceKind,
  vendor: z.string().trim().min(1).max(80).nullable(),
  model: z.string().trim().min(1).max(80).nullable(),
  gatewayId: DeviceId.nullable().describe('the gateway it talks through; null = by itself'),
  silenceMinutes: SilenceMinutes.nullable().describe('null = by its kind'),
  testDays: z.number().int().min(1).max(366).nullable().describe('days between test calls; null = none wanted'),
})
export type DeviceFacts = z.infer<typeof DeviceFacts>

/** Where and to whom a device belongs. */
export const Holder = z.object({
  bindingId: z.uuid(),
  homeId: z.uuid(),
  homeName: z.string(),
  elderId: z.uuid().nullable().describe('null = serves the whole home'),
  elderName: z.string().nullable(),
  room: z.string().nullable(),
  since: Instant,
})
export type Holder = z.infer<typeof Holder>

/** A device in a list. */
export const DeviceRow = z.object({
  id: DeviceId,
  source: z.string(),
  protocol: z.string(),
  serial: z.string(),
  kind: DeviceKind,
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  state: DeviceState,
  divisionCode: DivisionCode,
  divisionName: z.string(),
  holder: Holder.nullable(),
  lastSeenAt: Instant.nullable().describe('null = never heard'),
  silentSince: Instant.nullable(),
  battery: z.number().nullable().describe('% of full; null = not told'),
  testDueOn: Day.nullable().describe('null = no test call is wanted'),
  synthetic: z.boolean(),
})
export type DeviceRow = z.infer<typeof DeviceRow>

export const DeviceEventKind = z.enum([
  'registered',
  'edited',
  'secret-renewed',
  'bound',
  'moved',
  'unbound',
  'state',
  'test-window',
  'test-call',
  'test-failed',
])
export type DeviceEventKind = z.infer<typeof DeviceEventKind>

/** One line in the life of a device. */
export const DeviceEvent = z.object({
  id: z.uuid(),
  at: Instant,
  kind: z.string().describe('one of DeviceEventKind, or a word of the alarm path'),
  detail: z.record(z.string(), z.unknown()),
  by: z.string(),
})
export type DeviceEvent = z.infer<typeof DeviceEvent>

/** Where a device was, newest first. */
export const BindingPast = Holder.extend({
  until: Instant.nullable(),
  boundBy: z.string(),
  endedWhy: z.string().nullable(),
  endedBy: z.string().nullable(),
})

/** The life file of a device. */
export const DeviceRecord = DeviceRow.extend({
  version: z.number().int(),
  gatewayId: DeviceId.nullable(),
  gatewaySerial: z.string().nullable(),
  behind: z.number().int().describe('devices that talk through it'),
  hasSecret: z.boolean(),
  silenceMinutes: z.number().int().nullable(),
  testDays: z.number().int().nullable(),
  testedAt: Instant.nullable(),
  testUntil: Instant.nullable().describe('a test window is open until then'),
  lastKeptAt: Instant.nullable(),
  signal: z.number().nullable().describe('dBm'),
  firmware: z.string().nullable(),
  settings: z.record(z.string(), z.string()),
  bindings: z.array(BindingPast),
  events: z.array(DeviceEvent).describe('the last 200, newest first'),
  createdAt: Instant,
})
export type DeviceRecord = z.infer<typeof DeviceRecord>
