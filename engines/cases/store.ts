import type { Context, Database } from '@yinqiao/kernel'
import { type EventType, type Refusal, refuse, type Words } from '@yinqiao/kernel/contract'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { CaseFile } from './contract/case.ts'
import type { CaseKind } from './contract/case-kind.ts'
import { FileMissing } from './contract/refusals.ts'
import type { WorkingCalendar } from './rules/add-working-days.ts'
import type { CaseHead, MadeMove } from './rules/case-rights.ts'
import { workingCalendar } from './rules/working-calendar.ts'
import type { Bearer } from './rules/enter-state.ts'
import type { CasesRows } from './tables/rows.ts'

/** The event by which a room below tells that a unit ended on a day; `toUnitId` null = without an heir. */
export type UnitEnded = EventType<z.ZodType<{ readonly fromUnitId: string; readonly toUnitId: string | null; readonly on: string }>>

/** What the roof tells this engine: the kinds of the rooms, the roles there are, and who knows the names of units. */
export interface CasesSettings {
  readonly kinds: readonly CaseKind[]
  /** All roles with their titles; the kinds are checked against them. */
  readonly roles: readonly { readonly code: string; readonly title: Words }[]
  readonly unitEnded?: UnitEnded
  /** A unit in force with its name and the division it serves; undefined when there is none. */
  readonly findUnit: (ctx: Context, id: string) => Promise<{ readonly name: string; readonly divisionCode: string | null } | undefined>
}

/** The head of a case as it lies in the database. */
export type CaseRecord = Selectable<CasesRows['cases.case_file']>

/** The tables of this engine. */
export const tablesOf = (db: Database) => db.withTables<CasesRows>()

/** The calendar as it stands: the built-in table, overruled by what was set. */
export async function readCalendar(db: Database): Promise<WorkingCalendar> {
  const days = await sql<{ day: string; working: boolean }>`select distinct on (day) day, working from cases.calendar_day
    order by day, set_at desc, id desc`.execute(db)
  const years = await sql<{ year: number }>`select year from cases.calendar_year`.execute(db)
  return workingCalendar(
    days.rows,
    years.rows.map(({ year }) => year),
  )
}

/** The head of a case the actor's scope lets through; locked for a change. */
export async function findCase(db: Database, id: string, forUpdate = false): Promise<CaseRecord | undefined> {
  const found = tablesOf(db).selectFrom('cases.case_file').selectAll().where('id', '=', id)
  return (forUpdate ? found.forUpdate() : found).executeTakeFirst()
}

/** What rights are decided on. */
export function headOf(row: CaseRecord): CaseHead {
  return {
    state: row.state,
    divisionCode: row.division_code,
    ownerRole: row.owner_role,
    ownerUnit: row.owner_unit,
    ownerAccount: row.owner_account,
    upRole: row.up_role,
    raisedAccount: row.raised_account,
    raisedUnit: row.raised_unit,
    parties: row.parties,
  }
}

/** Who made which move, oldest first. */
export async function madeMoves(db: Database, id: string): Promise<MadeMove[]> {
  const { rows } = await sql<MadeMove>`select coalesce(move, 'raise') as move, by_account as account from cases.step
    where case_id = ${id} and what in ('raised', 'moved') order by n`.execute(db)
  return rows
}

/** The files the caller put before, as they are kept with a step; refused when one is not there or not the caller's. */
export async function readFiles(ctx: Context, ids: readonly string[]): Promise<z.infer<typeof CaseFile>[] | Refusal> {
  if (ids.length === 0) return []
  const wanted = [...new Set(ids)]
  const { rows } = await sql<
    z.infer<typeof CaseFile>
  >`select id, name, mime, size, sha256 from kernel.file where id = any (${wanted}::uuid[]) and account_id = ${ctx.actor.accountId} order by id`.execute(
    ctx.db,
  )
  if (rows.length !== wanted.length) return refuse(FileMissing, {}, 'files')
  await ctx.files.share(wanted)
  return rows
}

/** What a case brings to its next state. */
export function bearerOf(row: CaseRecord): Bearer {
  const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? id })
  return {
    unit: named(row.unit_id, row.unit_name),
    raisedRole: row.raised_role,
    raisedAccount: named(row.raised_account, row.raised_name),
    raisedUnit: named(row.raised_unit, row.raised_unit_name),
  }
}

/** What events say of the case they speak of. */
export function aboutOf(row: CaseRecord) {
  return { caseId: row.id, kind: row.kind, subjectKind: row.subject_kind, subjectId: row.subject_id }
}
