import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListFailed } from '../contract/signatures.ts'
import { type NoticeRecord, viewOf } from '../store.ts'

const Keys = z.tuple([z.iso.datetime(), z.uuid()])
/** Minutes after which SMS or voice without a receipt counts as not arrived. */
const silentMinutes = 5

export const listFailed = body(ListFailed, async (ctx, { cursor, limit, channel, topic }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const silent = ctx.now.subtract({ minutes: silentMinutes }).toString()
  const { rows: found } = await sql<NoticeRecord & { since: string; resent: boolean }>`select n.*, f.since,
      exists (select from notices.notice a where a.resend_of = n.id) as resent
    from (select id, failed_at as since from notices.notice where state = 'failed'
      union all select id, sent_at from notices.notice where state = 'sent' and channel in ('sms', 'voice') and sent_at <= ${silent}) f
    join notices.notice n on n.id = f.id
    where not exists (select from notices.notice r where r.chain_id = n.chain_id and r.state in ('delivered', 'seen', 'answered'))
      and (${channel ?? null}::text is null or n.channel = ${channel ?? null}) and (${topic ?? null}::text is null or n.topic = ${topic ?? null})
      ${after === null ? sql`` : sql`and (f.since, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by f.since desc, n.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = pageOfRows(found, limit, (row) => [row.since, row.id])
  for (const { id } of page.rows) ctx.note({ kind: 'notice', id })
  return ListFailed.output.parse({
    rows: page.rows.map((row) => ({ ...viewOf(ctx, row), resent: row.resent })),
    next: page.next,
    total: null,
  })
})
