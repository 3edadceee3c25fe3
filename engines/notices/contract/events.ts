import { eventType } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Channel, FailureReason, NoticeId } from './notice.ts'

const about = z.object({
  noticeId: NoticeId,
  chainId: NoticeId,
  topic: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  channel: Channel,
  accountId: z.uuid().nullable(),
})

export const NoticeDelivered = eventType('notices', 'notice.delivered', about)
/** Somebody had it before their eyes. */
export const NoticeSeen = eventType('notices', 'notice.seen', about)
export const NoticeAnswered = eventType('notices', 'notice.answered', about)
/** A way failed for good; `last`: no other way follows, so the person was not told. */
export const NoticeFailed = eventType('notices', 'notice.failed', about.extend({ reason: FailureReason, last: z.boolean() }))
