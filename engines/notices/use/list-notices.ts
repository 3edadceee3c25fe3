import { body, type Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { NoticeView } from '../contract/notice.ts'
import { ListNotices } from '../contract/signatures.ts'
import { type NoticeRecord, viewOf } from '../store.ts'

/** All notices about a thing that the actor may see, oldest first; for rooms above, inside their own use cases. */
export async function listNotices(
  ctx: Context,
  subject: { readonly kind: string; readonly id: string },
): Promise<z.input<typeof NoticeView>[]> {
  const { rows } = await sql<NoticeRecord>`select * from notices.notice where subject_kind = ${subject.kind} and subject_id = ${subject.id}
    order by queued_at, id limit 500`.execute(ctx.db)
  return rows.map((row) => viewOf(ctx, row))
}

export const listNoticesOf = body(ListNotices, async (ctx, { subjectKind, subjectId }) => {
  const rows = await listNotices(ctx, { kind: subjectKind, id: subjectId })
  for (const { id } of rows) ctx.note({ kind: 'notice', id: String(id) })
  return ListNotices.output.parse({ rows })
})
