import { type Context, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, type Output, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { type Insertable, type Selectable, sql } from 'kysely'
import {
  AgendaItem,
  Attendance,
  type Decision,
  MeetingKind,
  type MeetingRow,
  MeetingState,
  type MinutesVersion,
} from './contract/meeting-parts.ts'
import { MeetingMove, MeetingUnknown } from './contract/meeting-refusals.ts'
import type { GetMeeting } from './contract/meetings.ts'
import { type AgendaPoint, gatesAhead } from './rules/build-agenda.ts'
import { decisionState, type MeetingAct, meetingMove, nextSequence, timeShown } from './rules/meeting-state.ts'
import { type AgendaSource, findPlanInForce, type PlanSettings, structureOf, tablesOf } from './store.ts'
import type { PlanRows } from './tables/rows.ts'

export type Meeting = Selectable<PlanRows['plan.meeting']>
type Kept = Insertable<PlanRows['plan.meeting']>

/** The current version of a meeting. */
export function findMeeting(ctx: Context, id: string): Promise<Meeting | undefined> {
  return tablesOf(ctx).selectFrom('plan.meeting').selectAll().where('id', '=', id).where('known_to', 'is', null).executeTakeFirst()
}

/** The meeting as seen by who wants to act on it, kept from others until the transaction ends. */
export async function holdFor(ctx: Context, id: string, seen: number | null, act: MeetingAct): Promise<Meeting | Refusal> {
  // the first version is never changed, so its lock stands for the meeting whichever version is current
  await sql`select 1 from plan.meeting where id = ${id} and version = 1 for no key update`.execute(ctx.db)
  const meeting = await findMeeting(ctx, id)
  if (meeting === undefined) return refuse(MeetingUnknown)
  const not = meetingMove(MeetingState.parse(meeting.state), act)
  if (not !== null) return refuse(MeetingMove, not)
  if (seen !== null && meeting.version !== seen) return refuse(ChangedMeanwhile, { what: meeting.title, seen, current: meeting.version })
  return meeting
}

/** Writes the next version of a meeting with its agenda and units; the one before is closed, never changed. */
export async function changeMeeting(
  ctx: Context,
  meeting: Meeting,
  act: MeetingAct,
  change: Partial<
    Pick<Kept, 'title' | 'place' | 'all_day' | 'first_day' | 'last_day' | 'starts_at' | 'ends_at' | 'state' | 'held_on' | 'reason'>
  >,
  parts: { readonly agenda?: readonly AgendaItem[]; readonly attendance?: readonly Attendance[] } = {},
): Promise<number> {
  const at = await knownFrom(ctx)
  const agenda = parts.agenda ?? (await agendaOf(ctx, meeting))
  const attendance = parts.attendance ?? (await attendanceOf(ctx, meeting))
  const version = meeting.version + 1
  await tablesOf(ctx).updateTable('plan.meeting').set({ known_to: at }).where('id', '=', meeting.id).where('known_to', 'is', null).execute()
  await keepMeeting(
    ctx,
    {
      ...meeting,
      ...change,
      version,
      sequence: nextSequence(MeetingState.parse(meeting.state), act, meeting.sequence),
      entered_by: ctx.actor.name,
      known_from: at,
      known_to: null,
    },
    agenda,
    attendance,
  )
  ctx.note({
    kind: 'meeting',
    id: meeting.id,
    before: { version: meeting.version, state: meeting.state },
    after: { act, version, ...change },
  })
  return version
}

/** Writes one version of a meeting with what belongs to it. */
export async function keepMeeting(
  ctx: Context,
  row: Kept,
  agenda: readonly AgendaItem[],
  attendance: readonly Attendance[],
): Promise<void> {
  const db = tablesOf(ctx)
  await db.insertInto('plan.meeting').values(row).execute()
  const own = (place: number) => ({ meeting_id: row.id, meeting_version: row.version, place })
  if (agenda.length > 0) {
    await db
      .insertInto('plan.agenda_item')
      .values(
        agenda.map((item, place) => ({
          ...own(place),
          id: item.id,
          kind: item.kind,
          source_id: item.sourceId,
          source_title: item.sourceTitle,
          why: item.why,
          title: item.title,
          text: item.text,
        })),
      )
      .execute()
  }
  if (attendance.length > 0) {
    await db
      .insertInto('plan.attendance')
      .values(
        attendance.map((each, place) => ({
          ...own(place),
          unit_id: each.unitId,
          unit_name: each.unitName,
          state: each.state,
          delegate: each.delegate,
        })),
      )
      .execute()
  }
}

type OfVersion = Pick<Meeting, 'id' | 'version'>

/** The agenda of a version, in its order. */
export async function agendaOf(ctx: Context, { id, version }: OfVersion): Promise<AgendaItem[]> {
  const rows = await tablesOf(ctx)
    .selectFrom('plan.agenda_item')
    .selectAll()
    .where('meeting_id', '=', id)
    .where('meeting_version', '=', version)
    .orderBy('place')
    .execute()
  return rows.map((row) => AgendaItem.parse({ ...row, sourceId: row.source_id, sourceTitle: row.source_title }))
}

/** The units of a version, in their order. */
export async function attendanceOf(ctx: Context, { id, version }: OfVersion): Promise<Attendance[]> {
  const rows = await tablesOf(ctx)
    .selectFrom('plan.attendance')
    .selectAll()
    .where('meeting_id', '=', id)
    .where('meeting_version', '=', version)
    .orderBy('place')
    .execute()
  return rows.map((row) => Attendance.parse({ ...row, unitId: row.unit_id, unitName: row.unit_name }))
}

/** A meeting as screens show it. */
export function meetingRow(row: Meeting): MeetingRow {
  return {
    id: row.id,
    version: row.version,
    kind: MeetingKind.parse(row.kind),
    title: row.title,
    place: row.place,
    when: timeShown(row),
    state: MeetingState.parse(row.state),
    heldOn: row.held_on,
    reason: row.reason,
    synthetic: row.synthetic,
  }
}

/** Current decisions: of a meeting, of a unit, or all; the earliest due first. */
export async function listCurrentDecisions(
  ctx: Context,
  of: { readonly meetingId?: string; readonly unitId?: string } = {},
): Promise<Decision[]> {
  let rows = tablesOf(ctx)
    .selectFrom('plan.meeting_decision as d')
    .innerJoin('plan.meeting as m', (join) => join.onRef('m.id', '=', 'd.meeting_id').on('m.known_to', 'is', null))
    .selectAll('d')
    .select('m.title as meeting_title')
    .where('d.known_to', 'is', null)
  if (of.meetingId !== undefined) rows = rows.where('d.meeting_id', '=', of.meetingId)
  if (of.unitId !== undefined) rows = rows.where('d.owner_unit_id', '=', of.unitId)
  return (await rows.orderBy('d.due').orderBy('d.id').execute()).map((row) => ({
    id: row.id,
    version: row.version,
    meetingId: row.meeting_id,
    meetingTitle: row.meeting_title,
    itemId: row.item_id,
    text: row.text,
    ownerUnitId: row.owner_unit_id,
    ownerName: row.owner_name,
    decidedOn: row.decided_on,
    due: row.due,
    state: decisionState(row.due, row.done_on, ctx.today),
    doneOn: row.done_on,
    recordKind: row.record_kind,
    recordId: row.record_id,
    doneNote: row.done_note,
    closedBy: row.closed_by,
  }))
}

/** Names of units by id, as they are called now. */
export async function unitNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from orgs.pub_unit where id = any (${ids})`.execute(ctx.db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** All that asks for a place on an agenda today: what the roof's sources give, then overdue decisions and gates ahead. */
export async function listAgendaPoints(ctx: Context, settings: PlanSettings): Promise<AgendaPoint[]> {
  const points: AgendaPoint[] = []
  for (const source of [...(settings.agendaSources ?? []), overdueDecisions, gates(settings)]) points.push(...(await source(ctx)))
  return points
}

const overdueDecisions: AgendaSource = async (ctx) =>
  (await listCurrentDecisions(ctx))
    .filter(({ state }) => state === 'late')
    .map(({ id, text, ownerName, due, meetingTitle }) => ({
      kind: 'overdue-decision',
      id,
      title: `逾期决议：${text}`,
      why: `${ownerName}承办，期限 ${due}，出自“${meetingTitle}”`,
    }))

const gates =
  (settings: PlanSettings): AgendaSource =>
  async (ctx) => {
    const version = await findPlanInForce(ctx, settings)
    return version === undefined ? [] : gatesAhead(structureOf(version).phases, ctx.today)
  }

/** All versions of the minutes of a meeting, the newest first. */
export async function minutesOf(ctx: Context, meetingId: string): Promise<MinutesVersion[]> {
  const rows = await tablesOf(ctx)
    .selectFrom('plan.minutes')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    body: row.body,
    changeReason: row.change_reason,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    signedBy: row.signed_by,
    signedAt: row.signed_at,
  }))
}

/** A meeting with all that belongs to it. */
export async function wholeMeeting(ctx: Context, meetingId: string): Promise<Output<typeof GetMeeting> | undefined> {
  const meeting = await findMeeting(ctx, meetingId)
  if (meeting === undefined) return undefined
  return {
    meeting: meetingRow(meeting),
    agenda: await agendaOf(ctx, meeting),
    attendance: await attendanceOf(ctx, meeting),
    minutes: await minutesOf(ctx, meetingId),
    decisions: await listCurrentDecisions(ctx, { meetingId }),
  }
}
