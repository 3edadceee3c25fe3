import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { NobodyCalled } from '../contract/meeting-refusals.ts'
import { CallMeeting } from '../contract/meetings.ts'
import { UnitUnknown } from '../contract/refusals.ts'
import { changeMeeting, holdFor, unitNames } from '../store-meetings.ts'

export const callMeeting: Body = body(CallMeeting, async (ctx, { meetingId, version, unitIds }) => {
  const meeting = await holdFor(ctx, meetingId, version, 'call')
  if (isRefusal(meeting)) return meeting
  const called = [...new Set(unitIds)]
  if (called.length === 0) return refuse(NobodyCalled, {}, 'unitIds')
  const names = await unitNames(ctx, called)
  if (names.size !== called.length) return refuse(UnitUnknown, {}, 'unitIds')
  const attendance = called.map((unitId) => ({ unitId, unitName: names.get(unitId) ?? '', state: 'called' as const, delegate: null }))
  return { version: await changeMeeting(ctx, meeting, 'call', { state: 'called' }, { attendance }) }
})
