import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { MeetingEndsEarly } from '../contract/meeting-refusals.ts'
import { DraftMeeting } from '../contract/meetings.ts'
import { itemOf, newPoints } from '../rules/build-agenda.ts'
import { timeKept } from '../rules/meeting-state.ts'
import type { PlanSettings } from '../store.ts'
import { keepMeeting, listAgendaPoints } from '../store-meetings.ts'

export const draftMeeting = (settings: PlanSettings): Body =>
  body(DraftMeeting, async (ctx, { kind, title, place, when }) => {
    const time = timeKept(when)
    if (time === null) return refuse(MeetingEndsEarly, {}, 'when')
    const agenda = newPoints(await listAgendaPoints(ctx, settings), [])
      .slice(0, 100)
      .map((point) => itemOf(point, ctx.newId()))
    const meetingId = ctx.newId()
    await keepMeeting(
      ctx,
      {
        id: meetingId,
        version: 1,
        kind,
        title,
        place: place ?? null,
        all_day: time.allDay,
        first_day: time.firstDay,
        last_day: time.lastDay,
        starts_at: time.startsAt,
        ends_at: time.endsAt,
        state: 'draft',
        sequence: 0,
        held_on: null,
        reason: null,
        synthetic: settings.district?.synthetic ?? false,
        entered_by: ctx.actor.name,
        known_from: await knownFrom(ctx),
        known_to: null,
      },
      agenda,
      [],
    )
    ctx.note({ kind: 'meeting', id: meetingId, after: { kind, title, when } })
    return { meetingId, version: 1, agenda }
  })
