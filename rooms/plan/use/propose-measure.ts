import { type Body, body, treeHash } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { ProposeMeasure } from '../contract/measure-commands.ts'
import { MeasureArchived, SameDefinition } from '../contract/measure-refusals.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { lastSeq, refuseLeaks, refuseTree, versionRow } from '../store-definitions.ts'
import { findVersionInForce, phaseYears } from '../store-measures.ts'

export const proposeMeasure = (settings: PlanSettings): Body =>
  body(ProposeMeasure, async (ctx, { code, why, ...proposed }) => {
    const db = tablesOf(ctx)
    const definition = { tree: proposed.tree, params: proposed.params }
    const refused = refuseTree(definition, settings.sources)
    if (refused) return refused
    const measure = await db.selectFrom('plan.measure').select('archived_at').where('code', '=', code).executeTakeFirst()
    if (measure?.archived_at) return refuse(MeasureArchived, { code }, 'code')
    const current = await findVersionInForce(ctx, code, ctx.today)
    if (current?.tree_hash === treeHash(definition, proposed.period)) return refuse(SameDefinition, {}, 'tree')
    const leaks = await refuseLeaks(ctx, settings.sources, definition, proposed.period, await phaseYears(ctx, settings))
    if (leaks) return leaks
    if (measure === undefined) await db.insertInto('plan.measure').values({ code, created_at: ctx.now.toString() }).execute()
    const seq = (await lastSeq(ctx, code)) + 1
    const row = versionRow(ctx, code, seq, proposed, why)
    await db
      .insertInto('plan.measure_version')
      .values({ ...row, state: 'draft' })
      .execute()
    ctx.note({ kind: 'measure-version', id: row.id, after: { code, seq, hash: row.tree_hash } })
    return { versionId: row.id, seq }
  })
