import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListDevices } from '../contract/device-signatures.ts'
import { deviceColumns, deviceJoins, deviceRowOf, inArea, type StoredDevice, testDueOn } from '../store-device.ts'

const Keys = z.tuple([z.string(), z.uuid()])
/** Sorts after every character a serial number can have. */
const lastOfAll = '\u{10FFFF}'

export const listDevices = body(ListDevices, async (ctx, input) => {
  const { cursor, limit, search, kind, model, state, under, silent, batteryLow, testDue } = input
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const conditions = [
    inArea(ctx.actor, 'd'),
    search ? sql`d.serial >= ${search} and d.serial < ${search + lastOfAll}` : undefined,
    kind ? sql`d.kind = ${kind}` : undefined,
    model ? sql`d.model = ${model}` : undefined,
    state ? sql`d.state = ${state}` : undefined,
    under ? sql`d.division_code >= ${under} and d.division_code < ${`${under}:`}` : undefined,
    silent === true ? sql`s.silent_since is not null` : undefined,
    silent === false ? sql`s.silent_since is null` : undefined,
    batteryLow === true ? sql`s.battery <= 20` : undefined,
    batteryLow === false ? sql`s.battery > 20` : undefined,
    testDue === true ? sql`${testDueOn} <= ${ctx.today}::date` : undefined,
    testDue === false ? sql`coalesce(${testDueOn} > ${ctx.today}::date, true)` : undefined,
  ].filter((condition) => condition !== undefined)
  const matches = sql`from ${deviceJoins(ctx.today)} where ${sql.join(conditions, sql` and `)}`
  const { rows } = await sql<StoredDevice>`select ${deviceColumns} ${matches}
    ${after === null ? sql`` : sql`and (d.serial, d.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by d.serial, d.id limit ${limit + 1}`.execute(ctx.db)
  const total = after === null ? await sql<{ n: number }>`select count(*) as n ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.serial, row.id])
  for (const { b_elder } of page.rows) if (b_elder !== null) ctx.note({ kind: 'elder', id: b_elder })
  return { rows: page.rows.map(deviceRowOf), next: page.next, total: total?.rows[0]?.n ?? null }
})
