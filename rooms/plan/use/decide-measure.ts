import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DecideMeasure } from '../contract/measure-commands.ts'
import { OwnProposal, ProposalUnknown, ScoredApproves } from '../contract/measure-refusals.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { backCast, refuseLeaks, refuseQuality, refuseTree } from '../store-definitions.ts'
import { definitionOf, findVersionInForce, phaseYears } from '../store-measures.ts'
import { endOfOpenRound } from '../store-rounds.ts'
import { scoredUnit } from '../store-scored.ts'

export const decideMeasure = (settings: PlanSettings): Body =>
  body(DecideMeasure, async (ctx, { versionId, approve, decision, effectiveFrom }) => {
    const db = tablesOf(ctx)
    const version = await db.selectFrom('plan.measure_version').selectAll().where('id', '=', versionId).forUpdate().executeTakeFirst()
    if (version === undefined || version.state !== 'reviewed') return refuse(ProposalUnknown)
    if ([version.proposed_by, version.reviewed_by].includes(ctx.actor.accountId)) return refuse(OwnProposal)
    const unit = await scoredUnit(ctx, settings, version.code)
    if (unit !== undefined) return refuse(ScoredApproves, { unit })
    const stamp = { decided_by: ctx.actor.accountId, decided_name: ctx.actor.name, decided_at: ctx.now.toString(), decision }
    if (!approve) {
      await db
        .updateTable('plan.measure_version')
        .set({ ...stamp, state: 'refused' })
        .where('id', '=', versionId)
        .execute()
      ctx.note({ kind: 'measure-version', id: versionId, after: { state: 'refused' } })
      return { effectiveFrom: null }
    }
    const definition = definitionOf(version)
    const phases = await phaseYears(ctx, settings)
    const refused =
      refuseTree(definition, settings.sources) ??
      refuseQuality(version.quality) ??
      (await refuseLeaks(ctx, settings.sources, definition, definition.period, phases))
    if (refused) return refused
    const points = await backCast(ctx, settings.sources, await findVersionInForce(ctx, version.code, ctx.today), definition, phases)
    const wished = effectiveFrom ?? ctx.today
    const after = await endOfOpenRound(ctx)
    const from = after !== null && after >= wished ? Temporal.PlainDate.from(after).add({ days: 1 }).toString() : wished
    await db
      .updateTable('plan.measure_version')
      .set({ ...stamp, state: 'effective', effective_from: from, back_cast: JSON.stringify(points) })
      .where('id', '=', versionId)
      .execute()
    ctx.note({ kind: 'measure-version', id: versionId, after: { state: 'effective', from } })
    return { effectiveFrom: from }
  })
