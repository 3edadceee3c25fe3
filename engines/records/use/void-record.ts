import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import type { Values } from '../contract/field.ts'
import { RecordVoided } from '../contract/refusals.ts'
import { VoidRecord } from '../contract/signatures.ts'
import { sql } from 'kysely'
import { outsideArea, recordFor, type RecordsSettings, tablesOf, writeVersion } from '../store.ts'

export const voidRecord = (settings: RecordsSettings): Body =>
  body(VoidRecord, async (ctx, { id, version, reason }) => {
    const found = await recordFor(ctx, settings, id, 'write')
    if (isRefusal(found)) return found
    const { head, kind } = found
    const outside = outsideArea(ctx, head.division_code)
    if (outside) return outside
    if (head.voided) return refuse(RecordVoided)
    if (head.version !== version) return refuse(ChangedMeanwhile, { what: head.title, seen: version, current: head.version })
    // an identity that was taken back is free for the right record
    const taken = await tablesOf(ctx)
      .updateTable('records.record')
      .set({ head: version + 1, identity: null })
      .where('id', '=', id)
      .where('head', '=', version)
      .returning('head')
      .executeTakeFirst()
    if (taken === undefined) return refuse(ChangedMeanwhile, { what: head.title, seen: version, current: version + 1 })
    const values = head.values as Values
    const { rows } = await sql<{
      first: string
    }>`select min(valid_from) as first from records.version where record_id = ${id} and known_to is null`.execute(ctx.db)
    const from = rows[0]?.first ?? head.valid_from
    const checked = {
      values,
      divisionCode: head.division_code,
      unitId: head.unit_id,
      validFrom: from,
      from,
      to: null,
      identity: null,
      title: head.title,
      origin: 'typed' as const,
      reason,
    }
    await writeVersion(ctx, kind, id, version + 1, checked, values, true)
    ctx.note({ kind: kind.code, id, before: { voided: false }, after: { voided: true, reason } })
    return { version: version + 1 }
  })
