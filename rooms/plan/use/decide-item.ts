import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { AgendaItemUnknown, DecisionDay } from '../contract/meeting-refusals.ts'
import { DecideItem } from '../contract/meetings.ts'
import { UnitUnknown } from '../contract/refusals.ts'
import { tablesOf } from '../store.ts'
import { agendaOf, holdFor, unitNames } from '../store-meetings.ts'

export const decideItem: Body = body(DecideItem, async (ctx, { meetingId, itemId, text, ownerUnitId, due }) => {
  const meeting = await holdFor(ctx, meetingId, null, 'decide')
  if (isRefusal(meeting)) return meeting
  const item = itemId == null ? undefined : (await agendaOf(ctx, meeting)).find(({ id }) => id === itemId)
  if (itemId != null && item === undefined) return refuse(AgendaItemUnknown, {}, 'itemId')
  const ownerName = (await unitNames(ctx, [ownerUnitId])).get(ownerUnitId)
  if (ownerName === undefined) return refuse(UnitUnknown, {}, 'ownerUnitId')
  const decidedOn = meeting.held_on ?? meeting.first_day
  const latest = Temporal.PlainDate.from(decidedOn).add({ years: 5 }).toString()
  if (due < decidedOn || due > latest) return refuse(DecisionDay, { from: decidedOn, to: latest }, 'due')
  const decisionId = ctx.newId()
  await tablesOf(ctx)
    .insertInto('plan.meeting_decision')
    .values({
      id: decisionId,
      version: 1,
      meeting_id: meetingId,
      item_id: item?.id ?? null,
      item_kind: item?.kind ?? 'hand',
      text,
      owner_unit_id: ownerUnitId,
      owner_name: ownerName,
      decided_on: decidedOn,
      due,
      done_on: null,
      record_kind: null,
      record_id: null,
      done_note: null,
      closed_by: null,
      synthetic: meeting.synthetic,
      entered_by: ctx.actor.name,
      known_from: await knownFrom(ctx),
      known_to: null,
    })
    .execute()
  ctx.note({ kind: 'meeting-decision', id: decisionId, after: { meetingId, text, ownerName, due } })
  return { decisionId }
})
