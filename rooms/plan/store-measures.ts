import {
  type Context,
  type Definition,
  hideSmallCells,
  type Measured,
  measureTowns,
  measureValue,
  type Question,
  setsOf,
  sourceAge,
  type Sources,
} from '@yinqiao/kernel'
import { type MeasureScope, Params, PeriodKind, QueryTree } from '@yinqiao/kernel/contract'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { MeasureResult } from './contract/measures.ts'
import { measureState } from './rules/measure-state.ts'
import { periodOf, type PhaseYears } from './rules/period-of.ts'
import { cellsValue } from './store-cells.ts'
import { findPlanInForce, type PlanSettings, structureOf, tablesOf } from './store.ts'
import { countDisputes } from './store-disputes.ts'
import type { PlanRows } from './tables/rows.ts'

export type MeasureVersion = Selectable<PlanRows['plan.measure_version']>

const Said = z.object({ zh: z.string(), en: z.string() })

/** What a version computes, read from its row. */
export function definitionOf(version: MeasureVersion) {
  return {
    tree: QueryTree.parse(version.tree),
    params: Params.parse(version.params),
    period: PeriodKind.parse(version.period),
    title: Said.parse(version.title),
    unit: Said.parse(version.unit),
  }
}

/** The versions in force on a day: of each measure the newest that took effect by then; archived ones unless asked for are left out. */
export async function listVersionsInForce(ctx: Context, day: string, wanted: { readonly code?: string; readonly archived?: boolean } = {}) {
  const { rows } = await sql<MeasureVersion>`
    select distinct on (v.code) v.* from plan.measure_version v join plan.measure m on m.code = v.code
    where v.state = 'effective' and v.effective_from <= greatest(${day}::date, (select min(effective_from) from plan.measure_version f where f.code = v.code and f.state = 'effective'))
      and (${wanted.code ?? null}::text is null or v.code = ${wanted.code ?? null}) and (${wanted.archived === true} or m.archived_at is null)
    order by v.code, v.effective_from desc, v.seq desc`.execute(ctx.db)
  return rows
}

/** The version in force of one measure. */
export async function findVersionInForce(ctx: Context, code: string, day: string): Promise<MeasureVersion | undefined> {
  const [version] = await listVersionsInForce(ctx, day, { code, archived: true })
  return version
}

/** Which rows each measure carries now. */
export async function listBindings(ctx: Context): Promise<readonly { readonly row_code: string; readonly measure_code: string }[]> {
  return tablesOf(ctx)
    .selectFrom('plan.binding as b')
    .innerJoin('plan.measure as m', 'm.code', 'b.measure_code')
    .select(['b.row_code', 'b.measure_code'])
    .where('b.known_to', 'is', null)
    .where('m.archived_at', 'is', null)
    .orderBy('b.row_code')
    .orderBy('b.measure_code')
    .execute()
}

/** The years of the phases of the plan in force, as it names them. */
export async function phaseYears(ctx: Context, settings: PlanSettings): Promise<readonly PhaseYears[]> {
  const version = await findPlanInForce(ctx, settings)
  return version === undefined ? [] : structureOf(version).phases.flatMap(({ years }) => years ?? [])
}

/** What is asked of a measure. */
export interface Asked {
  readonly scope: MeasureScope
  readonly validAt: string
  readonly knownAt: string
  readonly phases: readonly PhaseYears[]
  /** For the recount, which shows nothing to anybody. */
  readonly clear?: boolean
  /** Where the number stands for a target: why it is not defined, and whether its phase is still to come. */
  readonly target?: { readonly undefinedWhy: string | null; readonly later: boolean }
  /** The number where it was folded already from its rows. */
  readonly measured?: Measured
  readonly memo?: Memo
}

/** Answers that many questions share: when a source last said something by a moment, open objections to a number. */
export interface Memo {
  readonly ages: Map<string, string | null>
  readonly disputes: Map<string, number>
}

/** A memo for the questions of one call. */
export const newMemo = (): Memo => ({ ages: new Map(), disputes: new Map() })

async function once<T>(kept: Map<string, T> | undefined, key: string, ask: () => Promise<T>): Promise<T> {
  const before = kept?.get(key)
  if (before !== undefined) return before
  const answer = await ask()
  kept?.set(key, answer)
  return answer
}

/** The end of a day in Shanghai, as an instant. */
function endOfDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime('Asia/Shanghai').toInstant().toString()
}

const earlier = (a: string, b: string) => (Temporal.Instant.compare(a, b) < 0 ? a : b)

/** Runs one version for one question and tells its state. */
export async function runMeasure(
  ctx: Context,
  { sources }: { readonly sources: Sources },
  version: MeasureVersion,
  asked: Asked,
): Promise<MeasureResult> {
  const { tree, params, period, title, unit } = definitionOf(version)
  const { from, to } = periodOf(period, asked.validAt, asked.phases)
  const question = { scope: asked.scope, from, to, knownAt: asked.knownAt }
  const measured =
    asked.measured ??
    (period === 'month' ? await cellsValue(ctx, sources, { id: version.id, definition: { tree, params } }, question) : undefined) ??
    (await measureValue(ctx.db, sources, { tree, params }, question))
  // what was not known by the end of the day asked about does not make that day fresh: a gap stays a gap
  const moment = earlier(asked.knownAt, endOfDay(to))
  const names = [...new Set(setsOf(tree).map(({ set }) => set.source))]
  const newest: (string | null)[] = []
  let late = false
  for (const name of names) {
    const newestBy = (at: string) =>
      once(asked.memo?.ages, `${name} ${at}`, async () => (await sourceAge(ctx.db, sources, name, at)).newest)
    const by = await newestBy(moment)
    // a source that began after the day asked about (the past was entered later) is not a feed that stopped: it says so instead
    const after = by ?? (moment === asked.knownAt ? null : await newestBy(asked.knownAt))
    late ||= by === null && after !== null
    newest.push(after)
  }
  const oldest = newest.includes(null) ? null : (newest as string[]).reduce(earlier)
  const judged = measured.rows + measured.undecided
  const coverage = judged === 0 ? null : measured.rows / judged
  const facts = {
    undefinedWhy: asked.target?.undefinedWhy ?? null,
    later: asked.target?.later ?? false,
    disputes: await once(asked.memo?.disputes, `${version.code} ${asked.knownAt}`, () => countDisputes(ctx, version.code, asked.knownAt)),
    newest: oldest,
    late,
    ageDays:
      oldest === null || Temporal.Instant.compare(oldest, moment) > 0
        ? null
        : Math.floor(Temporal.Instant.from(oldest).until(moment, { largestUnit: 'hour' }).hours / 24),
    freshDays: version.fresh_days,
    coverage,
    leastCoverage: Number(version.least_coverage),
    undecided: measured.undecided,
    leaks: measured.leaks,
  }
  const shown: MeasureResult = {
    code: version.code,
    title,
    unit,
    versionId: version.id,
    seq: version.seq,
    treeHash: version.tree_hash,
    scope: asked.scope,
    from,
    to,
    knownAt: Temporal.Instant.from(asked.knownAt).toString(),
    ...measured,
    coverage,
    newest: oldest,
    ...measureState(facts),
  }
  if (asked.clear !== true && (await isHidden(ctx, sources, { tree, params }, question)))
    return {
      ...shown,
      value: null,
      part: '0',
      whole: null,
      rows: 0,
      undecided: 0,
      coverage: null,
      hidden: true,
      why: '人数过少，不显示',
    }
  return shown
}

/** Counts of persons below this are not shown. */
const smallCell = 5

/** Whether the rows a number counts are persons. */
const countsPersons = (definition: Definition, sources: Sources): boolean =>
  setsOf(definition.tree).some(({ set }) => sources.get(set.source)?.persons === true)

/** Towns whose number would show, or let somebody subtract, a small count of persons ('' = place not known); all: the district's own. */
export async function hiddenTowns(
  ctx: Context,
  sources: Sources,
  definition: Definition,
  question: Question,
): Promise<{ readonly towns: ReadonlySet<string>; readonly all: boolean }> {
  if (!countsPersons(definition, sources)) return { towns: new Set(), all: false }
  const towns = await measureTowns(ctx.db, sources, definition, { ...question, scope: { kind: 'district' } })
  const { hidden, total } = hideSmallCells(
    new Map([...towns].map(([town, { part, whole }]) => [town ?? '', Number(whole ?? part)])),
    smallCell,
  )
  return { towns: hidden, all: total }
}

/** Below the town, and by unit, numbers of persons are never shown: nobody could tell what they let subtract. */
async function isHidden(ctx: Context, sources: Sources, definition: Definition, question: Question): Promise<boolean> {
  const { scope } = question
  if (!countsPersons(definition, sources)) return false
  if (scope.kind === 'unit' || (scope.kind === 'town' && scope.code.length > 9)) return true
  const { towns, all } = await hiddenTowns(ctx, sources, definition, question)
  return all || (scope.kind === 'town' && scope.code.length === 9 && towns.has(scope.code))
}

/** A target value as screens show it. */
export function targetView(row: Selectable<PlanRows['plan.target_value']>) {
  return {
    rowCode: row.row_code,
    op: z.enum(['>=', '<=', '=']).parse(row.op),
    value: String(Number(row.value)),
    source: z.enum(['plan', 'decision']).parse(row.source),
    paper: row.paper,
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
  }
}

/** Target values that hold now. */
export function listTargetValues(ctx: Context) {
  return tablesOf(ctx).selectFrom('plan.target_value').selectAll().where('known_to', 'is', null).execute()
}
