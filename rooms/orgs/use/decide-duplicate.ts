import { body, type Context } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { InstitutionMergedEvent, InstitutionSplitEvent } from '../contract/events.ts'
import type { Institution } from '../contract/institution.ts'
import { DecideDuplicate } from '../contract/institution-signatures.ts'
import { InstitutionMerged, KeptNotInPair, OutsideYourArea, ProposalDecided, ProposalUnknown } from '../contract/refusals.ts'
import { inArea } from '../rules/in-area.ts'
import { proposalStateWords } from '../rules/proposal-states.ts'
import { getInstitution, listProposals } from '../store.ts'

/** A person's word on two institutions; taking "same" back brings the merged record to life again. */
export const decideDuplicate = body(DecideDuplicate, async (ctx, { id, seen, decision }) => {
  await sql`select 1 from orgs.duplicate_proposal where id = ${id} for update`.execute(ctx.db)
  const [proposal] = await listProposals(ctx.db, sql`p.id = ${id}`, 1)
  if (proposal === undefined) return refuse(ProposalUnknown, {}, 'id')
  if (proposal.state !== seen || proposal.state === decision.is) {
    const words = proposalStateWords[proposal.state]
    return refuse(ProposalDecided, { by: proposal.decidedBy ?? '', state: words.zh, stateEn: words.en })
  }
  const pair = [proposal.left, proposal.right]
  const outside = pair.find((institution) => !inArea(ctx.actor.area, institution.divisionCode))
  if (outside !== undefined) return refuse(OutsideYourArea, { name: outside.name, area: ctx.actor.area })
  if (proposal.state === 'same') await unmerge(ctx, pair, proposal.keptId ?? '')
  if (decision.is === 'same') {
    const refused = await merge(ctx, pair, decision.keepId)
    if (refused !== undefined) return refused
  }
  await sql`update orgs.duplicate_proposal set state = ${decision.is}, kept_id = ${decision.is === 'same' ? decision.keepId : null}, decided_at = ${ctx.now.toString()},
      decided_by = ${ctx.actor.accountId}, decided_by_name = ${ctx.actor.name} where id = ${id}`.execute(ctx.db)
  ctx.note({ kind: 'duplicate-proposal', id, before: { state: proposal.state, keptId: proposal.keptId }, after: decision })
  const [after] = await listProposals(ctx.db, sql`p.id = ${id}`, 1)
  if (after === undefined) throw new Error('the proposal just decided is gone')
  return after
})

async function merge(ctx: Context, pair: readonly Institution[], keepId: string): Promise<Refusal | undefined> {
  const kept = pair.find((institution) => institution.id === keepId)
  const other = pair.find((institution) => institution.id !== keepId)
  if (kept === undefined || other === undefined) return refuse(KeptNotInPair, {}, 'decision.keepId')
  for (const institution of pair) {
    if (institution.mergedInto !== null)
      return refuse(InstitutionMerged, { name: institution.name, into: (await getInstitution(ctx.db, institution.mergedInto)).name })
  }
  await sql`update orgs.institution set state_before_merge = state, state = 'merged', merged_into = ${kept.id}, version = version + 1, updated_at = ${ctx.now.toString()},
      updated_by = ${ctx.actor.accountId} where id = ${other.id}`.execute(ctx.db)
  await ctx.emit(InstitutionMergedEvent, other.id, { institutionId: other.id, intoId: kept.id })
  return undefined
}

async function unmerge(ctx: Context, pair: readonly Institution[], keptId: string): Promise<void> {
  const other = pair.find((institution) => institution.id !== keptId)
  if (other === undefined) throw new Error('a decided pair without a second record')
  await sql`update orgs.institution set state = state_before_merge, state_before_merge = null, merged_into = null, version = version + 1, updated_at = ${ctx.now.toString()},
      updated_by = ${ctx.actor.accountId} where id = ${other.id}`.execute(ctx.db)
  await ctx.emit(InstitutionSplitEvent, other.id, { institutionId: other.id, fromId: keptId })
}
