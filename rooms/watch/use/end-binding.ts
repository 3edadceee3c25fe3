import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DeviceNotBound, DeviceUnknown } from '../contract/device-refusals.ts'
import { EndBinding } from '../contract/device-signatures.ts'
import { closeBinding, holderName, openBinding } from '../store-binding.ts'
import { lockDevice, logDevice } from '../store-device.ts'

export const endBinding = body(EndBinding, async (ctx, { deviceId, bindingId, why }) => {
  const device = await lockDevice(ctx, deviceId)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'deviceId')
  const held = await openBinding(ctx, deviceId)
  if (held === undefined || held.id !== bindingId) return refuse(DeviceNotBound, {}, 'deviceId')
  const until = await closeBinding(ctx, deviceId, held, why)
  await sql`update watch.device set state = 'stock' where id = ${deviceId}`.execute(ctx.db)
  await logDevice(ctx, deviceId, 'unbound', { homeId: held.home_id, elderId: held.elder_id, from: holderName(held), why })
  ctx.note({ kind: 'device', id: deviceId, before: { homeId: held.home_id, elderId: held.elder_id }, after: { why } })
  if (held.elder_id !== null) ctx.note({ kind: 'elder', id: held.elder_id, after: { device: device.source, why } })
  return { until }
})
