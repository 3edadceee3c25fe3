import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { changeRecord, findHead, type RecordsSettings } from '@yinqiao/records'
import { NotALead, SameOwner, TransferLead } from '../contract/lead-signatures.ts'
import { investmentKind } from '../kinds/investment.ts'

export const transferLead = (settings: RecordsSettings): Body =>
  body(TransferLead, async (ctx, { recordId, version, divisionCode, unitId, reason }) => {
    const head = await findHead(ctx, recordId)
    if (head === undefined || head.kind !== investmentKind.record.code) return refuse(NotALead)
    if (head.division_code === divisionCode && head.unit_id === (unitId ?? null)) return refuse(SameOwner, {}, 'divisionCode')
    return changeRecord(ctx, settings, {
      id: recordId,
      version,
      // from today on: what was scored before stays where it was
      draft: {
        values: head.values as Parameters<typeof changeRecord>[2]['draft']['values'],
        divisionCode,
        unitId: unitId ?? null,
        validFrom: ctx.today > head.valid_from ? ctx.today : head.valid_from,
        origin: 'derived',
        reason,
      },
    })
  })
