import { type Context, type Job, job } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import { CaseId } from './contract/case.ts'
import type { CaseKind } from './contract/case-kind.ts'
import { CaseEscalated, CaseRaised } from './contract/events.ts'
import { stateOf } from './rules/case-rights.ts'
import { stepUp } from './rules/enter-state.ts'
import { planDeadline } from './rules/plan-deadline.ts'
import { aboutOf, type CaseRecord, type CasesSettings, findCase, readCalendar } from './store.ts'
import { TellRaised } from './store-raise.ts'
import { isLate, takeStep } from './store-step.ts'

export const EscalateLate = { name: 'cases.escalate-late', payload: z.object({}), cron: '*/5 * * * *' }
export const RecountDue = { name: 'cases.recount-due', payload: z.object({}) }

// as many as fit into one transaction of the queue; the rest go up in the next one
const atOnce = 500

/** Every open case whose limit passed goes one step up: once a limit, however often this runs or is cut off. */
async function escalateLate(ctx: Context, kinds: readonly CaseKind[]): Promise<void> {
  const { rows } =
    await sql<CaseRecord>`select * from cases.case_file where next_step_at <= ${ctx.now.toString()} and kind = any (${kinds.map(
      ({ code }) => code,
    )}::text[]) order by next_step_at, id limit ${atOnce} for update skip locked`.execute(ctx.db)
  const calendar = await readCalendar(ctx.db)
  for (const row of rows) {
    const kind = kinds.find(({ code }) => code === row.kind)
    if (kind === undefined || row.owner_role === null) continue
    const up = stepUp(kind, row.state, row.level, ctx.now.toString(), calendar)
    if (up === null) {
      // the kind's ladder was shortened since: it stands at the top
      await sql`update cases.case_file set next_step_at = null where id = ${row.id}`.execute(ctx.db)
      continue
    }
    const owner = {
      role: row.owner_role,
      unit: named(row.owner_unit, row.owner_unit_name),
      account: named(row.owner_account, row.owner_name),
      upRole: up.role,
    }
    const missed = row.missed + (row.level === 0 && isLate(row, ctx.now) ? 1 : 0)
    const after = await takeStep(
      ctx,
      kind,
      row,
      { state: row.state, owner, level: row.level + 1, nextStepAt: up.next, missed },
      { what: 'escalated' },
      calendar,
    )
    await ctx.emit(CaseEscalated, row.id, { ...aboutOf(after), level: after.level, role: up.role })
  }
  if (rows.length === atOnce) await ctx.enqueue(EscalateLate, {})
}

/** Open limits in working days counted anew from their beginning, after days of the calendar were set. */
async function recountDue(ctx: Context, kinds: readonly CaseKind[]): Promise<void> {
  const calendar = await readCalendar(ctx.db)
  const dueOf = (row: CaseRecord) => {
    const kind = kinds.find(({ code }) => code === row.kind)
    const limit = kind === undefined || row.closed_at !== null ? undefined : stateOf(kind, row.state).limit
    if (kind === undefined || limit === undefined || 'hours' in limit) return undefined
    const due = planDeadline(limit, row.limit_from, calendar)
    return due.on === row.due_on && due.known === row.calendar_known ? undefined : { kind, due }
  }
  // looked at without a lock, and again under it: only cases that change hold others up
  const { rows } = await sql<CaseRecord>`select * from cases.case_file where closed_at is null order by id`.execute(ctx.db)
  for (const { id } of rows.filter((row) => dueOf(row) !== undefined)) {
    const row = await findCase(ctx.db, id, true)
    const found = row === undefined ? undefined : dueOf(row)
    if (row === undefined || found === undefined) continue
    const { kind, due } = found
    // a case that went up already has its next step counted from then
    const next = row.level === 0 ? { nextStepAt: due.at } : {}
    await takeStep(ctx, kind, row, { state: row.state, due, ...next }, { what: 'recounted' }, calendar)
  }
}

/** Open cases of a unit that is no more go to its heir; without one, to every post of the role whose area holds the case. */
async function passOn(ctx: Context, { kinds, findUnit }: CasesSettings, fromUnitId: string, toUnitId: string | null): Promise<void> {
  const heir = toUnitId === null ? undefined : await findUnit(ctx, toUnitId)
  const unit = toUnitId === null || heir === undefined ? null : { id: toUnitId, name: heir.name }
  const calendar = await readCalendar(ctx.db)
  const { rows } =
    await sql<CaseRecord>`select * from cases.case_file where owner_unit = ${fromUnitId}::uuid or (unit_id = ${fromUnitId}::uuid and closed_at is null)
    order by id for update`.execute(ctx.db)
  for (const row of rows) {
    const kind = kinds.find(({ code }) => code === row.kind)
    if (kind === undefined || row.owner_role === null) continue
    const account = named(row.owner_account, row.owner_name)
    const owns = row.owner_unit === fromUnitId ? { owner: { role: row.owner_role, unit, account, upRole: row.up_role } } : {}
    await takeStep(
      ctx,
      kind,
      row,
      { state: row.state, ...owns },
      { what: 'reassigned', ...(row.unit_id === fromUnitId ? { unit } : {}) },
      calendar,
    )
  }
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? id })

/** Tells once of a raised case, also when the queue runs it twice. */
async function tellRaised(ctx: Context, caseId: string): Promise<void> {
  const { numAffectedRows } = await sql`update cases.case_file set told = true where id = ${caseId} and not told`.execute(ctx.db)
  const row = numAffectedRows === 1n ? await findCase(ctx.db, caseId) : undefined
  if (row !== undefined) await ctx.emit(CaseRaised, caseId, aboutOf(row))
}

export const PassOn = { name: 'cases.pass-on', payload: z.object({ fromUnitId: z.uuid(), toUnitId: z.uuid().nullable() }) }

export const casesJobs = (settings: CasesSettings): readonly Job[] => {
  const { kinds } = settings
  return [
    job(EscalateLate, (ctx) => escalateLate(ctx, kinds)),
    job(RecountDue, (ctx) => recountDue(ctx, kinds)),
    job({ name: TellRaised.name, payload: z.object({ caseId: CaseId }) }, (ctx, { caseId }) => tellRaised(ctx, caseId)),
    job(PassOn, (ctx, { fromUnitId, toUnitId }) => passOn(ctx, settings, fromUnitId, toUnitId)),
  ]
}
