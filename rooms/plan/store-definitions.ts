import { checkTree, type Context, type Definition, leakingRows, measureValue, type Sources, treeHash } from '@yinqiao/kernel'
import type { MeasureDeclaration, PeriodKind } from '@yinqiao/kernel/contract'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { QualityStatements } from '@yinqiao/kernel/contract'
import { NumeratorLeaks, QualityMissing, TreeWrong } from './contract/measure-refusals.ts'
import { lastPeriods, periodOf, type PhaseYears } from './rules/period-of.ts'
import { tellTree } from './rules/tell-tree.ts'
import { tablesOf } from './store.ts'
import { definitionOf, type MeasureVersion } from './store-measures.ts'

const statements = { verify: '核验', sources: '来源', accuracy: '准确度', limits: '局限', remedy: '补救' } as const

/** A refusal when the tree cannot be compiled, naming every fault. */
export function refuseTree({ tree, params }: Definition, sources: Sources): Refusal | undefined {
  const faults = checkTree(tree, sources, params)
  return faults.length === 0
    ? undefined
    : refuse(TreeWrong, { faults: faults.map(({ zh }) => zh), faultsEn: faults.map(({ en }) => en) }, 'tree')
}

/** A refusal when one of the five statements is missing. */
export function refuseQuality(quality: unknown): Refusal | undefined {
  const given = QualityStatements.partial().nullish().safeParse(quality)
  const missing = Object.entries(statements).filter(
    ([key]) => !QualityStatements.shape[key as keyof typeof statements].safeParse(given.data?.[key as keyof typeof statements]).success,
  )
  return missing.length === 0 ? undefined : refuse(QualityMissing, { missing: missing.map(([, word]) => word) }, 'quality')
}

/** A refusal when rows of the numerator are not in the denominator, naming them. */
export async function refuseLeaks(
  ctx: Context,
  sources: Sources,
  definition: Definition,
  period: PeriodKind,
  phases: readonly PhaseYears[],
): Promise<Refusal | undefined> {
  if (definition.tree.fold !== 'ratio') return undefined
  const question = { scope: { kind: 'district' as const }, ...periodOf(period, ctx.today, phases), knownAt: ctx.now.toString() }
  const { leaks } = await measureValue(ctx.db, sources, definition, question)
  if (leaks === 0) return undefined
  const rows = await leakingRows(ctx.db, sources, definition, question)
  return refuse(NumeratorLeaks, { count: leaks, rows: rows.map(({ id }) => id) }, 'tree')
}

/** Old and new values at the ends of the last eight periods: what a change of definition does, before it is decided. */
export async function backCast(
  ctx: Context,
  sources: Sources,
  old: MeasureVersion | undefined,
  changed: Definition & { readonly period: PeriodKind },
  phases: readonly PhaseYears[],
) {
  const before = old === undefined ? undefined : definitionOf(old)
  const points: { to: string; old: string | null; new: string | null }[] = []
  for (const to of lastPeriods(changed.period, ctx.today, 8)) {
    const at = async (definition: Definition & { readonly period: PeriodKind }) =>
      (
        await measureValue(ctx.db, sources, definition, {
          scope: { kind: 'district' },
          ...periodOf(definition.period, to, phases),
          knownAt: ctx.now.toString(),
        })
      ).value
    points.push({ to, old: before === undefined ? null : await at(before), new: await at(changed) })
  }
  return points
}

/** A version as its page shows it. */
export function versionView(version: MeasureVersion, sources: Sources) {
  const { tree, params, period, title, unit } = definitionOf(version)
  return {
    id: version.id,
    seq: version.seq,
    state: version.state as 'draft' | 'reviewed' | 'effective' | 'refused',
    title,
    unit,
    tree,
    params,
    treeHash: version.tree_hash,
    told: tellTree(tree, params, sources),
    period,
    better: version.better as 'more' | 'less' | 'neither',
    guard: version.guard,
    freshDays: version.fresh_days,
    leastCoverage: Number(version.least_coverage),
    quality: QualityStatements.nullable().catch(null).parse(version.quality),
    why: version.why,
    shipped: version.shipped,
    proposedBy: version.proposed_name,
    proposedAt: version.proposed_at,
    reviewedBy: version.reviewed_name,
    decidedBy: version.decided_name,
    decidedAt: version.decided_at,
    decision: version.decision,
    effectiveFrom: version.effective_from,
    backCast: version.back_cast as { to: string; old: string | null; new: string | null }[] | null,
  }
}

/** What a version says besides its bookkeeping. */
export type Proposed = Omit<MeasureDeclaration, 'code' | 'carries' | 'quality' | 'params'> & {
  readonly params: Definition['params']
  readonly quality: unknown
}

/** The columns of a new version. */
export function versionRow(ctx: Context, code: string, seq: number, proposed: Proposed, why: string) {
  const definition = { tree: proposed.tree, params: proposed.params }
  return {
    id: ctx.newId(),
    code,
    seq,
    title: JSON.stringify(proposed.title),
    unit: JSON.stringify(proposed.unit),
    tree: JSON.stringify(proposed.tree),
    params: JSON.stringify(proposed.params),
    tree_hash: treeHash(definition, proposed.period),
    period: proposed.period,
    better: proposed.better,
    guard: proposed.guard,
    fresh_days: proposed.freshDays,
    least_coverage: String(proposed.leastCoverage),
    quality: proposed.quality === null || proposed.quality === undefined ? null : JSON.stringify(proposed.quality),
    why,
    proposed_by: ctx.actor.accountId,
    proposed_name: ctx.actor.name,
    proposed_role: ctx.actor.role,
    proposed_at: ctx.now.toString(),
  }
}

/** The highest number a version of a measure has; 0 without one. */
export async function lastSeq(ctx: Context, code: string): Promise<number> {
  const row = await tablesOf(ctx)
    .selectFrom('plan.measure_version')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.last ?? 0
}
