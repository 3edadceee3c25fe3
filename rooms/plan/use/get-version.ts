import { type Body, body, type Context } from '@yinqiao/kernel'
import { type Output, refuse } from '@yinqiao/kernel/contract'
import { VersionUnknown } from '../contract/refusals.ts'
import { Change, ClauseKind, GetVersion } from '../contract/versions.ts'
import type { PlanStructure } from '../contract/structure.ts'
import { clausesOf } from '../rules/clauses.ts'
import type { KeptMapping } from '../rules/keep-ids.ts'
import { findPlanInForce, findVersion, type PlanSettings, structureOf, tablesOf, type Version, versionRow } from '../store.ts'

type View = Output<typeof GetVersion>

export const getVersion = (settings: PlanSettings): Body =>
  body(GetVersion, async (ctx, { versionId }) => {
    const version = await (versionId ? findVersion(ctx, versionId) : findPlanInForce(ctx, settings))
    if (version === undefined)
      return versionId ? refuse(VersionUnknown) : { version: null, text: '', structure: null, clauses: [], mapping: [] }
    const structure = structureOf(version)
    return {
      version: versionRow(version),
      text: version.body,
      structure,
      clauses: await listClauses(ctx, version, structure),
      mapping: version.state === 'draft' ? await listMapping(ctx, version, structure) : [],
    }
  })

async function listClauses(ctx: Context, version: Version, structure: PlanStructure): Promise<View['clauses']> {
  const db = tablesOf(ctx)
  const texts = await db
    .selectFrom('plan.clause_text as t')
    .innerJoin('plan.clause as c', 'c.id', 't.clause_id')
    .selectAll('t')
    .select(['c.kind', 'c.verb_class'])
    .where('t.version_id', '=', version.id)
    .orderBy('t.place')
    .execute()
  const anchors = await db.selectFrom('plan.row_anchor').select(['code', 'clause_id']).where('version_id', '=', version.id).execute()
  const interpreted = await db
    .selectFrom('plan.interpretation')
    .select(['clause_id', 'term'])
    .where('valid_from', '<=', ctx.today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', ctx.today)]))
    .execute()
  const known = new Set(interpreted.map(({ clause_id, term }) => `${clause_id}/${term ?? ''}`))
  const rowsOf = Map.groupBy(anchors, ({ clause_id }) => clause_id)
  return texts.map((row) => {
    const task = structure.tasks.find(({ from }) => row.kind === 'task' && from === row.from_char)
    return {
      id: row.clause_id,
      kind: ClauseKind.parse(row.kind),
      verbClass: row.verb_class === 'result' ? ('result' as const) : row.verb_class === 'effort' ? ('effort' as const) : null,
      label: row.label,
      parentId: row.parent_id,
      from: row.from_char,
      to: row.to_char,
      change: Change.parse(row.change),
      terms: structure.terms
        .filter(({ from, to }) => from >= row.from_char && to <= row.to_char)
        .map((term) => ({ ...term, interpreted: known.has(`${row.clause_id}/${term.term}`) })),
      units: task?.units.map(({ asWritten, role }) => ({ asWritten, role })) ?? [],
      unitsOpen: task?.unitsOpen ?? false,
      rows: (rowsOf.get(row.clause_id) ?? []).map(({ code }) => code),
    }
  })
}

async function listMapping(ctx: Context, version: Version, structure: PlanStructure): Promise<View['mapping']> {
  const now = clausesOf(version.body, structure)
  const mapping = version.mapping as readonly KeptMapping[]
  const ids = mapping.flatMap(({ old }) => old)
  const old =
    ids.length === 0
      ? []
      : await tablesOf(ctx)
          .selectFrom('plan.clause_text as t')
          .innerJoin('plan.version as v', 'v.id', 't.version_id')
          .select(['t.clause_id', 't.from_char', 't.to_char', 'v.body', 'v.seq'])
          .where('t.clause_id', 'in', ids)
          .orderBy('v.seq')
          .execute()
  const textOf = new Map(old.map((row) => [row.clause_id, row.body.slice(row.from_char, row.to_char)]))
  return mapping.map((entry, index) => ({
    index,
    change: Change.parse(entry.change),
    confirmed: entry.confirmed,
    likeness: entry.likeness,
    old: entry.old.map((clauseId) => ({ clauseId, text: textOf.get(clauseId) ?? '' })),
    now: entry.now.map((at) => ({ at, text: now[at]?.text ?? '' })),
  }))
}
