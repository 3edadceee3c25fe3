import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { UndoStage } from '../contract/index.ts'
import { EntryUnknown } from '../contract/refusals.ts'
import { listEntries, projectFor, type ProjectsSettings, tablesOf } from '../store.ts'

export const undoStage = (settings: ProjectsSettings): Body =>
  body(UndoStage, async (ctx, { entryId, reason }) => {
    const entry = await tablesOf(ctx)
      .selectFrom('projects.stage_entry')
      .selectAll()
      .where('id', '=', entryId)
      .forUpdate()
      .executeTakeFirst()
    if (entry === undefined || entry.known_to !== null) return refuse(EntryUnknown)
    const found = await projectFor(ctx, settings, entry.record_id, 'write')
    if (isRefusal(found)) return found
    // only from the end, so that no later stage stands on a missing one
    if ((await listEntries(ctx, [entry.record_id])).at(-1)?.id !== entryId) return refuse(EntryUnknown)
    await tablesOf(ctx)
      .updateTable('projects.stage_entry')
      .set({
        known_to: sql<string>`greatest(${await knownFrom(ctx)}::timestamptz, known_from + interval '1 millisecond')`,
        undone_reason: reason,
      })
      .where('id', '=', entryId)
      .execute()
    ctx.note({ kind: entry.kind, id: entry.record_id, before: { stage: entry.stage }, after: { undone: reason } })
    return {}
  })
