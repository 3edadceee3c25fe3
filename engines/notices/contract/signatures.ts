import { command, id, Instant, InvalidInput, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Channel, NoticeId, NoticeStep, NoticeView } from './notice.ts'
import { readNotices, resendNotices } from './permissions.ts'
import { NoSubscription, NoticeUnknown, NotResendable, PushHostUnknown, PushNotConfigured, SubscriptionUnknown } from './refusals.ts'

export const SubscriptionId = id('subscription')

/** All notices about one thing, oldest first. */
export const ListNotices = query({
  name: 'notices.list-notices',
  title: { zh: '某事的通知', en: 'Notices about a thing' },
  permission: readNotices,
  readsPersons: true,
  input: z.object({ subjectKind: z.string().min(1).max(80), subjectId: z.string().min(1).max(80) }),
  output: z.object({ rows: z.array(NoticeView) }),
  refusals: [],
})

/** Notices of persons whom no way reached, newest first: failed ones, and such that SMS or voice took without a receipt for five minutes. */
export const ListFailed = query({
  name: 'notices.list-failed',
  title: { zh: '未送达的通知', en: 'Undelivered notices' },
  permission: readNotices,
  readsPersons: true,
  input: PageInput.extend({ channel: Channel.nullish(), topic: z.string().max(80).nullish() }),
  output: pageOf(NoticeView.extend({ resent: z.boolean() })),
  refusals: [InvalidInput],
})

/** A notice with the proof of each step. */
export const GetNotice = query({
  name: 'notices.get-notice',
  title: { zh: '通知详情', en: 'Notice' },
  permission: readNotices,
  readsPersons: true,
  input: z.object({ id: NoticeId }),
  output: z.object({ notice: NoticeView, steps: z.array(NoticeStep) }),
  refusals: [NoticeUnknown],
})

/** Sends a failed notice once more, as a notice of its own; asked twice it stays one. */
export const ResendNotice = command({
  name: 'notices.resend-notice',
  title: { zh: '重发通知', en: 'Send a notice again' },
  permission: resendNotices,
  input: z.object({ id: NoticeId }),
  output: z.object({ id: NoticeId }),
  refusals: [NoticeUnknown, NotResendable],
})

/** What a browser needs to subscribe; `key` null where push is not configured. */
export const GetPush = query({
  name: 'notices.get-push',
  title: { zh: '消息提醒设置', en: 'Notification settings' },
  permission: 'signed-in',
  input: z.object({}),
  output: z.object({
    key: z.string().nullable(),
    subscriptions: z.array(z.object({ id: SubscriptionId, device: z.string(), madeAt: Instant, acceptedAt: Instant.nullable() })),
  }),
  refusals: [],
})

const base64url = z.string().regex(/^[\w-]+={0,2}$/)

/** Binds this browser's push endpoint to the account; the same browser under another account is unbound there. */
export const SubscribePush = command({
  name: 'notices.subscribe-push',
  title: { zh: '开启消息提醒', en: 'Switch notifications on' },
  permission: 'signed-in',
  input: z.object({
    endpoint: z.url().max(1000),
    keys: z.object({ p256dh: base64url.min(86).max(90), auth: base64url.min(22).max(26) }),
    device: z.string().trim().min(1).max(80),
  }),
  output: z.object({ id: SubscriptionId }),
  refusals: [PushNotConfigured, PushHostUnknown],
})

export const UnsubscribePush = command({
  name: 'notices.unsubscribe-push',
  title: { zh: '关闭消息提醒', en: 'Switch notifications off' },
  permission: 'signed-in',
  input: z.object({ id: SubscriptionId }),
  output: z.object({}),
  refusals: [SubscriptionUnknown],
})

/** The browser says that it showed a notice, or that its owner opened it. */
export const ConfirmPush = command({
  name: 'notices.confirm-push',
  title: { zh: '回报推送已到达', en: 'Report that a push arrived' },
  permission: 'signed-in',
  input: z.object({ id: NoticeId, what: z.enum(['delivered', 'seen']) }),
  output: z.object({}),
  refusals: [NoticeUnknown],
})

/** A test message to oneself. */
export const SendTest = command({
  name: 'notices.send-test',
  title: { zh: '给自己试发一条', en: 'Send myself a test' },
  permission: 'signed-in',
  perMinute: 6,
  input: z.object({}),
  output: z.object({ id: NoticeId }),
  refusals: [PushNotConfigured, NoSubscription],
})

/** How far a notice to oneself came. */
export const GetOwn = query({
  name: 'notices.get-own',
  title: { zh: '发给我的通知', en: 'A notice to me' },
  permission: 'signed-in',
  input: z.object({ id: NoticeId }),
  output: NoticeView.pick({ id: true, state: true, failureReason: true, sentAt: true, deliveredAt: true, seenAt: true }),
  refusals: [NoticeUnknown],
})

export const noticesSignatures = [
  ListNotices,
  ListFailed,
  GetNotice,
  ResendNotice,
  GetPush,
  SubscribePush,
  UnsubscribePush,
  ConfirmPush,
  SendTest,
  GetOwn,
]
