import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { ListVersions, Origin } from '../contract/signatures.ts'
import { recordFor, type RecordsSettings, tablesOf } from '../store.ts'

const Kept = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]))

export const listVersions = (settings: RecordsSettings): Body =>
  body(ListVersions, async (ctx, { id }) => {
    const found = await recordFor(ctx, settings, id, 'read')
    if (isRefusal(found)) return found
    const rows = await tablesOf(ctx)
      .selectFrom('records.version')
      .selectAll()
      .where('record_id', '=', id)
      .orderBy('version', 'desc')
      .orderBy('known_from', 'desc')
      .execute()
    return {
      rows: rows.map((row) => ({
        id: row.record_id,
        kind: row.kind,
        title: row.title,
        version: row.version,
        values: Kept.parse(row.values),
        divisionCode: row.division_code,
        unitId: row.unit_id,
        validFrom: row.valid_from,
        validTo: row.valid_to,
        recordedAt: row.known_from,
        recordedBy: row.recorded_name,
        origin: Origin.parse(row.origin),
        voided: row.voided,
        synthetic: found.head.synthetic,
        knownFrom: row.known_from,
        knownTo: row.known_to,
        reason: row.reason,
        origins: z.record(z.string(), Origin).parse(row.origins),
      })),
    }
  })
