import type { Context } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { listEvidence, outsideArea, recordFor, type RecordsSettings } from '@yinqiao/records'
import { RecordVoided } from '@yinqiao/records/contract'
import type { ProjectKind } from './contract/project-kind.ts'
import { NoProject } from './contract/refusals.ts'
import type { ProjectsRows } from './tables/rows.ts'

/** What the roof hands to the engine; the records settings hold the record kinds of these project kinds too. */
export interface ProjectsSettings {
  readonly kinds: readonly ProjectKind[]
  readonly records: RecordsSettings
}

/** The engine's tables. */
export const tablesOf = (ctx: Context) => ctx.db.withTables<ProjectsRows>()

/** A project with its record, when the actor may do this with it. */
export async function projectFor(ctx: Context, settings: ProjectsSettings, id: string, right: 'read' | 'write') {
  const found = await recordFor(ctx, settings.records, id, right)
  if (isRefusal(found)) return found
  // what was taken back goes nowhere any more
  if (right === 'write' && found.head.voided) return refuse(RecordVoided)
  const outside = right === 'write' ? outsideArea(ctx, found.head.division_code) : undefined
  if (outside) return outside
  const kind = settings.kinds.find(({ record }) => record.code === found.kind.code)
  return kind === undefined ? refuse(NoProject) : { head: found.head, kind }
}

/** Stage entries in the order they were made, without undone ones. */
export function listEntries(ctx: Context, recordIds: readonly string[]) {
  return tablesOf(ctx)
    .selectFrom('projects.stage_entry')
    .selectAll()
    .where('record_id', 'in', [...recordIds, '00000000-0000-0000-0000-000000000000'])
    .where('known_to', 'is', null)
    .orderBy('entered_on')
    .orderBy('known_from')
    .execute()
}

/** Amounts without undone ones. */
export function listAmounts(ctx: Context, recordIds: readonly string[]) {
  return tablesOf(ctx)
    .selectFrom('projects.amount')
    .selectAll()
    .where('record_id', 'in', [...recordIds, '00000000-0000-0000-0000-000000000000'])
    .where('known_to', 'is', null)
    .orderBy('on_day')
    .execute()
}

/** Sums by sort of amount, never across sorts. */
export function sumsOf(amounts: readonly { readonly sort: string; readonly fen: number }[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { sort, fen } of amounts) sums[sort] = (sums[sort] ?? 0) + fen
  return sums
}

/** Evidence slots of a record in which a paper lies that nobody rejected or took back. */
export async function givenSlots(ctx: Context, recordId: string): Promise<ReadonlySet<string>> {
  const papers = await listEvidence(ctx, [recordId])
  return new Set(papers.filter(({ state }) => state === 'waiting' || state === 'accepted').map(({ slot }) => slot))
}

/** Titles of slots, for a sentence. */
export function slotTitles(kind: ProjectKind, slots: readonly string[]): string[] {
  return slots.map((slot) => kind.record.evidence.find(({ code }) => code === slot)?.title.zh ?? slot)
}
