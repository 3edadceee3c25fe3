import { type Body, body, measureValue, treeHash } from '@yinqiao/kernel'
import { PreviewMeasure } from '../contract/measure-commands.ts'
import { periodOf } from '../rules/period-of.ts'
import { tellTree } from '../rules/tell-tree.ts'
import type { PlanSettings } from '../store.ts'
import { backCast, refuseTree } from '../store-definitions.ts'
import { findVersionInForce, phaseYears } from '../store-measures.ts'

export const previewMeasure = (settings: PlanSettings): Body =>
  body(PreviewMeasure, async (ctx, { code, tree, params, period }) => {
    const refused = refuseTree({ tree, params }, settings.sources)
    if (refused) return refused
    const current = await findVersionInForce(ctx, code, ctx.today)
    const phases = await phaseYears(ctx, settings)
    const question = { scope: { kind: 'district' as const }, ...periodOf(period, ctx.today, phases), knownAt: ctx.now.toString() }
    const hash = treeHash({ tree, params }, period)
    return {
      treeHash: hash,
      told: tellTree(tree, params, settings.sources),
      same: current?.tree_hash === hash,
      points: await backCast(ctx, settings.sources, current, { tree, params, period }, phases),
      leaks: (await measureValue(ctx.db, settings.sources, { tree, params }, question)).leaks,
    }
  })
