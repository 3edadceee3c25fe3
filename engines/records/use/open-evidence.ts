import { Buffer } from 'node:buffer'
import { type Body, body } from '@yinqiao/kernel'
import { FileUnknown, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { EvidenceUnknown } from '../contract/refusals.ts'
import { OpenEvidence } from '../contract/signatures.ts'
import { recordFor, type RecordsSettings, tablesOf } from '../store.ts'

export const openEvidence = (settings: RecordsSettings): Body =>
  body(OpenEvidence, async (ctx, { evidenceId }) => {
    const paper = await tablesOf(ctx).selectFrom('records.evidence').selectAll().where('id', '=', evidenceId).executeTakeFirst()
    if (paper === undefined) return refuse(EvidenceUnknown)
    const found = await recordFor(ctx, settings, paper.record_id, 'read')
    if (isRefusal(found)) return found
    const stored = await ctx.files.find(paper.file_id)
    if (stored === undefined) return refuse(FileUnknown)
    return { fileName: stored.file.name, mime: stored.file.mime, content: Buffer.from(stored.bytes).toString('base64') }
  })
