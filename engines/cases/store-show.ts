import type { Context, Database } from '@yinqiao/kernel'
import { type Actor, DivisionCode } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { type CaseDetail, CaseFile, CaseId, CaseOwner, type CaseRow, CaseValues, Outcome, StepKind } from './contract/case.ts'
import type { CaseKind } from './contract/case-kind.ts'
import { addWorkingDays, countWorkingDays, type WorkingCalendar } from './rules/add-working-days.ts'
import { hindranceOf, isRaiser, mayReassign, stateOf } from './rules/case-rights.ts'
import { type CaseRecord, headOf, madeMoves, readCalendar, tablesOf } from './store.ts'
import { dayOf, isLate, ownerOf } from './store-step.ts'

/** A case as a row of a list; `kind` undefined = no longer declared, then nothing is said of working days. */
export function rowOf(row: CaseRecord, kind: CaseKind | undefined, calendar: WorkingCalendar, now: Temporal.Instant): CaseRow {
  const limit = kind === undefined || row.closed_at !== null ? undefined : stateOf(kind, row.state).limit
  return {
    id: CaseId.parse(row.id),
    version: row.version,
    kind: row.kind,
    number: row.number,
    title: row.title,
    state: row.state,
    owner: ownerOf(row),
    unitId: row.unit_id,
    unitName: row.unit_name,
    raisedByName: row.raised_name,
    raisedUnitName: row.raised_unit_name,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectTitle: row.subject_title,
    divisionCode: DivisionCode.nullable().parse(row.division_code),
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    outcome: Outcome.nullable().parse(row.outcome),
    dueAt: row.due_at,
    dueOn: row.due_on,
    late: isLate(row, now),
    workingDaysLeft:
      limit === undefined || 'hours' in limit || row.due_on === null
        ? null
        : countWorkingDays(calendar, dayOf(now.toString()), row.due_on).days,
    calendarKnown: row.calendar_known,
    level: row.level,
    synthetic: row.synthetic,
  }
}

/** The last day of the time for objections; null when the outcome cannot be objected to (any more than it was). */
export function objectionUntil(row: CaseRecord, kind: CaseKind, calendar: WorkingCalendar): string | null {
  const { objection } = kind
  const outcome = Outcome.nullable().parse(row.outcome)
  if (objection === undefined || row.closed_at === null || outcome === null) return null
  if (!objection.of.includes(outcome) || row.objections >= (objection.times ?? 1)) return null
  return addWorkingDays(calendar, dayOf(row.closed_at), objection.workingDays).day
}

/** A case with its steps and what the viewer may do now. */
export async function showCase(ctx: Context, kind: CaseKind, row: CaseRecord, known?: WorkingCalendar): Promise<CaseDetail> {
  const calendar = known ?? (await readCalendar(ctx.db))
  const head = headOf(row)
  const made = await madeMoves(ctx.db, row.id)
  const until = objectionUntil(row, kind, calendar)
  const open = row.closed_at === null
  return {
    ...rowOf(row, kind, calendar, ctx.now),
    values: CaseValues.parse(row.values),
    missed: row.missed,
    objections: row.objections,
    steps: await listSteps(ctx.db, row.id),
    moves: open
      ? kind.moves
          .filter(({ from }) => from.includes(row.state))
          .map((move) => ({
            code: move.code,
            title: move.title,
            to: move.to,
            main: move.main === true,
            text: move.text === true,
            evidence: move.evidence === true,
            hindrance: hindranceOf(ctx.actor, move, head, made) ?? null,
          }))
      : [],
    mayReassign: open && mayReassign(ctx.actor, kind, head),
    mayObject: until !== null && isRaiser(ctx.actor, head) && ctx.today <= until,
    objectUntil: until,
  }
}

async function listSteps(db: Database, caseId: string): Promise<CaseDetail['steps']> {
  const rows = await tablesOf(db).selectFrom('cases.step').selectAll().where('case_id', '=', caseId).orderBy('n').execute()
  return rows.map((step) => ({
    id: step.id,
    n: step.n,
    what: StepKind.parse(step.what),
    move: step.move,
    fromState: step.from_state,
    toState: step.to_state,
    text: step.text,
    files: z.array(CaseFile).parse(step.files),
    ownerAfter: CaseOwner.nullable().parse(step.owner_after),
    dueOn: step.due_on,
    byName: step.by_name,
    byRole: step.by_role,
    at: step.at,
  }))
}

const byArea = (area: string) =>
  sql`(${area} <> '' and (starts_with(c.division_code, ${area}) or (c.division_code is null and length(${area}) <= 6)))`

/** It is this post's turn: the same question as rules/case-rights.ts `isOwner`, for a list. */
export function ownedBy({ accountId, unitId, role, area }: Actor) {
  return sql`(c.closed_at is null and ((c.up_role = ${role} and ${byArea(area)})
    or (c.owner_account is not null and (c.owner_account = ${accountId}::uuid or (c.owner_unit is not null and (c.raised_account = ${accountId}::uuid or c.raised_unit = ${unitId}::uuid))))
    or (c.owner_account is null and case when c.owner_unit is null then c.owner_role = ${role} and ${byArea(area)} else c.owner_unit = ${unitId}::uuid end)))`
}

/** What the post may open: the same question as `mayRead`, for a list. */
export function readableBy(actor: Actor, kinds: readonly CaseKind[]) {
  const read = kinds
    .filter(({ readers, assigners }) => readers.includes(actor.role) || assigners.includes(actor.role))
    .map(({ code }) => code)
  return sql`(c.kind = any (${kinds.map(({ code }) => code)}::text[]) and (${ownedBy(actor)}
    or c.raised_account = ${actor.accountId}::uuid or c.raised_unit = ${actor.unitId}::uuid
    or ${actor.accountId}::uuid = any (c.parties) or ${actor.unitId}::uuid = any (c.parties)
    or (c.kind = any (${read}::text[]) and ${byArea(actor.area)})))`
}
