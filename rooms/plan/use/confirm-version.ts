import { type Body, body, type Context, sm3 } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { MappingOpen, NotDraft, VersionUnknown } from '../contract/refusals.ts'
import { ConfirmVersion } from '../contract/versions.ts'
import { clausesOf } from '../rules/clauses.ts'
import { type KeptMapping, keepIds } from '../rules/keep-ids.ts'
import { anchorRows, findPlanInForce, findVersion, type PlanSettings, rowsFor, structureOf, tablesOf, type Version } from '../store.ts'
import { makeDuties } from '../store-duties.ts'

/** The version becomes what the district works by: its clauses take their lasting ids, rows their places, tasks their duties. */
export const confirmVersion = (settings: PlanSettings): Body =>
  body(ConfirmVersion, async (ctx, { versionId }) => {
    const version = await findVersion(ctx, versionId)
    if (version === undefined) return refuse(VersionUnknown)
    if (version.state !== 'draft') return refuse(NotDraft, { state: version.state })
    const mapping = version.mapping as readonly KeptMapping[]
    const open = mapping.filter(({ confirmed }) => !confirmed).length
    if (open > 0) return refuse(MappingOpen, { open })
    const clauses = await writeClauses(ctx, version, mapping)
    const anchored = anchorRows(version.body, rowsFor(settings, version.number), clauses)
    if (anchored.length > 0) {
      await tablesOf(ctx)
        .insertInto('plan.row_anchor')
        .values(
          anchored.map(({ code, clauseId, spans }) => ({
            version_id: version.id,
            code,
            clause_id: clauseId,
            spans: JSON.stringify(spans),
          })),
        )
        .execute()
    }
    const state = await putInForce(ctx, version)
    // duties are of the district's plan; another document beside it binds by the decisions that cite it
    const isPlan = (await findPlanInForce(ctx, settings))?.id === version.id
    const duties = isPlan ? await makeDuties(ctx, structureOf(version), clauses) : 0
    ctx.note({ kind: 'plan-version', id: version.id, before: 'draft', after: { state, duties } })
    return { state, duties, rowsAnchored: anchored.length }
  })

async function writeClauses(ctx: Context, version: Version, mapping: readonly KeptMapping[]) {
  const db = tablesOf(ctx)
  const found = clausesOf(version.body, structureOf(version))
  const kept = keepIds(found.length, mapping, () => ctx.newId())
  const fresh = found.flatMap((clause, at) =>
    kept.ids[at]?.isNew ? [{ id: kept.ids[at].id, document_id: version.document_id, kind: clause.kind, verb_class: clause.verbClass }] : [],
  )
  if (fresh.length > 0) await db.insertInto('plan.clause').values(fresh).execute()
  const clauses = found.map((clause, at) => ({ ...clause, id: kept.ids[at]?.id ?? '', change: kept.ids[at]?.change ?? 'new' }))
  await db
    .insertInto('plan.clause_text')
    .values(
      clauses.map((clause, place) => ({
        version_id: version.id,
        clause_id: clause.id,
        place,
        parent_id: clause.parent === null ? null : (clauses[clause.parent]?.id ?? null),
        label: clause.label,
        from_char: clause.from,
        to_char: clause.to,
        text_hash: sm3(clause.text),
        change: clause.change,
      })),
    )
    .execute()
  if (kept.links.length > 0)
    await db
      .insertInto('plan.clause_link')
      .values(kept.links.map((link) => ({ from_clause: link.from, to_clause: link.to, version_id: version.id, change: link.change })))
      .execute()
  return clauses
}

/** A text of an earlier date than the one in force is kept, and never in force by itself. */
async function putInForce(ctx: Context, version: Version): Promise<'in-force' | 'stored'> {
  const db = tablesOf(ctx)
  const current = await db
    .selectFrom('plan.version')
    .select(['id', 'issued_on'])
    .where('document_id', '=', version.document_id)
    .where('state', '=', 'in-force')
    .executeTakeFirst()
  const older =
    current !== undefined && (version.issued_on === null || (current.issued_on !== null && version.issued_on < current.issued_on))
  if (current !== undefined && !older)
    await db.updateTable('plan.version').set({ state: 'superseded', effective_to: ctx.today }).where('id', '=', current.id).execute()
  await db
    .updateTable('plan.version')
    .set({
      state: older ? 'stored' : 'in-force',
      confirmed_at: ctx.now.toString(),
      confirmed_by: ctx.actor.name,
      ...(older ? {} : { effective_from: version.issued_on ?? ctx.today }),
    })
    .where('id', '=', version.id)
    .execute()
  return older ? 'stored' : 'in-force'
}
