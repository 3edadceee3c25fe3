import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { CaseRow } from './contract/case.ts'
import type { CaseKind } from './contract/case-kind.ts'
import { type CaseRecord, readCalendar } from './store.ts'
import { rowOf } from './store-show.ts'

async function rowsOf(ctx: Context, kinds: readonly CaseKind[], found: readonly CaseRecord[]): Promise<CaseRow[]> {
  const calendar = await readCalendar(ctx.db)
  return found.map((row) =>
    rowOf(
      row,
      kinds.find(({ code }) => code === row.kind),
      calendar,
      ctx.now,
    ),
  )
}

/** Cases about these things, open ones first, as far as the actor's scope goes; the room above decides what it shows of them. */
export async function listCasesAbout(
  ctx: Context,
  kinds: readonly CaseKind[],
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRecord>`select * from cases.case_file
    where subject_kind = ${subjectKind} and subject_id = any (${subjectIds}::text[]) order by sort_key, id`.execute(ctx.db)
  return rowsOf(ctx, kinds, rows)
}

/** Open cases of a kind, the most overdue first, of one handling unit when told; as far as the actor's scope goes. */
export async function openCasesOf(ctx: Context, kind: CaseKind, unitId?: string): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRecord>`select * from cases.case_file
    where kind = ${kind.code} and closed_at is null and (${unitId ?? null}::uuid is null or unit_id = ${unitId ?? null}::uuid)
    order by sort_key, id`.execute(ctx.db)
  return rowsOf(ctx, [kind], rows)
}
