import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { Instant, InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListQuarantine, type QuarantineRow } from '../contract/quarantine.ts'
import { guessDevice } from '../rules/guess-device.ts'
import { showPayload } from '../rules/show-payload.ts'

const Keys = z.tuple([Instant, z.uuid()])
type Stored = Omit<QuarantineRow, 'start' | 'guess'> & { readonly payload: Uint8Array | null }

export const listQuarantine = body(ListQuarantine, async (ctx, { cursor, limit, search, reason, settled }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const matches = sql`from watch.quarantine q where ${settled ? sql`q.settled_at is not null` : sql`q.settled_at is null`}
    ${search ? sql`and starts_with(q.source, ${search})` : sql``} ${reason ? sql`and q.reason = ${reason}` : sql``}`
  const { rows } =
    await sql<Stored>`select q.id, q.via, q.source, q.topic, q.reason, q.detail, q.bytes, q.payload, q.times, q.at as "firstAt",
      q.last_at as "lastAt", q.settled_at as "settledAt", q.settled_by_name as "settledBy", q.settled_how as "settledHow" ${matches}
    ${after === null ? sql`` : sql`and (q.last_at, q.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by q.last_at desc, q.id desc limit ${limit + 1}`.execute(ctx.db)
  const total = after === null ? await sql<{ n: number }>`select count(*) as n ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.lastAt, row.id])
  return {
    rows: page.rows.map(({ payload, ...row }) => ({
      ...row,
      start: payload === null ? '' : showPayload(payload),
      guess: guessDevice(row.source),
    })),
    next: page.next,
    total: total?.rows[0]?.n ?? null,
  }
})
