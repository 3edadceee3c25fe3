import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { EvidenceUnknown } from '../contract/refusals.ts'
import { WithdrawEvidence } from '../contract/signatures.ts'
import { outsideArea, recordFor, type RecordsSettings, tablesOf } from '../store.ts'

export const withdrawEvidence = (settings: RecordsSettings): Body =>
  body(WithdrawEvidence, async (ctx, { evidenceId, reason }) => {
    const db = tablesOf(ctx)
    const paper = await db.selectFrom('records.evidence').selectAll().where('id', '=', evidenceId).executeTakeFirst()
    if (paper === undefined || paper.known_to !== null) return refuse(EvidenceUnknown)
    const found = await recordFor(ctx, settings, paper.record_id, 'write')
    if (isRefusal(found)) return found
    const outside = outsideArea(ctx, found.head.division_code)
    if (outside) return outside
    await db
      .updateTable('records.evidence')
      .set({
        known_to: sql<string>`greatest(${await knownFrom(ctx)}::timestamptz, known_from + interval '1 millisecond')`,
        end_reason: reason,
      })
      .where('id', '=', evidenceId)
      .execute()
    ctx.note({ kind: 'evidence', id: evidenceId, after: { withdrawn: true, reason } })
    return {}
  })
