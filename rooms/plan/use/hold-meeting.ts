import { type Body, body, type Context, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { MeetingNotYet, NobodyPresent } from '../contract/meeting-refusals.ts'
import { HoldMeeting } from '../contract/meetings.ts'
import { UnitUnknown } from '../contract/refusals.ts'
import { tablesOf } from '../store.ts'
import { changeMeeting, holdFor, type Meeting, unitNames } from '../store-meetings.ts'

export const holdMeeting: Body = body(HoldMeeting, async (ctx, { meetingId, version, attendance }) => {
  const meeting = await holdFor(ctx, meetingId, version, 'hold')
  if (isRefusal(meeting)) return meeting
  if (meeting.first_day > ctx.today) return refuse(MeetingNotYet, { day: meeting.first_day })
  if (!attendance.some(({ state }) => state === 'present')) return refuse(NobodyPresent, {}, 'attendance')
  const ids = new Set(attendance.map(({ unitId }) => unitId))
  const names = await unitNames(ctx, [...ids])
  if (names.size !== attendance.length) return refuse(UnitUnknown, {}, 'attendance')
  const next = await changeMeeting(
    ctx,
    meeting,
    'hold',
    { state: 'held', held_on: meeting.first_day },
    { attendance: attendance.map((each) => ({ ...each, unitName: names.get(each.unitId) ?? '', delegate: each.delegate ?? null })) },
  )
  await fillPeriod(ctx, meeting)
  return { version: next }
})

/** The period the meeting's day lies in is kept by it, unless another meeting kept it before; a missed one stays missed. */
async function fillPeriod(ctx: Context, meeting: Meeting): Promise<void> {
  const db = tablesOf(ctx)
  const due = await db
    .selectFrom('plan.meeting_due')
    .selectAll()
    .where('kind', '=', meeting.kind)
    .where('known_to', 'is', null)
    .where('withdrawn', '=', false)
    .where('held_on', 'is', null)
    .where('period_from', '<=', meeting.first_day)
    .where('due_on', '>=', meeting.first_day)
    .forUpdate()
    .executeTakeFirst()
  if (due === undefined) return
  const at = await knownFrom(ctx)
  await db.updateTable('plan.meeting_due').set({ known_to: at }).where('id', '=', due.id).where('known_to', 'is', null).execute()
  await db
    .insertInto('plan.meeting_due')
    .values({ ...due, version: due.version + 1, meeting_id: meeting.id, held_on: meeting.first_day, known_from: at, known_to: null })
    .execute()
}
