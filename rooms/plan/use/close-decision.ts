import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DecisionClosed, DecisionDay, DecisionNotYours, DecisionUnknown } from '../contract/meeting-refusals.ts'
import { CloseDecision, holdMeetings } from '../contract/meetings.ts'
import { tablesOf } from '../store.ts'

export const closeDecision: Body = body(CloseDecision, async (ctx, { decisionId, version, doneOn, recordKind, recordId, note }) => {
  const db = tablesOf(ctx)
  // the first version is never changed: its lock keeps two from closing one decision
  await sql`select 1 from plan.meeting_decision where id = ${decisionId} and version = 1 for no key update`.execute(ctx.db)
  const decision = await db
    .selectFrom('plan.meeting_decision')
    .selectAll()
    .where('id', '=', decisionId)
    .where('known_to', 'is', null)
    .executeTakeFirst()
  if (decision === undefined) return refuse(DecisionUnknown)
  if (decision.owner_unit_id !== ctx.actor.unitId && !holdMeetings.roles.includes(ctx.actor.role)) {
    return refuse(DecisionNotYours, { unit: decision.owner_name })
  }
  if (decision.done_on !== null) return refuse(DecisionClosed, { on: decision.done_on })
  if (decision.version !== version) {
    return refuse(ChangedMeanwhile, { what: decision.owner_name, seen: version, current: decision.version })
  }
  if (doneOn < decision.decided_on || doneOn > ctx.today) {
    return refuse(DecisionDay, { from: decision.decided_on, to: ctx.today }, 'doneOn')
  }
  const at = await knownFrom(ctx)
  const closed = {
    version: decision.version + 1,
    done_on: doneOn,
    record_kind: recordKind,
    record_id: recordId,
    done_note: note ?? null,
    closed_by: ctx.actor.name,
  }
  await db.updateTable('plan.meeting_decision').set({ known_to: at }).where('id', '=', decisionId).where('known_to', 'is', null).execute()
  await db
    .insertInto('plan.meeting_decision')
    .values({ ...decision, ...closed, entered_by: ctx.actor.name, known_from: at, known_to: null })
    .execute()
  ctx.note({ kind: 'meeting-decision', id: decisionId, before: { version }, after: closed })
  return { version: closed.version }
})
