import type { Context } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ImportUnknown } from './contract/refusals.ts'
import { kindFor, type RecordsSettings, tablesOf } from './store.ts'

/** How many rows of an import are in which state. */
export async function countImport(ctx: Context, importId: string) {
  const { rows } = await sql<{
    state: string
    n: number
  }>`select state, count(*) as n from records.import_row where import_id = ${importId} group by state`.execute(ctx.db)
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0
  return { ready: of('ready'), wrong: of('wrong'), added: of('added'), changed: of('changed'), same: of('same') }
}

/** An import and its kind, locked against a second run, when it is the actor's to go on with. */
export async function importFor(ctx: Context, settings: RecordsSettings, importId: string) {
  const found = await tablesOf(ctx).selectFrom('records.import').selectAll().where('id', '=', importId).forUpdate().executeTakeFirst()
  if (found === undefined || (ctx.actor.role !== 'system' && found.opened_by !== ctx.actor.accountId)) return refuse(ImportUnknown)
  const kind = kindFor(settings, found.kind, ctx.actor, 'write')
  return isRefusal(kind) ? kind : { import: found, kind }
}
