import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DeviceScrapped, DeviceUnknown, NotAGateway } from '../contract/device-refusals.ts'
import { EditDevice } from '../contract/device-signatures.ts'
import { lockDevice, logDevice, mayBeGateway } from '../store-device.ts'

export const editDevice = body(EditDevice, async (ctx, { id, version, ...facts }) => {
  const device = await lockDevice(ctx, id)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'id')
  if (device.version !== version) return refuse(ChangedMeanwhile, { what: device.serial, seen: version, current: device.version })
  if (device.state === 'scrapped') return refuse(DeviceScrapped)
  const { gatewayId, kind } = facts
  if (gatewayId !== null && !(await mayBeGateway(ctx, gatewayId, id))) return refuse(NotAGateway, {}, 'gatewayId')
  // devices that talk through it would have nothing to talk through
  if (device.kind === 'gateway' && kind !== 'gateway') {
    const behind = await sql`select 1 from watch.device where gateway_id = ${id} limit 1`.execute(ctx.db)
    if (behind.rows.length > 0) return refuse(NotAGateway, {}, 'kind')
  }
  const before = {
    kind: device.kind,
    vendor: device.vendor,
    model: device.model,
    gatewayId: device.gateway_id,
    silenceMinutes: device.silence_minutes,
    testDays: device.test_days,
  }
  const after = { ...facts }
  if (JSON.stringify(before) === JSON.stringify({ ...before, ...after })) return { id, version }
  await sql`update watch.device set version = version + 1, kind = ${facts.kind}, vendor = ${facts.vendor}, model = ${facts.model},
    gateway_id = ${gatewayId}, silence_minutes = ${facts.silenceMinutes}, test_days = ${facts.testDays}, updated_at = ${ctx.now.toString()},
    updated_by = ${ctx.actor.accountId} where id = ${id}`.execute(ctx.db)
  await logDevice(ctx, id, 'edited', { before, after })
  ctx.note({ kind: 'device', id, before, after })
  return { id, version: version + 1 }
})
