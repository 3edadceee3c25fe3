import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { MinutesSigned } from '../contract/meeting-refusals.ts'
import { WriteMinutes } from '../contract/meetings.ts'
import { tablesOf } from '../store.ts'
import { holdFor } from '../store-meetings.ts'

export const writeMinutes: Body = body(WriteMinutes, async (ctx, { meetingId, seen, body: text, reason }) => {
  const meeting = await holdFor(ctx, meetingId, null, 'write')
  if (isRefusal(meeting)) return meeting
  const db = tablesOf(ctx)
  const newest = await db
    .selectFrom('plan.minutes')
    .select(['version', 'signed_at'])
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  const current = newest?.version ?? 0
  if (current !== seen) return refuse(ChangedMeanwhile, { what: meeting.title, seen, current })
  const signed = newest != null && newest.signed_at !== null
  if (signed && reason == null) return refuse(MinutesSigned, { version: current }, 'reason')
  const version = current + 1
  await db
    .insertInto('plan.minutes')
    .values({
      meeting_id: meetingId,
      version,
      body: text,
      change_reason: signed ? (reason ?? null) : null,
      written_by: ctx.actor.name,
      written_at: ctx.now.toString(),
      signed_by: null,
      signed_at: null,
    })
    .execute()
  ctx.note({ kind: 'minutes', id: meetingId, after: { version, reason: reason ?? null } })
  return { version }
})
