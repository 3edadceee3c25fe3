import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ManifestSeen, SelfReportsMissing } from '../contract/round-refusals.ts'
import { SignRound } from '../contract/rounds.ts'
import { changeRound, holdRound, keepRound, listSelfReports, refuseOwnWork, refuseTyped, unitsAsked } from '../store-rounds.ts'

export const signRound: Body = body(SignRound, async (ctx, { roundId, manifestHash, missingNamed, number }) => {
  const round = await holdRound(ctx, roundId, 'sign')
  if (isRefusal(round)) return round
  const own = await refuseOwnWork(ctx, roundId)
  if (own) return own
  if (round.manifest_hash !== manifestHash) return refuse(ManifestSeen, {}, 'manifestHash')
  const reports = await listSelfReports(ctx, roundId)
  const typed = refuseTyped(reports)
  if (typed) return typed
  const missing = (await unitsAsked(ctx)).filter(({ id }) => !reports.some(({ unitId }) => unitId === id))
  const unnamed = missing.filter(({ id }) => !missingNamed.includes(id))
  if (unnamed.length > 0) return refuse(SelfReportsMissing, { units: unnamed.map(({ name }) => name).join('、') }, 'missingNamed')
  const { rows } = await sql<{ hash: string }>`select hash from kernel.audit_seal order by seq desc limit 1`.execute(ctx.db)
  const signedAt = ctx.now.toString()
  const auditHead = rows[0]?.hash ?? null
  await changeRound(ctx, round, 'sign', {
    signed_by: ctx.actor.name,
    signed_account: ctx.actor.accountId,
    signed_at: signedAt,
    missing_named: missing.map(({ name }) => name),
    audit_head: auditHead,
    number: number ?? null,
  })
  await keepRound(ctx, round, ctx.today)
  ctx.note({ kind: 'signature', id: roundId, after: { manifestHash, auditHead } })
  return { signedAt, auditHead }
})
