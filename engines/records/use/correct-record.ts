import { type Body, body } from '@yinqiao/kernel'
import { CorrectRecord } from '../contract/signatures.ts'
import type { RecordsSettings } from '../store.ts'
import { changeRecord } from '../store-change.ts'

export const correctRecord = (settings: RecordsSettings): Body =>
  body(CorrectRecord, async (ctx, { id, version, values, divisionCode, unitId, validFrom, reason }) =>
    changeRecord(ctx, settings, {
      id,
      version,
      draft: { values, divisionCode: divisionCode ?? null, unitId: unitId ?? null, validFrom, origin: 'typed', reason },
    }),
  )
