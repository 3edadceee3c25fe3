import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { AlreadyRuled, EvidenceUnknown, OwnEvidence } from '../contract/refusals.ts'
import { RuleEvidence } from '../contract/signatures.ts'
import { evidenceState, mayRule } from '../rules/evidence-state.ts'
import { recordFor, type RecordsSettings, tablesOf } from '../store.ts'

export const ruleEvidence = (settings: RecordsSettings): Body =>
  body(RuleEvidence, async (ctx, { evidenceId, verdict, reason }) => {
    const db = tablesOf(ctx)
    const paper = await db.selectFrom('records.evidence').selectAll().where('id', '=', evidenceId).executeTakeFirst()
    if (paper === undefined || paper.known_to !== null) return refuse(EvidenceUnknown)
    const found = await recordFor(ctx, settings, paper.record_id, 'accept')
    if (isRefusal(found)) return found
    const origin = { addedBy: paper.added_by, addedUnit: paper.added_unit, scoredUnit: found.head.unit_id }
    const { accountId } = ctx.actor
    if (accountId === null || !mayRule(origin, ctx.actor)) return refuse(OwnEvidence)
    const before = await db.selectFrom('records.ruling').select(['verdict', 'ruled_by']).where('evidence_id', '=', evidenceId).execute()
    if (before.some(({ ruled_by }) => ruled_by === accountId)) return refuse(AlreadyRuled)
    await db
      .insertInto('records.ruling')
      .values({
        id: ctx.newId(),
        evidence_id: evidenceId,
        verdict,
        reason: reason ?? null,
        ruled_by: accountId,
        ruled_name: ctx.actor.name,
        ruled_unit: ctx.actor.unitId,
        known_from: await knownFrom(ctx),
      })
      .execute()
    const verdicts = [...before.map((one) => (one.verdict === 'accept' ? ('accept' as const) : ('reject' as const))), verdict]
    const state = evidenceState({ needed: paper.needed, withdrawn: false, validTo: paper.valid_to, verdicts }, ctx.today)
    ctx.note({ kind: 'evidence', id: evidenceId, after: { verdict, state } })
    return { state }
  })
