import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { MeetingUnknown, MinutesAlreadySigned, NoMinutes } from '../contract/meeting-refusals.ts'
import { SignMinutes } from '../contract/meetings.ts'
import { tablesOf } from '../store.ts'
import { findMeeting } from '../store-meetings.ts'

/** Only the newest version can be signed: who signs has read what stands. */
export const signMinutes: Body = body(SignMinutes, async (ctx, { meetingId, version }) => {
  const db = tablesOf(ctx)
  const meeting = await findMeeting(ctx, meetingId)
  if (meeting === undefined) return refuse(MeetingUnknown)
  const newest = await db
    .selectFrom('plan.minutes')
    .select(['version', 'signed_at'])
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .forUpdate()
    .executeTakeFirst()
  if (newest === undefined) return refuse(NoMinutes)
  if (newest.version !== version) return refuse(ChangedMeanwhile, { what: meeting.title, seen: version, current: newest.version })
  if (newest.signed_at !== null) return refuse(MinutesAlreadySigned, { version })
  const signedAt = ctx.now.toString()
  await db
    .updateTable('plan.minutes')
    .set({ signed_by: ctx.actor.name, signed_at: signedAt })
    .where('meeting_id', '=', meetingId)
    .where('version', '=', version)
    .where('signed_at', 'is', null)
    .execute()
  ctx.note({ kind: 'minutes', id: meetingId, after: { version, signedBy: ctx.actor.name } })
  return { signedAt }
})
