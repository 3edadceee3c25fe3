import { type Body, body, cursorAt, keysOf } from '@yinqiao/kernel'
import { InvalidInput, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { ListImportRows } from '../contract/import-signatures.ts'
import { ImportUnknown } from '../contract/refusals.ts'
import { kindFor, type RecordsSettings, tablesOf } from '../store.ts'

const Messages = z.array(z.object({ heading: z.string(), zh: z.string(), en: z.string() }))

export const listImportRows = (settings: RecordsSettings): Body =>
  body(ListImportRows, async (ctx, { importId, state, cursor, limit }) => {
    const db = tablesOf(ctx)
    const found = await db.selectFrom('records.import').selectAll().where('id', '=', importId).executeTakeFirst()
    if (found === undefined || (ctx.actor.role !== 'system' && found.opened_by !== ctx.actor.accountId)) return refuse(ImportUnknown)
    const kind = kindFor(settings, found.kind, ctx.actor, 'write')
    if (isRefusal(kind)) return kind
    const after = keysOf(cursor, z.tuple([z.number()]))
    if (after === undefined) return refuse(InvalidInput, { problem: '翻页位置无效', problemEn: 'the cursor is not of this list' }, 'cursor')
    const fitting = db
      .selectFrom('records.import_row')
      .where('import_id', '=', importId)
      .$if(state !== null && state !== undefined, (query) => query.where('state', '=', state ?? ''))
    const rows = await fitting
      .selectAll()
      .where('n', '>', after?.[0] ?? 0)
      .orderBy('n')
      .limit(limit + 1)
      .execute()
    const { total } = await fitting.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      rows: shown.map((row) => ({ row: row.n, state: row.state, title: row.title, messages: Messages.parse(row.messages) })),
      next: rows.length > limit && last !== undefined ? cursorAt([last.n]) : null,
      total,
    }
  })
