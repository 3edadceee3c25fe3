import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { writeDocx, writePdf } from '@yinqiao/papers'
import { MeetingUnknown } from '../contract/meeting-refusals.ts'
import { GetMeetingPaper } from '../contract/meetings.ts'
import { meetingPaper } from '../rules/meeting-paper.ts'
import { listCurrentDecisions, wholeMeeting } from '../store-meetings.ts'
import { fileTypes } from '../rules/file-types.ts'

export const getMeetingPaper: Body = body(GetMeetingPaper, async (ctx, { meetingId, form }) => {
  const whole = await wholeMeeting(ctx, meetingId)
  if (whole === undefined) return refuse(MeetingUnknown)
  const open = (await listCurrentDecisions(ctx)).filter((each) => each.meetingId !== meetingId && each.doneOn === null)
  const paper = meetingPaper({ ...whole, open }, ctx.now.toString())
  const bytes = form === 'docx' ? await writeDocx(paper) : await writePdf(paper)
  return { fileName: `${whole.meeting.title}.${form}`, type: fileTypes[form], content: Buffer.from(bytes).toString('base64') }
})
