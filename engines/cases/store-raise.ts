import type { Context } from '@yinqiao/kernel'
import { isRefusal, type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { Values } from '@yinqiao/records/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { type CaseFile, CaseId } from './contract/case.ts'
import type { CaseKind } from './contract/case-kind.ts'
import { UnitMissing } from './contract/refusals.ts'
import { checkValues } from './rules/check-values.ts'
import { enterState, type Named } from './rules/enter-state.ts'
import { type CaseRecord, findCase, readCalendar } from './store.ts'
import { sortKey, tellMeasures, writeStep } from './store-step.ts'

/** A case as a room raises it; the unit and the files are known to be there. */
export interface Raising {
  readonly title: string
  readonly values: Values
  readonly unit: Named | null
  readonly divisionCode: string | null
  readonly subject: { readonly kind: string; readonly id: string; readonly title: string } | null
  readonly text?: string | null
  readonly files?: readonly z.infer<typeof CaseFile>[]
  readonly raisedUnit?: Named | null
  readonly synthetic?: boolean
}

/** Tells of a raised case; a job, because a case may be raised in the transaction of another room, which may not speak for this one. */
export const TellRaised = { name: 'cases.tell-raised', payload: z.object({ caseId: CaseId }) }

/**
 * Raises a case in the caller's transaction: its first state has an owner and a deadline at once. The caller has decided
 * that it may be raised; who is allowed to through the screens is said by the kind's `raisers`.
 */
export async function raiseCase(ctx: Context, kind: CaseKind, raising: Raising): Promise<CaseRecord | Refusal> {
  const checked = checkValues(kind.fields, raising.values)
  if (isRefusal(checked)) return checked
  if (raising.unit === null && kind.states.some(({ atUnit }) => atUnit === true)) return refuse(UnitMissing, {}, 'unitId')
  const calendar = await readCalendar(ctx.db)
  const now = ctx.now.toString()
  const { actor } = ctx
  const raisedUnit = raising.raisedUnit ?? null
  const raisedAccount = actor.accountId === null ? null : { id: actor.accountId, name: actor.name }
  const entered = enterState(kind, kind.first, { unit: raising.unit, raisedRole: actor.role, raisedAccount, raisedUnit }, now, calendar)
  if (entered === null) throw new Error(`${kind.code} begins with its end`)
  const { owner, due } = entered
  const id = ctx.newId()
  const parties = [
    ...new Set([actor.accountId, actor.unitId, raising.unit?.id, owner.account?.id].filter((each) => each !== null && each !== undefined)),
  ]
  await sql`insert into cases.case_file (id, kind, number, title, "values", state, state_since, owner_role, owner_unit, owner_unit_name, owner_account,
      owner_name, unit_id, unit_name, raised_account, raised_name, raised_role, raised_unit, raised_unit_name, subject_kind, subject_id, subject_title,
      division_code, limit_from, due_at, due_on, calendar_known, next_step_at, steps, opened_at, parties, sort_key, synthetic)
    values (${id}, ${kind.code}, ${await nextNumber(ctx, kind.prefix)}, ${raising.title}, ${JSON.stringify(checked.values)}::jsonb, ${kind.first}, ${now},
      ${owner.role}, ${owner.unit?.id ?? null}, ${owner.unit?.name ?? null}, ${owner.account?.id ?? null}, ${owner.account?.name ?? null},
      ${raising.unit?.id ?? null}, ${raising.unit?.name ?? null}, ${actor.accountId}, ${actor.name}, ${actor.role}, ${raisedUnit?.id ?? null},
      ${raisedUnit?.name ?? null}, ${raising.subject?.kind ?? null}, ${raising.subject?.id ?? null}, ${raising.subject?.title ?? null},
      ${raising.divisionCode}, ${now}, ${due.at}, ${due.on}, ${due.known}, ${due.at}, 1, ${now}, ${parties}::uuid[], ${sortKey(due.at, null)},
      ${raising.synthetic ?? false})`.execute(ctx.db)
  const row = await findCase(ctx.db, id)
  if (row === undefined) throw new Error('the case just raised is out of sight of who raised it')
  await writeStep(ctx, row, { what: 'raised', text: raising.text ?? null, files: raising.files ?? [], from: null, was: null })
  await tellMeasures(ctx, row, calendar)
  ctx.note({ kind: 'case', id, after: { kind: kind.code, number: row.number, title: row.title } })
  await ctx.enqueue(TellRaised, { caseId: id })
  return row
}

/** The next number of a prefix and year; who raises at the same moment waits, and a refused one leaves no gap. */
async function nextNumber(ctx: Context, prefix: string): Promise<string> {
  const year = Number(ctx.today.slice(0, 4))
  const { rows } = await sql<{ last: number }>`insert into cases.counter (prefix, year, last) values (${prefix}, ${year}, 1)
    on conflict (prefix, year) do update set last = cases.counter.last + 1 returning last`.execute(ctx.db)
  return `${prefix}-${year}-${String(rows[0]?.last ?? 0).padStart(5, '0')}`
}
