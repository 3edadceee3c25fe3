import { type Context, knownFrom } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { CaseFile, CaseOwner, StepKind } from './contract/case.ts'
import type { CaseKind, CaseOutcome } from './contract/case-kind.ts'
import { countWorkingDays, type WorkingCalendar } from './rules/add-working-days.ts'
import { stateOf } from './rules/case-rights.ts'
import type { Entered, StateOwner } from './rules/enter-state.ts'
import { type CaseRecord, findCase } from './store.ts'

/** What a step says of itself. */
export interface StepTold {
  readonly what: z.infer<typeof StepKind>
  readonly move?: string
  readonly text?: string | null | undefined
  readonly files?: readonly z.infer<typeof CaseFile>[]
  /** Unit the case is handed to; null = its unit is no more. */
  readonly unit?: { readonly id: string; readonly name: string } | null
}

/** How the head changes: to another state with its owner and deadline (null = closed), or as it is with these parts new. */
export interface HeadChange {
  readonly state: string
  /** undefined = the limit goes on running. */
  readonly entered?: Entered | null
  /** undefined = the owner stays. */
  readonly owner?: StateOwner
  readonly level?: number
  readonly nextStepAt?: string | null
  readonly missed?: number
  readonly objected?: boolean
  /** A limit counted anew from the same beginning. */
  readonly due?: Entered['due']
}

/** The owner of a head as people read it; null when closed. */
export function ownerOf(
  row: Pick<CaseRecord, 'owner_role' | 'owner_unit' | 'owner_unit_name' | 'owner_account' | 'owner_name' | 'up_role'>,
): CaseOwner | null {
  return row.owner_role === null
    ? null
    : {
        role: row.owner_role,
        unitId: row.owner_unit,
        unitName: row.owner_unit_name,
        accountId: row.owner_account,
        accountName: row.owner_name,
        upRole: row.up_role,
      }
}

/**
 * The list's order in one number: open cases by their deadline (the most overdue first), then closed ones, newest first.
 * Milliseconds; closed ones lie beyond every deadline.
 */
export function sortKey(dueAt: string | null, closedAt: string | null): number {
  const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds
  return dueAt === null ? 1e15 - at(closedAt ?? '1970-01-01T00:00:00Z') : at(dueAt)
}

/** Writes one step: head, its line in the history, and what measures know of the case. The head must be locked. */
export async function takeStep(
  ctx: Context,
  kind: CaseKind,
  before: CaseRecord,
  change: HeadChange,
  told: StepTold,
  calendar: WorkingCalendar,
): Promise<CaseRecord> {
  const now = ctx.now.toString()
  const { entered } = change
  const closes = entered === null
  const opens = entered !== null && entered !== undefined
  const outcome: CaseOutcome | null = closes ? (stateOf(kind, change.state).final ?? null) : null
  const was = ownerOf(before)
  const owner = closes ? null : (change.owner ?? (opens ? entered.owner : undefined))
  const due = opens ? entered.due : change.due
  const dueAt = closes ? null : (due?.at ?? before.due_at)
  const level = change.level ?? (entered === undefined ? before.level : 0)
  const nextStep = closes ? null : change.nextStepAt !== undefined ? change.nextStepAt : opens ? entered.due.at : before.next_step_at
  const closedAt = closes ? now : opens ? null : before.closed_at
  const parties = [
    ...new Set(
      [...before.parties, ctx.actor.accountId, ctx.actor.unitId, owner?.unit?.id, owner?.account?.id, told.unit?.id].filter(
        (id) => id !== null && id !== undefined,
      ),
    ),
  ]
  await sql`update cases.case_file set version = version + 1, steps = steps + 1, state = ${change.state},
      state_since = ${entered === undefined ? before.state_since : now}, limit_from = ${opens ? now : before.limit_from},
      owner_role = ${owner === undefined ? before.owner_role : (owner?.role ?? null)},
      owner_unit = ${owner === undefined ? before.owner_unit : (owner?.unit?.id ?? null)},
      owner_unit_name = ${owner === undefined ? before.owner_unit_name : (owner?.unit?.name ?? null)},
      owner_account = ${owner === undefined ? before.owner_account : (owner?.account?.id ?? null)},
      owner_name = ${owner === undefined ? before.owner_name : (owner?.account?.name ?? null)},
      up_role = ${owner === undefined ? before.up_role : (owner?.upRole ?? null)},
      unit_id = ${told.unit === undefined ? before.unit_id : (told.unit?.id ?? null)},
      unit_name = ${told.unit === undefined ? before.unit_name : (told.unit?.name ?? null)},
      due_at = ${dueAt}, due_on = ${due?.on ?? before.due_on}, calendar_known = ${due?.known ?? before.calendar_known},
      next_step_at = ${nextStep}, level = ${level}, missed = ${change.missed ?? before.missed},
      objections = ${before.objections + (change.objected === true ? 1 : 0)}, closed_at = ${closedAt},
      outcome = ${closes ? outcome : opens ? null : before.outcome}, parties = ${parties}::uuid[],
      sort_key = ${sortKey(dueAt, closedAt)}
    where id = ${before.id}`.execute(ctx.db)
  const after = await findCase(ctx.db, before.id)
  if (after === undefined) throw new Error(`case ${before.id} is out of sight of who changed it`)
  await writeStep(ctx, after, { ...told, from: before.state, was })
  await tellMeasures(ctx, after, calendar)
  ctx.note({
    kind: 'case',
    id: after.id,
    before: { state: before.state },
    after: { state: after.state, step: told.what, move: told.move ?? null },
  })
  return after
}

/** One line of the history. */
export async function writeStep(
  ctx: Context,
  after: CaseRecord,
  told: StepTold & { readonly from: string | null; readonly was: CaseOwner | null },
): Promise<void> {
  await sql`insert into cases.step (id, case_id, n, what, move, from_state, to_state, text, files, owner_before, owner_after, due_on, due_at, level,
      by_account, by_name, by_role, by_unit, at)
    values (${ctx.newId()}, ${after.id}, ${after.steps}, ${told.what}, ${told.move ?? null}, ${told.from}, ${after.state}, ${told.text ?? null},
      ${JSON.stringify(told.files ?? [])}::jsonb, ${told.was === null ? null : JSON.stringify(told.was)}::jsonb,
      ${after.owner_role === null ? null : JSON.stringify(ownerOf(after))}::jsonb, ${after.due_on}, ${after.due_at}, ${after.level},
      ${ctx.actor.accountId}, ${ctx.actor.name}, ${ctx.actor.role}, ${ctx.actor.unitId}, ${ctx.now.toString()})`.execute(ctx.db)
}

/** The case as it is known from now on, for measures; what was known before stays as it was. */
export async function tellMeasures(ctx: Context, row: CaseRecord, calendar: WorkingCalendar): Promise<void> {
  const from = await knownFrom(ctx)
  const raisedOn = dayOf(row.opened_at)
  const closedOn = row.closed_at === null ? null : dayOf(row.closed_at)
  const inTime = row.missed > 0 ? false : closedOn === null ? null : true
  await sql`update cases.known_case set known_to = greatest(known_from, ${from}::timestamptz) where case_id = ${row.id} and known_to is null`.execute(
    ctx.db,
  )
  await sql`insert into cases.known_case (case_id, version, kind, state, division_code, unit_id, subject_kind, subject_id, raised_on, due_on, closed_on,
      outcome, in_time, days_open, level, missed, objections, synthetic, known_from)
    values (${row.id}, ${row.version}, ${row.kind}, ${row.state}, ${row.division_code}, ${row.unit_id}, ${row.subject_kind}, ${row.subject_id},
      ${raisedOn}, ${row.due_on}, ${closedOn}, ${row.outcome}, ${inTime},
      ${closedOn === null ? null : countWorkingDays(calendar, raisedOn, closedOn).days}, ${row.level}, ${row.missed}, ${row.objections},
      ${row.synthetic}, ${from})`.execute(ctx.db)
}

/** The calendar day of an instant in China. */
export function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
}

/** Whether the deadline has passed. */
export function isLate(row: Pick<CaseRecord, 'due_at'>, now: Temporal.Instant): boolean {
  return row.due_at !== null && Temporal.Instant.compare(Temporal.Instant.from(row.due_at), now) <= 0
}

/** Limits missed when a case leaves its state now: one more after the deadline, unless an escalation has counted it. */
export function missedNow(row: CaseRecord, now: Temporal.Instant): number {
  return row.missed + (row.level === 0 && isLate(row, now) ? 1 : 0)
}
