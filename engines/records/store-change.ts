import type { Context } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { Values } from './contract/field.ts'
import { RecordVoided } from './contract/refusals.ts'
import { checkDraft, type Draft, outsideArea, recordFor, type RecordsSettings, tablesOf, writeVersion } from './store.ts'

/** Writes a new version of a record, when the actor may and nobody was faster; for the engine's command and for rooms above. */
export async function changeRecord(
  ctx: Context,
  settings: RecordsSettings,
  { id, version, draft }: { readonly id: string; readonly version: number; readonly draft: Draft },
): Promise<{ version: number } | Refusal> {
  const found = await recordFor(ctx, settings, id, 'write')
  if (isRefusal(found)) return found
  const { head, kind } = found
  const outside = outsideArea(ctx, head.division_code)
  if (outside) return outside
  if (head.voided) return refuse(RecordVoided)
  if (head.version !== version) return refuse(ChangedMeanwhile, { what: head.title, seen: version, current: head.version })
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
    before: { values: head.values, from: head.valid_from, division: head.division_code },
    after: { values: checked.values, from: checked.from, division: checked.divisionCode },
  })
  return { version: version + 1 }
}
