import { listen } from '@yinqiao/kernel'
import { NoticeAnswered, NoticeDelivered, NoticeFailed, NoticeSeen } from '@yinqiao/notices/contract'
import { tellAlarm } from './store-alarm.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { acceptByKey } from './store-callout.ts'
import { writeReceipt } from './store-reach.ts'

const ours = (topic: string) => topic === 'watch.alarm'

/** Receipts of notices come back to the alarm they were about. */
export const watchListeners = (policy: EscalationPolicy) => [
  listen('watch.note-delivered', NoticeDelivered, async (ctx, { data, time }) => {
    if (ours(data.topic)) await writeReceipt(ctx, data, 'delivered', time)
  }),
  listen('watch.note-seen', NoticeSeen, async (ctx, { data, time }) => {
    if (ours(data.topic)) await writeReceipt(ctx, data, 'seen', time)
  }),
  listen('watch.note-answered', NoticeAnswered, async (ctx, { data, time }) => {
    const alarm = ours(data.topic) ? await writeReceipt(ctx, data, 'answered', time) : undefined
    if (alarm === undefined) return
    await tellAlarm(ctx, alarm)
    await acceptByKey(ctx, data, policy)
  }),
  listen('watch.note-failed', NoticeFailed, async (ctx, { data, time }) => {
    if (ours(data.topic)) await writeReceipt(ctx, data, { failed: data.reason }, time)
  }),
]
