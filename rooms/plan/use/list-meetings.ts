import { type Body, body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { MeetingKind } from '../contract/meeting-parts.ts'
import { ListMeetings } from '../contract/meetings.ts'
import { tablesOf } from '../store.ts'
import { meetingRow } from '../store-meetings.ts'

/** The newest first; with the periods of the year around today in which a rule of the group asks for a meeting. */
export const listMeetings: Body = body(ListMeetings, async (ctx, { state, kind, search }) => {
  const db = tablesOf(ctx)
  let meetings = db
    .selectFrom('plan.meeting as m')
    .selectAll('m')
    .select([
      sql<number>`(select count(*) from plan.agenda_item i where i.meeting_id = m.id and i.meeting_version = m.version)`.as('items'),
      sql<number>`(select count(*) from plan.meeting_decision d where d.meeting_id = m.id and d.known_to is null)`.as('decisions'),
      sql<number>`(select count(*) from plan.meeting_decision d where d.meeting_id = m.id and d.known_to is null and d.done_on is null)`.as(
        'open_decisions',
      ),
    ])
    .where('m.known_to', 'is', null)
  if (state) meetings = meetings.where('m.state', '=', state)
  if (kind) meetings = meetings.where('m.kind', '=', kind)
  if (search) meetings = meetings.where(sql<boolean>`strpos(lower(m.title), lower(${search})) > 0`)
  const around = Temporal.PlainDate.from(ctx.today)
  const due = await db
    .selectFrom('plan.meeting_due')
    .selectAll()
    .where('known_to', 'is', null)
    .where('withdrawn', '=', false)
    .where('due_on', '>=', around.subtract({ years: 1 }).toString())
    .where('period_from', '<=', around.add({ months: 6 }).toString())
    .orderBy('due_on')
    .execute()
  return {
    rows: (await meetings.orderBy('m.first_day', 'desc').orderBy('m.id').limit(1000).execute()).map((row) => ({
      ...meetingRow(row),
      items: row.items,
      decisions: row.decisions,
      openDecisions: row.open_decisions,
    })),
    due: due.map((row) => ({
      kind: MeetingKind.parse(row.kind),
      from: row.period_from,
      dueOn: row.due_on,
      heldOn: row.held_on,
      missed: row.held_on === null && row.due_on < ctx.today,
    })),
  }
})
