import { type Body, body, type Context } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import type { Values } from '../contract/field.ts'
import { RunImport } from '../contract/import-signatures.ts'
import type { RecordKind } from '../contract/record-kind.ts'
import { ImportOver } from '../contract/refusals.ts'
import { changedFields, checkValues, identityOf } from '../rules/check-values.ts'
import { checkDraft, findHead, insertRecord, type RecordsSettings, tablesOf, writeVersion } from '../store.ts'
import { countImport, importFor } from '../store-import.ts'

export const runImport = (settings: RecordsSettings): Body =>
  body(RunImport, async (ctx, { importId, atMost }) => {
    const found = await importFor(ctx, settings, importId)
    if (isRefusal(found)) return found
    if (found.import.state !== 'open') return refuse(ImportOver)
    const db = tablesOf(ctx)
    const rows = await db
      .selectFrom('records.import_row')
      .selectAll()
      .where('import_id', '=', importId)
      .where('state', '=', 'ready')
      .orderBy('n')
      .limit(atMost)
      .execute()
    for (const row of rows) {
      const { state, recordId, messages } = await takeRow(ctx, settings, found.kind, {
        values: row.values as Values,
        divisionCode: row.division_code,
      })
      await db
        .updateTable('records.import_row')
        .set({ state, record_id: recordId, messages: JSON.stringify(messages) })
        .where('import_id', '=', importId)
        .where('n', '=', row.n)
        .execute()
    }
    const counts = await countImport(ctx, importId)
    if (counts.ready === 0) await db.updateTable('records.import').set({ state: 'done' }).where('id', '=', importId).execute()
    ctx.note({ kind: 'import', id: importId, after: counts })
    return { counts }
  })

interface Taken {
  readonly state: 'added' | 'changed' | 'same' | 'wrong'
  readonly recordId: string | null
  readonly messages: readonly { heading: string; zh: string; en: string }[]
}

/** Writes one row: a new record, a new version of the one it names, or nothing where nothing differs (so that a file may come twice). */
async function takeRow(
  ctx: Context,
  settings: RecordsSettings,
  kind: RecordKind,
  row: { values: Values; divisionCode: string | null },
): Promise<Taken> {
  const identity = identityOf(kind, row.values)
  const old =
    identity === null
      ? undefined
      : await tablesOf(ctx)
          .selectFrom('records.record')
          .select('id')
          .where('kind', '=', kind.code)
          .where('identity', '=', identity)
          .executeTakeFirst()
  const head = old === undefined ? undefined : await findHead(ctx, old.id)
  // what the file does not tell is kept: an empty cell is not known, not taken back
  const values = { ...(head?.values as Values | undefined), ...row.values }
  const draft = {
    values,
    divisionCode: row.divisionCode ?? head?.division_code ?? null,
    unitId: head?.unit_id ?? ctx.actor.unitId,
    validFrom: head === undefined ? null : head.valid_from,
    origin: 'import' as const,
    reason: head === undefined ? null : '表格导入',
  }
  const read = checkValues(kind, values)
  if (
    head !== undefined &&
    !('fault' in read) &&
    changedFields(head.values as Values, read.values).length === 0 &&
    draft.divisionCode === head.division_code
  )
    return { state: 'same', recordId: head.record_id, messages: [] }
  const checked = await checkDraft(ctx, settings, kind, draft, head?.record_id ?? null)
  if (isRefusal(checked)) {
    const { refused, facts } = checked
    const told = (sentence: string) => sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
    return {
      state: 'wrong',
      recordId: null,
      messages: [{ heading: String(facts['field'] ?? ''), zh: told(refused.zh), en: told(refused.en) }],
    }
  }
  if (head === undefined) {
    const { id } = await insertRecord(ctx, kind, checked, false)
    return { state: 'added', recordId: id, messages: [] }
  }
  await tablesOf(ctx)
    .updateTable('records.record')
    .set({ head: head.version + 1, identity: checked.identity })
    .where('id', '=', head.record_id)
    .execute()
  await writeVersion(ctx, kind, head.record_id, head.version + 1, checked, head.values as Values)
  ctx.note({ kind: kind.code, id: head.record_id, after: { values: checked.values } })
  return { state: 'changed', recordId: head.record_id, messages: [] }
}
