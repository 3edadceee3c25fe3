import type { Context } from '@yinqiao/kernel'
import { cancelNotices, markAnswered, sendNotice } from '@yinqiao/notices'
import { sql } from 'kysely'
import { readTitle } from './rules/read-title.ts'
import type { Reach } from './store-callout.ts'

/** How long a courtesy (push) may stay unanswered before the message goes out, and that before the telephone rings, seconds. */
const smsAfter = 15
const voiceAfter = 20

/**
 * Reaches a person outside the desk: push where there is an account, then message, then telephone; what is not answered goes on by itself.
 * Nothing about health is said outside the platform.
 */
export const reachByNotices: Reach = async (ctx, { alarm, key, name, accountId, phone, why }) => {
  const channel = accountId === null ? 'sms' : 'push'
  const what = outside(alarm.title)
  const noticeId = await sendNotice(ctx, {
    key,
    topic: 'watch.alarm',
    subject: { kind: 'alarm', id: alarm.id },
    to: { name, accountId, phone: readable(phone) },
    channel,
    title: why === 'come' ? `请前往：告警 ${alarm.n}` : `告警 ${alarm.n} 无人接听`,
    body:
      why === 'come'
        ? `${name}您好，${what}，需要您前往。能去请按 1 或在平台点“接受”。`
        : `${name}您好，${what}，值守台尚未接警，请电话确认老人是否平安。`,
    url: '/watch/responder',
    urgent: true,
    fallback:
      channel === 'push'
        ? [
            { channel: 'sms', after: smsAfter },
            { channel: 'voice', after: voiceAfter },
          ]
        : [{ channel: 'voice', after: voiceAfter }],
    divisionCode: alarm.division_code.length === 12 ? alarm.division_code : null,
    persons: alarm.elder_id === null ? [] : [alarm.elder_id],
  })
  return [{ channel, noticeId }]
}

/** What happened, as far as it may be said outside: who comes reads the rest on the platform, or hears it from the operator. */
function outside(title: string): string {
  const { zh, room, health } = readTitle(title)
  return health ? '有紧急情况' : `${zh}${room === null ? '' : `（${room}）`}`
}

const readable = (phone: string | null) => {
  const plain = phone?.replace(/[\s-]/g, '') ?? null
  return plain !== null && /^\+?\d{3,15}$/.test(plain) ? plain : null
}

/** Alarms have ended: what waits to be sent about them is called off, and no further way follows. Nobody is sent out for what is over. */
export async function callOff(ctx: Context, alarmIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`select distinct alarm_id as id from watch.told
    where alarm_id = any (${[...alarmIds]}::uuid[]) and notice_id is not null order by 1`.execute(ctx.db)
  for (const { id } of rows) await cancelNotices(ctx, { kind: 'alarm', id, topic: 'watch.alarm' })
}

/** Somebody of the home's list has acted: no message and no telephone follows what was sent them about this alarm. */
export async function endCalls(ctx: Context, alarmId: string, contactId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select distinct notice_id as id from watch.told
    where alarm_id = ${alarmId} and contact_id = ${contactId} and notice_id is not null order by 1`.execute(ctx.db)
  for (const { id } of rows) await markAnswered(ctx, id)
}

/** What became of a notice is written where the alarm says who was told; a further way of the same notice is a line of its own. */
export async function writeReceipt(
  ctx: Context,
  receipt: { readonly chainId: string; readonly channel: string },
  at: 'delivered' | 'seen' | 'answered' | { readonly failed: string },
  when: string,
): Promise<string | undefined> {
  const [delivered, seen, answered, failed] = [
    typeof at === 'object' ? null : when,
    at === 'seen' ? when : null,
    at === 'answered' ? when : null,
    typeof at === 'object' ? at.failed : null,
  ]
  const { rows } = await sql<{
    alarm_id: string
  }>`insert into watch.told as t (id, alarm_id, step, channel, account_id, contact_id, name_sealed, notice_id, sent_at, delivered_at, seen_at, answered_at, failed_why)
    select ${ctx.newId()}::uuid, alarm_id, step, ${receipt.channel}::text, account_id, contact_id, name_sealed, notice_id, ${when}::timestamptz, ${delivered}::timestamptz, ${seen}::timestamptz, ${answered}::timestamptz, ${failed}::text
    from watch.told where notice_id = ${receipt.chainId} order by sent_at, id limit 1
    on conflict (alarm_id, step, channel, account_id, contact_id, notice_id) where channel <> 'desk' do update set
      delivered_at = coalesce(t.delivered_at, excluded.delivered_at), seen_at = coalesce(t.seen_at, excluded.seen_at), answered_at = coalesce(t.answered_at, excluded.answered_at),
      -- reached after all, by a later try or a later report
      failed_why = case when coalesce(t.delivered_at, excluded.delivered_at) is null then coalesce(t.failed_why, excluded.failed_why) end
    returning alarm_id`.execute(ctx.db)
  return rows[0]?.alarm_id
}
