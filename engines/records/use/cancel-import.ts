import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { CancelImport } from '../contract/import-signatures.ts'
import { ImportOver } from '../contract/refusals.ts'
import { type RecordsSettings, tablesOf } from '../store.ts'
import { countImport, importFor } from '../store-import.ts'

export const cancelImport = (settings: RecordsSettings): Body =>
  body(CancelImport, async (ctx, { importId }) => {
    const found = await importFor(ctx, settings, importId)
    if (isRefusal(found)) return found
    if (found.import.state !== 'open') return refuse(ImportOver)
    await tablesOf(ctx).updateTable('records.import').set({ state: 'cancelled' }).where('id', '=', importId).execute()
    ctx.note({ kind: 'import', id: importId, after: { state: 'cancelled' } })
    return { counts: await countImport(ctx, importId) }
  })
