import { type Body, body, type Context } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { writeDocx, writeIcs, writePdf } from '@yinqiao/papers'
import { GetDutyPaper } from '../contract/meetings.ts'
import { UnitUnknown } from '../contract/refusals.ts'
import { gatesAhead } from '../rules/build-agenda.ts'
import { type DutyLine, dutyPaper } from '../rules/duty-paper.ts'
import { fileTypes } from '../rules/file-types.ts'
import { dutyCalendar } from '../rules/meeting-calendar.ts'
import { findPlanInForce, type PlanSettings, structureOf, tablesOf, type Version } from '../store.ts'
import { listCurrentDecisions, unitNames } from '../store-meetings.ts'

export const getDutyPaper = (settings: PlanSettings): Body =>
  body(GetDutyPaper, async (ctx, { unitId, form }) => {
    const name = (await unitNames(ctx, [unitId])).get(unitId)
    if (name === undefined) return refuse(UnitUnknown, {}, 'unitId')
    const version = await findPlanInForce(ctx, settings)
    const owed = (await listCurrentDecisions(ctx, { unitId })).filter(({ doneOn }) => doneOn === null)
    const file = (content: Uint8Array) => ({
      fileName: `${name}责任清单-${ctx.today}.${form}`,
      type: fileTypes[form],
      content: Buffer.from(content).toString('base64'),
    })
    const at = ctx.now.toString()
    if (form === 'ics') {
      const gates = version === undefined ? [] : gatesAhead(structureOf(version).phases, ctx.today, 3700)
      const days = [
        ...owed.map(({ id, due, text, meetingTitle }) => ({
          id,
          day: due,
          title: `决议到期：${text}`,
          text: `出自“${meetingTitle}”`,
          stamp: at,
        })),
        ...gates.map(({ id, title }) => ({ id: `gate-${id}`, day: id, title, text: null, stamp: at })),
      ]
      return file(writeIcs(dutyCalendar(name, days)))
    }
    const duties = version === undefined ? [] : await linesOf(ctx, version, unitId)
    const synthetic =
      settings.district?.synthetic === true ||
      (await listSyntheticMeetings(
        ctx,
        owed.map(({ meetingId }) => meetingId),
      )) > 0
    const paper = dutyPaper(name, version ?? null, duties, owed, ctx.today, at, synthetic)
    return file(form === 'docx' ? await writeDocx(paper) : await writePdf(paper))
  })

/** Duties of the unit in the order of the plan, with its words. */
async function linesOf(ctx: Context, version: Version, unitId: string): Promise<DutyLine[]> {
  const db = tablesOf(ctx)
  const duties = await db
    .selectFrom('plan.duty as d')
    .innerJoin('plan.clause_text as t', 't.clause_id', 'd.clause_id')
    .selectAll('d')
    .select(['t.label', 't.from_char'])
    .where('t.version_id', '=', version.id)
    .where('d.unit_id', '=', unitId)
    .where('d.status', '!=', 'ended')
    .orderBy('t.place')
    .execute()
  const ids = duties.map(({ id }) => id)
  const decisions =
    ids.length === 0
      ? []
      : await db.selectFrom('plan.duty_decision').selectAll().where('duty_id', 'in', ids).orderBy('entered_at').execute()
  const { tasks } = structureOf(version)
  return duties.map((duty) => {
    const task = tasks.find(({ from }) => from === duty.from_char)
    return {
      label: duty.label,
      title: task?.title ?? '',
      text: task?.text ?? '',
      asWritten: duty.as_written,
      role: duty.role,
      source: duty.source === 'decision' ? 'decision' : 'plan',
      status: duty.status,
      unitsOpen: task?.unitsOpen ?? false,
      dispute: duty.dispute,
      decisions: decisions
        .filter(({ duty_id }) => duty_id === duty.id)
        .map((row) => ({ decidedOn: row.decided_on, decidedBy: row.decided_by, text: row.text })),
    }
  })
}

/** How many of these meetings are synthetic: a list that prints one of their decisions says so. */
async function listSyntheticMeetings(ctx: Context, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await tablesOf(ctx)
    .selectFrom('plan.meeting')
    .select('id')
    .where('id', 'in', [...ids])
    .where('known_to', 'is', null)
    .where('synthetic', '=', true)
    .execute()
  return rows.length
}
