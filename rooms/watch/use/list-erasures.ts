import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { Instant, InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { type ErasureRow, ListErasures } from '../contract/erasure.ts'

const Keys = z.tuple([Instant, z.uuid()])

export const listErasures = body(ListErasures, async (ctx, { cursor, limit, open, elderId }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const matches = sql`from watch.erasure r where ${open ? sql`r.state in ('asked', 'agreed', 'erasing')` : sql`true`}
    and (${elderId ?? null}::uuid is null or r.elder_id = ${elderId ?? null}::uuid)`
  const { rows } =
    await sql<ErasureRow>`select r.id, r.elder_id as "elderId", (select name from people.pub_elder e where e.id = r.elder_id) as "elderName",
      r.state, r.why, r.asked_at as "askedAt", r.asked_by_name as "askedBy", r.asked_by is not distinct from ${ctx.actor.accountId}::uuid as mine,
      r.decided_at as "decidedAt", r.decided_by_name as "decidedBy", r.decided_why as "decidedWhy", r.waits_for as "waitsFor", r.series,
      r.entries, r.rows, r.files, r.finished_at as "finishedAt" ${matches}
    ${after === null ? sql`` : sql`and (r.asked_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by r.asked_at desc, r.id desc limit ${limit + 1}`.execute(ctx.db)
  const total = after === null ? await sql<{ n: number }>`select count(*) as n ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.askedAt, row.id])
  for (const row of page.rows) ctx.note({ kind: 'elder', id: row.elderId })
  return { rows: [...page.rows], next: page.next, total: total?.rows[0]?.n ?? null }
})
