import { Buffer } from 'node:buffer'
import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { EndsUntold, RecordVoided, SlotUnknown } from '../contract/refusals.ts'
import { AddEvidence } from '../contract/signatures.ts'
import { outsideArea, recordFor, type RecordsSettings, tablesOf } from '../store.ts'

export const addEvidence = (settings: RecordsSettings): Body =>
  body(AddEvidence, async (ctx, { id, slot, fileName, content, issuedBy, validTo }) => {
    const found = await recordFor(ctx, settings, id, 'write')
    if (isRefusal(found)) return found
    const { head, kind } = found
    const outside = outsideArea(ctx, head.division_code)
    if (outside) return outside
    if (head.voided) return refuse(RecordVoided)
    const place = kind.evidence.find(({ code }) => code === slot)
    if (place === undefined) return refuse(SlotUnknown, { slot }, 'slot')
    if (place.expires === true && !validTo) return refuse(EndsUntold, {}, 'validTo')
    const file = await ctx.files.put(Buffer.from(content, 'base64'), fileName, { shared: true })
    const evidenceId = ctx.newId()
    await tablesOf(ctx)
      .insertInto('records.evidence')
      .values({
        id: evidenceId,
        record_id: id,
        slot,
        needed: place.acceptors,
        file_id: file.id,
        file_name: fileName,
        file_sm3: file.sm3,
        issued_by: issuedBy ?? null,
        valid_from: head.valid_from < ctx.today ? head.valid_from : ctx.today,
        valid_to: validTo ? Temporal.PlainDate.from(validTo).add({ days: 1 }).toString() : null,
        known_from: await knownFrom(ctx),
        added_by: ctx.actor.accountId,
        added_name: ctx.actor.name,
        added_unit: ctx.actor.unitId,
      })
      .execute()
    ctx.note({ kind: 'evidence', id: evidenceId, after: { record: id, slot, sm3: file.sm3 } })
    return { evidenceId }
  })
