import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { CancelMeeting } from '../contract/meetings.ts'
import { changeMeeting, holdFor } from '../store-meetings.ts'

export const cancelMeeting: Body = body(CancelMeeting, async (ctx, { meetingId, version, reason }) => {
  const meeting = await holdFor(ctx, meetingId, version, 'cancel')
  if (isRefusal(meeting)) return meeting
  return { version: await changeMeeting(ctx, meeting, 'cancel', { state: 'cancelled', reason }) }
})
