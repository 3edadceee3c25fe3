import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import type { Values } from '../contract/field.ts'
import { RecordVoided } from '../contract/refusals.ts'
import { CorrectRecord } from '../contract/signatures.ts'
import { checkDraft, outsideArea, recordFor, type RecordsSettings, tablesOf, writeVersion } from '../store.ts'

export const correctRecord = (settings: RecordsSettings): Body =>
  body(CorrectRecord, async (ctx, { id, version, values, divisionCode, unitId, validFrom, reason }) => {
    const found = await recordFor(ctx, settings, id, 'write')
    if (isRefusal(found)) return found
    const { head, kind } = found
    const outside = outsideArea(ctx, head.division_code)
    if (outside) return outside
    if (head.voided) return refuse(RecordVoided)
    if (head.version !== version) return refuse(ChangedMeanwhile, { what: head.title, seen: version, current: head.version })
    const draft = { values, divisionCode: divisionCode ?? null, unitId: unitId ?? null, validFrom, origin: 'typed' as const, reason }
    const checked = await checkDraft(ctx, settings, kind, draft, id)
    if (isRefusal(checked)) return checked
    const taken = await tablesOf(ctx)
      .updateTable('records.record')
      .set({ head: version + 1, identity: checked.identity })
      .where('id', '=', id)
      .where('head', '=', version)
      .returning('head')
      .executeTakeFirst()
    if (taken === undefined) return refuse(ChangedMeanwhile, { what: head.title, seen: version, current: version + 1 })
    await writeVersion(ctx, kind, id, version + 1, checked, head.values as Values)
    ctx.note({
      kind: kind.code,
      id,
      before: { values: head.values, from: head.valid_from },
      after: { values: checked.values, from: checked.from },
    })
    return { version: version + 1 }
  })
