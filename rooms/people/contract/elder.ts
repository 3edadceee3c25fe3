import { Day, id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { LifeStateName } from './life-state.ts'

export const ElderId = id('Elder')
export type ElderId = z.infer<typeof ElderId>
export const HouseholdId = id('Household')

/** GB/T 2261.1 in words; `unknown` = not recorded. */
export const Sex = z.enum(['male', 'female', 'unknown'])
export type Sex = z.infer<typeof Sex>

/** Three-valued: `unknown` = nobody asked yet, never read as `no`. */
export const Answer = z.enum(['yes', 'no', 'unknown'])

/** Paper that proves who somebody is; `none` = has none, `unknown` = not recorded yet. */
export const IdKind = z.enum(['citizen-id', 'passport', 'hk-macau-permit', 'taiwan-permit', 'foreigner-permit', 'none', 'unknown'])
export type IdKind = z.infer<typeof IdKind>

/** Where a fact came from. */
export const Origin = z.enum(['typed', 'import', 'device', 'derived'])
export type Origin = z.infer<typeof Origin>

/** Code of a community or village (12 digits, statistical division code). */
export const VillageCode = z.string().regex(/^\d{12}$/)

/** Somebody to call when the elder needs help; kept encrypted as a whole. */
export const EmergencyContact = z.object({
  name: z.string().trim().min(1).max(60),
  relation: z.string().trim().min(1).max(30),
  phone: z.string().trim().min(5).max(30),
})
export type EmergencyContact = z.infer<typeof EmergencyContact>

/**
 * What a clerk enters of an elder. With a citizen id the birth day and sex are read from the number
 * (GB 11643-1999) and must agree with those typed; null or `unknown` = not recorded.
 */
export const ElderInput = z.object({
  name: z.string().trim().min(1).max(60),
  sex: Sex,
  birthDay: Day.nullable(),
  idKind: IdKind,
  idNumber: z.string().trim().min(1).max(40).nullable(),
  phone: z.string().trim().min(1).max(30).nullable(),
  address: z.string().trim().min(1).max(200).nullable(),
  divisionCode: VillageCode,
  siteId: z.uuid().nullable().describe('the estate or home for the aged, a site of the places room'),
  householdId: HouseholdId.nullable(),
  livesAlone: Answer,
  healthNotes: z.string().trim().max(2000).nullable(),
  contacts: z.array(EmergencyContact).max(5),
})
export type ElderInput = z.infer<typeof ElderInput>

/** One elder in a list: identity number and phone masked. `lifeState` null = not recorded. */
export const ElderRow = z.object({
  id: ElderId,
  name: z.string(),
  sex: Sex,
  birthDay: Day.nullable(),
  age: z.number().int().nullable().describe('full years today'),
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  divisionCode: VillageCode,
  divisionName: z.string(),
  livesAlone: Answer,
  lifeState: LifeStateName.nullable(),
  synthetic: z.boolean(),
})
export type ElderRow = z.infer<typeof ElderRow>

/**
 * The record of one elder. `clear` tells whether number, phone, notes and contacts are shown in full;
 * otherwise they are masked, and notes and contacts left out (null).
 */
export const ElderRecord = ElderRow.extend({
  version: z.number().int(),
  clear: z.boolean(),
  idKind: IdKind,
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  townName: z.string().nullable(),
  siteId: z.uuid().nullable(),
  siteName: z.string().nullable(),
  householdId: HouseholdId.nullable(),
  healthNotes: z.string().nullable(),
  contacts: z.array(EmergencyContact).nullable(),
  origin: Origin,
  createdAt: Instant,
  updatedAt: Instant,
})
export type ElderRecord = z.infer<typeof ElderRecord>

/** One version in the history of a record: who wrote it, when, from where, and what it changed (clear values only where permitted). */
export const ElderVersion = z.object({
  version: z.number().int(),
  recordedAt: Instant,
  recordedBy: z.string(),
  origin: Origin,
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export type ElderVersion = z.infer<typeof ElderVersion>
