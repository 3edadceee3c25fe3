import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { NoticeUnknown } from '../contract/refusals.ts'
import { GetNotice } from '../contract/signatures.ts'
import { findNotice, viewOf } from '../store.ts'

interface Step {
  readonly at: string
  readonly what: string
  readonly attempt: number
  readonly detail: string | null
  readonly by_name: string
}

export const getNotice = body(GetNotice, async (ctx, { id }) => {
  const row = await findNotice(ctx.db, id)
  if (row === undefined) return refuse(NoticeUnknown)
  const { rows } =
    await sql<Step>`select at, what, attempt, detail, by_name from notices.notice_event where notice_id = ${id} order by at, id`.execute(
      ctx.db,
    )
  ctx.note({ kind: 'notice', id })
  return GetNotice.output.parse({ notice: viewOf(ctx, row), steps: rows.map(({ by_name, ...step }) => ({ ...step, byName: by_name })) })
})
