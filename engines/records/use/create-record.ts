import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { CreateRecord } from '../contract/signatures.ts'
import { checkDraft, insertRecord, kindFor, type RecordsSettings } from '../store.ts'

export const createRecord = (settings: RecordsSettings): Body =>
  body(CreateRecord, async (ctx, { kind: code, values, divisionCode, unitId, validFrom, synthetic }) => {
    const kind = kindFor(settings, code, ctx.actor, 'write')
    if (isRefusal(kind)) return kind
    const draft = {
      values,
      divisionCode: divisionCode ?? null,
      unitId: unitId ?? ctx.actor.unitId,
      validFrom: validFrom ?? null,
      origin: 'typed' as const,
      reason: null,
    }
    const checked = await checkDraft(ctx, settings, kind, draft, null)
    return isRefusal(checked) ? checked : insertRecord(ctx, kind, checked, synthetic)
  })
