import { command, Instant, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { QuarantineUnknown } from './device-refusals.ts'
import { ReadQuarantine, SettleQuarantines } from './permissions.ts'

export const QuarantineId = z.uuid()

/** A message that was not taken in, as often as it came. */
export const QuarantineRow = z.object({
  id: QuarantineId,
  via: z.string(),
  source: z.string().describe('who it said it was; * = many senders past the limit'),
  topic: z.string(),
  reason: z.string(),
  detail: z.string().nullable(),
  bytes: z.number().int().describe('whole length of the last one'),
  start: z.string().describe('its beginning, as text where it is text, else hex; at most 400 characters'),
  times: z.number().int(),
  firstAt: Instant,
  lastAt: Instant,
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  settledHow: z.string().nullable(),
  guess: z
    .object({ protocol: z.string(), serial: z.string() })
    .nullable()
    .describe('what the sender would be registered as; null = its name does not say'),
})
export type QuarantineRow = z.infer<typeof QuarantineRow>

/** Messages laid aside, the latest first. */
export const ListQuarantine = query({
  name: 'watch.list-quarantine',
  title: { zh: '隔离消息', en: 'Quarantined messages' },
  permission: ReadQuarantine,
  input: PageInput.extend({
    search: z.string().trim().max(100).nullish().describe('beginning of the source'),
    reason: z.string().trim().max(60).nullish(),
    settled: z.boolean().default(false),
  }),
  output: pageOf(QuarantineRow),
  refusals: [],
})

/** Says why a message may be forgotten; registering its sender settles it by itself. */
export const SettleQuarantine = command({
  name: 'watch.settle-quarantine',
  title: { zh: '处理隔离消息', en: 'Settle a quarantined message' },
  permission: SettleQuarantines,
  input: z.object({ id: QuarantineId, why: z.string().trim().min(2).max(200) }),
  output: z.object({ settledAt: Instant }),
  refusals: [QuarantineUnknown],
})

export const quarantineSignatures = [ListQuarantine, SettleQuarantine]
