import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DeviceScrapped, DeviceUnknown } from '../contract/device-refusals.ts'
import { SetDeviceState } from '../contract/device-signatures.ts'
import { closeBinding, holderName, openBinding } from '../store-binding.ts'
import { lockDevice, logDevice } from '../store-device.ts'

export const setDeviceState = body(SetDeviceState, async (ctx, { id, version, state, why }) => {
  const device = await lockDevice(ctx, id)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'id')
  if (device.version !== version) return refuse(ChangedMeanwhile, { what: device.serial, seen: version, current: device.version })
  if (device.state === 'scrapped') return refuse(DeviceScrapped)
  if (device.state === state) return { id, version, unbound: false }
  const binding = await openBinding(ctx, id)
  if (binding !== undefined) {
    await closeBinding(ctx, id, binding, why)
    await logDevice(ctx, id, 'unbound', { homeId: binding.home_id, elderId: binding.elder_id, from: holderName(binding), why })
  }
  // a scrapped device signs in no more: what still knows its secret is a stranger
  await sql`update watch.device set state = ${state}, version = version + 1, secret_hash = case when ${state} = 'scrapped' then null else secret_hash end,
    updated_at = ${ctx.now.toString()}, updated_by = ${ctx.actor.accountId} where id = ${id}`.execute(ctx.db)
  await logDevice(ctx, id, 'state', { before: device.state, after: state, why })
  ctx.note({ kind: 'device', id, before: { state: device.state }, after: { state } })
  return { id, version: version + 1, unbound: binding !== undefined }
})
