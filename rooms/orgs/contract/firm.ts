import { Day, DivisionCode, id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'

export const FirmId = id('Firm')
export type FirmId = z.infer<typeof FirmId>

/** What a legal body is to the platform; it may be several. */
export const FirmKind = z.enum([
  'enterprise',
  'provider',
  'bank',
  'insurer',
  'social-organisation',
  'public-institution',
  'self-employed',
  'other',
])

/** `pending` known by name only, `active`, `suspended` 停业, `closed` 注销. */
export const FirmState = z.enum(['pending', 'active', 'suspended', 'closed'])
export type FirmState = z.infer<typeof FirmState>

/** Unified social credit code, GB 32100-2015: 18 characters, upper case; checked by rules/check-uscc.ts. */
export const Uscc = z.string().trim().min(1).max(30)

/** A legal body (enterprise, provider, bank ...). `uscc` null = not known yet. */
export const Firm = z.object({
  id: FirmId,
  version: z.number().int(),
  name: z.string(),
  uscc: z.string().nullable(),
  kinds: z.array(FirmKind),
  state: FirmState,
  stateSince: Day,
  divisionCode: DivisionCode.nullable(),
  address: z.string().nullable(),
  synthetic: z.boolean(),
  updatedAt: Instant,
})
export type Firm = z.infer<typeof Firm>

export const FirmInput = z.object({
  name: z.string().trim().min(2).max(120),
  uscc: Uscc.nullable().describe('null = not known yet; the firm stays pending'),
  kinds: z.array(FirmKind).min(1),
  divisionCode: DivisionCode.nullable(),
  address: z.string().trim().min(1).max(200).nullable(),
})
