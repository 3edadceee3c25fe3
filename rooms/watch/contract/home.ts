import { EmergencyContact } from '@yinqiao/people/contract'
import { id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { ContactKind, EntryFacts } from './alarm.ts'

export const HomeId = id('WatchHome')
export type HomeId = z.infer<typeof HomeId>

/** Where devices stand: a household, a point in the community, a home for the aged. */
export const Scene = z.enum(['home', 'community', 'institution'])
export type Scene = z.infer<typeof Scene>

/** Minutes without a message after which silence is an alarm; at most 30 days. */
export const SilenceMinutes = z.number().int().min(1).max(43_200)

/** Clock time `HH:MM`. */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Between these times somebody should be inside; over midnight when the start is later than the end. */
export const IndoorHours = z.object({ from: ClockTime, to: ClockTime })

/** What a clerk enters of a home. */
export const HomeFacts = z.object({
  scene: Scene,
  name: z.string().trim().min(1).max(80),
  address: z.string().trim().min(1).max(200),
  divisionCode: z.string().regex(/^\d{12}$/),
  point: z
    .object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), coding: z.enum(['wgs84', 'gcj02', 'bd09']) })
    .nullable(),
  entry: EntryFacts.nullable().describe('how one gets in; null = nothing recorded. Kept encrypted as a whole'),
  silenceMinutes: SilenceMinutes.nullable(),
  indoors: IndoorHours.nullable(),
})
export type HomeFacts = z.infer<typeof HomeFacts>

/** Somebody to call, in order. `hasKey`, `minutes` null = not known. */
export const Contact = z.object({
  id: z.uuid().nullable().describe('null: new in this list'),
  kind: ContactKind,
  name: EmergencyContact.shape.name,
  phone: z.string().trim().min(5).max(30).nullable(),
  accountId: z.uuid().nullable().describe('account on this platform that can be called by push'),
  hasKey: z.boolean().nullable(),
  minutes: z.number().int().min(0).max(600).nullable().describe('minutes until there'),
  language: z.string().trim().min(1).max(40).nullable(),
})
export type Contact = z.infer<typeof Contact>

/** An elder who lives there and is watched over. */
export const Member = z.object({
  elderId: z.uuid(),
  name: z.string(),
  lifeState: z.string().nullable().describe('state of today; null = not recorded'),
  since: Instant,
})

/** A home in a list. */
export const HomeRow = z.object({
  id: HomeId,
  scene: Scene,
  name: z.string(),
  address: z.string(),
  divisionCode: z.string(),
  divisionName: z.string(),
  members: z.array(z.string()).describe('names'),
  devices: z.number().int(),
  silentDevices: z.number().int(),
  contacts: z.number().int(),
  openAlarms: z.number().int(),
  lastSeenAt: Instant.nullable().describe('last message of any of its devices'),
  synthetic: z.boolean(),
})
export type HomeRow = z.infer<typeof HomeRow>
