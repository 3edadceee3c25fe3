import { id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'

export const NoticeId = id('notice')

/** By which way a person is told. Push is a courtesy: it may be switched off, so what matters falls back to SMS and voice. */
export const Channel = z.enum(['push', 'mail', 'sms', 'voice'])
export type Channel = z.infer<typeof Channel>

/**
 * How far a notice came; never goes back. `sending`: attempts are being made; `sent`: the gateway took it; `delivered`: it reached the phone
 * (voice: somebody or something picked up); `seen`: shown to a person; `answered`: a person acted (key, reply, screen).
 */
export const NoticeState = z.enum(['queued', 'sending', 'sent', 'delivered', 'seen', 'answered', 'failed', 'cancelled'])
export type NoticeState = z.infer<typeof NoticeState>

/** Why a notice, or its last attempt, failed. */
export const FailureReason = z.enum([
  'not-configured',
  'no-address',
  'bad-address',
  'no-subscription',
  'refused',
  'unreachable',
  'busy',
  'no-answer',
  'gateway-failed',
  'sender-lost',
])
export type FailureReason = z.infer<typeof FailureReason>

/** The next way, when nobody answered `after` seconds from the moment the step before was queued; at once when that step failed. */
export const Fallback = z.object({ channel: Channel, after: z.number().int().min(0).max(86_400) })
export type Fallback = z.infer<typeof Fallback>

/** A text that is cut to its length, not refused. */
function cut(length: number) {
  return z
    .string()
    .trim()
    .min(1)
    .transform((text) => text.slice(0, length))
}

/**
 * Whom to tell: an account for push, a phone for SMS and voice, a mail address for mail. What is missing or cannot be an address fails its way
 * (`no-address`, `bad-address`) and the next one goes: a slip in a list of phones must not undo the alarm that tells.
 */
export const Recipient = z.object({
  accountId: z.uuid().nullish(),
  name: cut(80).nullish(),
  phone: z.string().nullish(),
  mail: z.string().nullish(),
})
export type Recipient = z.infer<typeof Recipient>

/** What a caller tells the engine; `key` names the caller's step, so that the same step told twice makes one notice. */
export const Telling = z.object({
  key: z.string().min(1).max(200),
  topic: z.string().regex(/^[a-z]+\.[a-z]+(-[a-z]+)*$/),
  subject: z.object({ kind: z.string().min(1).max(80), id: z.string().min(1).max(80) }),
  to: Recipient,
  channel: Channel,
  title: cut(120),
  body: cut(1000),
  /** Address inside this platform that a click opens. */
  url: z
    .string()
    .regex(/^\/(?!\/)[\x21-\x7e]*$/)
    .max(300)
    .nullish(),
  urgent: z.boolean().default(false),
  fallback: z.array(Fallback).max(5).default([]),
  divisionCode: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
    .nullish(),
  /** Persons of the register the notice is about. */
  persons: z.array(z.uuid()).max(20).default([]),
})
export type Telling = z.input<typeof Telling>

const moment = Instant.nullable()

/** A notice as desks see it; the address is masked. */
export const NoticeView = z.object({
  id: NoticeId,
  chainId: NoticeId,
  step: z.number().int(),
  resendOf: NoticeId.nullable(),
  topic: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  divisionCode: z.string().nullable(),
  accountId: z.uuid().nullable(),
  name: z.string().nullable(),
  address: z.string().nullable().describe('masked phone or mail address'),
  channel: Channel,
  title: z.string(),
  body: z.string(),
  urgent: z.boolean(),
  state: NoticeState,
  queuedAt: Instant,
  sendingAt: moment,
  sentAt: moment,
  deliveredAt: moment,
  seenAt: moment,
  answeredAt: moment,
  failedAt: moment,
  cancelledAt: moment,
  attempt: z.number().int(),
  nextAt: moment.describe('when the next attempt is made; null when none is'),
  failureReason: FailureReason.nullable(),
  failureDetail: z.string().nullable(),
  answer: z.string().nullable(),
})
export type NoticeView = z.infer<typeof NoticeView>

/** One line of proof. */
export const NoticeStep = z.object({
  at: Instant,
  what: z.string(),
  attempt: z.number().int(),
  detail: z.string().nullable(),
  byName: z.string(),
})

/** What a gateway reports of one message (POST /api/notices/receipts/:channel, signed). */
export const Receipt = z.object({
  /** Id of this report; a repeated one has no second effect. */
  receiptId: z.string().min(1).max(100),
  /** The idempotency id of our request. */
  id: NoticeId,
  status: z.enum(['sent', 'delivered', 'answered', 'pressed-key', 'busy', 'no-answer', 'failed']),
  /** When it happened, by the gateway's clock; kept as said. */
  at: z.string().max(40).nullish(),
  gatewayId: z.string().max(100).nullish(),
  /** The key pressed, or the text replied. */
  answer: z.string().max(200).nullish(),
  /** A code; never an address. */
  reason: z
    .string()
    .regex(/^[\w .:-]{1,80}$/)
    .nullish(),
})
export type Receipt = z.infer<typeof Receipt>
