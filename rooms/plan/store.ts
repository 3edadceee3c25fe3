import type { Context, Sources } from '@yinqiao/kernel'
import type { MeasureDeclaration, Output } from '@yinqiao/kernel/contract'
import type { Selectable } from 'kysely'
import type { Decomposition, DecompositionRow } from './contract/decomposition.ts'
import { PlanStructure } from './contract/structure.ts'
import { type ListVersions, VersionState } from './contract/versions.ts'
import { findAnchors } from './rules/anchor.ts'
import type { AgendaPoint } from './rules/build-agenda.ts'
import { searchable } from './rules/locate-quote.ts'
import type { PlanRows } from './tables/rows.ts'

/** Offers points for agendas of meetings; the roof hands in those of other rooms. */
export type AgendaSource = (ctx: Context) => Promise<readonly AgendaPoint[]>

/** What the roof hands to the room: the decomposition shipped for this district's plan, and the numbers all rooms offer. */
export interface PlanSettings {
  readonly decomposition: Decomposition | null
  readonly sources: Sources
  readonly measures: readonly MeasureDeclaration[]
  /** The district is a synthetic one: said wherever a number is shown. */
  readonly synthetic: boolean
  /** Whether posts of a role have a duty to see persons among rows. */
  readonly maySeePersons: (role: string) => boolean
  /** What asks for a place on the agenda of a meeting, beside overdue decisions and gates of the plan itself. */
  readonly agendaSources?: readonly AgendaSource[]
  /** The district the program runs for; what is written in a synthetic one is marked 合成数据. */
  readonly district?: { readonly synthetic: boolean }
}

export type Version = Selectable<PlanRows['plan.version']>

/** The room's tables. */
export const tablesOf = (ctx: Context) => ctx.db.withTables<PlanRows>()

/** A version by its id. */
export function findVersion(ctx: Context, id: string): Promise<Version | undefined> {
  return tablesOf(ctx).selectFrom('plan.version').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * The version in force of the district's plan. Other documents may be in force beside it (supplements, papers of upper
 * levels); the plan is the one the decomposition is of, or else the document that came first.
 */
export async function findPlanInForce(ctx: Context, { decomposition }: PlanSettings): Promise<Version | undefined> {
  const inForce = await tablesOf(ctx)
    .selectFrom('plan.version as v')
    .innerJoin('plan.document as d', 'd.id', 'v.document_id')
    .selectAll('v')
    .where('v.state', '=', 'in-force')
    .orderBy('d.created_at')
    .orderBy('d.id')
    .execute()
  return inForce.find(({ number }) => number !== null && number === decomposition?.number) ?? inForce[0]
}

/** The machine's reading kept with a version. */
export function structureOf(version: Version): PlanStructure {
  return PlanStructure.parse(version.structure)
}

/** A version as lists show it, without its text. */
export function versionRow(version: Version): Output<typeof ListVersions>['rows'][number] {
  return {
    id: version.id,
    documentId: version.document_id,
    seq: version.seq,
    title: version.title,
    number: version.number,
    issuer: version.issuer,
    issuedOn: version.issued_on,
    disclosure: version.disclosure,
    state: VersionState.parse(version.state),
    sha256: version.sha256,
    sm3: version.sm3,
    importedAt: version.imported_at,
    importedBy: version.imported_by,
    confirmedAt: version.confirmed_at,
    confirmedBy: version.confirmed_by,
  }
}

/** The rows of the decomposition that fit a document, by its number. */
export function rowsFor({ decomposition }: PlanSettings, number: string | null): readonly DecompositionRow[] {
  return decomposition !== null && (number === null || decomposition.number === number) ? decomposition.rows : []
}

/** Finds each row's place in a text and the innermost clause around it. */
export function anchorRows(
  text: string,
  rows: readonly DecompositionRow[],
  clauses: readonly { id: string; from: number; to: number }[],
): { code: string; clauseId: string | null; spans: { from: number; to: number }[] }[] {
  const search = searchable(text)
  return rows.flatMap((row) => {
    const spans = findAnchors(search, row.anchors)
    if (spans === undefined) return []
    const from = Math.min(...spans.map((span) => span.from))
    const to = Math.max(...spans.map((span) => span.to))
    const around = clauses.filter((clause) => clause.from <= from && clause.to >= to).sort((a, b) => a.to - a.from - (b.to - b.from))
    return [{ code: row.code, clauseId: around[0]?.id ?? null, spans }]
  })
}
