import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import type { AgendaItem } from '../contract/meeting-parts.ts'
import { AgendaItemUnknown } from '../contract/meeting-refusals.ts'
import { EditAgenda } from '../contract/meetings.ts'
import { itemOf, newPoints } from '../rules/build-agenda.ts'
import type { PlanSettings } from '../store.ts'
import { agendaOf, changeMeeting, holdFor, listAgendaPoints } from '../store-meetings.ts'

export const editAgenda = (settings: PlanSettings): Body =>
  body(EditAgenda, async (ctx, { meetingId, version, items, takeNew }) => {
    const meeting = await holdFor(ctx, meetingId, version, 'edit')
    if (isRefusal(meeting)) return meeting
    const before = new Map((await agendaOf(ctx, meeting)).map((item) => [item.id, item]))
    const agenda: AgendaItem[] = []
    for (const [at, { id, title, text }] of items.entries()) {
      const known = id == null ? undefined : before.get(id)
      // an id twice would be one thing in two places
      if (id != null && (known === undefined || agenda.some((item) => item.id === id))) {
        return refuse(AgendaItemUnknown, {}, `items.${at}.id`)
      }
      const source = known ?? { id: ctx.newId(), kind: 'hand' as const, sourceId: null, sourceTitle: null, why: null }
      agenda.push({ ...source, title, text: text ?? null })
    }
    if (takeNew) {
      const fresh = newPoints(await listAgendaPoints(ctx, settings), agenda)
      agenda.push(...fresh.slice(0, Math.max(0, 100 - agenda.length)).map((point) => itemOf(point, ctx.newId())))
    }
    return { version: await changeMeeting(ctx, meeting, 'edit', {}, { agenda }), agenda }
  })
