import { body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { findOwnDivision } from '@yinqiao/places'
import { sql } from 'kysely'
import { DeviceId } from '../contract/device.ts'
import { DeviceExists, NotAGateway, QuarantineUnknown } from '../contract/device-refusals.ts'
import { RegisterDevice } from '../contract/device-signatures.ts'
import { hashSecret } from '../store-secret.ts'
import { logDevice, mayBeGateway } from '../store-device.ts'
import type { WatchRows } from '../tables/rows.ts'

export const registerDevice = body(RegisterDevice, async (ctx, input) => {
  const { protocol, serial, kind, vendor, model, gatewayId, silenceMinutes, testDays, divisionCode, withSecret, quarantineId } = input
  const division = await findOwnDivision(ctx, divisionCode, 'divisionCode')
  if (isRefusal(division)) return division
  if (gatewayId !== null && !(await mayBeGateway(ctx, gatewayId, null))) return refuse(NotAGateway, {}, 'gatewayId')
  const id = DeviceId.parse(ctx.newId())
  const source = `${protocol}:${serial}`
  const secret = withSecret ? ctx.secret(32) : null
  const now = ctx.now.toString()
  // the same serial may be registered out of this post's sight: only the index knows
  const saved = await ctx.db
    .withTables<WatchRows>()
    .insertInto('watch.device')
    .values({
      id,
      source,
      protocol,
      serial,
      kind,
      vendor,
      model,
      gateway_id: gatewayId,
      secret_hash: secret === null ? null : hashSecret(secret),
      state: 'stock',
      silence_minutes: silenceMinutes,
      test_days: testDays,
      division_code: divisionCode,
      created_at: now,
      updated_at: now,
      updated_by: ctx.actor.accountId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (saved === undefined) return refuse(DeviceExists, { protocol, serial }, 'serial')
  await logDevice(ctx, id, 'registered', { source, kind, vendor, model, divisionCode, withSecret })
  if (quarantineId !== null) {
    // all that this sender said while it was a stranger is settled with it
    const settled =
      await sql`update watch.quarantine set settled_at = ${now}, settled_by_name = ${ctx.actor.name}, settled_how = ${`已登记为设备 ${source}`}
      where settled_at is null and (id = ${quarantineId} or (source = ${source} and reason = 'unknown-device'))`.execute(ctx.db)
    if (settled.numAffectedRows === 0n) return refuse(QuarantineUnknown, {}, 'quarantineId')
  }
  ctx.note({ kind: 'device', id, after: { source, kind, divisionCode } })
  return { id, version: 1, source, secret }
})
