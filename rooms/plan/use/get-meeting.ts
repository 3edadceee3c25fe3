import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { MeetingUnknown } from '../contract/meeting-refusals.ts'
import { GetMeeting } from '../contract/meetings.ts'
import { wholeMeeting } from '../store-meetings.ts'

export const getMeeting: Body = body(
  GetMeeting,
  async (ctx, { meetingId }) => (await wholeMeeting(ctx, meetingId)) ?? refuse(MeetingUnknown),
)
