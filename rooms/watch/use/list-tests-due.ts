import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { Day, InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListTestsDue } from '../contract/device-signatures.ts'
import { deviceColumns, deviceJoins, deviceRowOf, inArea, type StoredDevice, testDueOn } from '../store-device.ts'

const Keys = z.tuple([Day, z.uuid()])

interface Due extends StoredDevice {
  readonly testedAt: string | null
  readonly testUntil: string | null
  readonly overdueDays: number
  readonly due: string
}

export const listTestsDue = body(ListTestsDue, async (ctx, { cursor, limit, by, under }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const until = by ?? ctx.today
  const matches = sql`from ${deviceJoins(ctx.today)} where ${inArea(ctx.actor, 'd')} and b.id is not null and ${testDueOn} <= ${until}::date
    ${under ? sql`and d.division_code >= ${under} and d.division_code < ${`${under}:`}` : sql``}`
  const { rows } = await sql<Due>`select ${deviceColumns}, ${testDueOn} as due, ${ctx.today}::date - ${testDueOn} as "overdueDays",
      s.tested_at as "testedAt", case when d.test_until > ${ctx.now.toString()}::timestamptz then d.test_until end as "testUntil" ${matches}
    ${after === null ? sql`` : sql`and (${testDueOn}, d.id) > (${after[0]}::date, ${after[1]}::uuid)`}
    order by ${testDueOn}, d.id limit ${limit + 1}`.execute(ctx.db)
  const total = after === null ? await sql<{ n: number }>`select count(*) as n ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.due, row.id])
  for (const { b_elder } of page.rows) if (b_elder !== null) ctx.note({ kind: 'elder', id: b_elder })
  return { rows: page.rows.map(deviceRowOf), next: page.next, total: total?.rows[0]?.n ?? null }
})
