import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DeviceScrapped, DeviceUnknown } from '../contract/device-refusals.ts'
import { RenewSecret } from '../contract/device-signatures.ts'
import { hashSecret } from '../store-secret.ts'
import { lockDevice, logDevice } from '../store-device.ts'

export const renewSecret = body(RenewSecret, async (ctx, { id, version, why }) => {
  const device = await lockDevice(ctx, id)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'id')
  if (device.version !== version) return refuse(ChangedMeanwhile, { what: device.serial, seen: version, current: device.version })
  if (device.state === 'scrapped') return refuse(DeviceScrapped)
  const secret = ctx.secret(32)
  await sql`update watch.device set secret_hash = ${hashSecret(secret)}, version = version + 1, updated_at = ${ctx.now.toString()},
    updated_by = ${ctx.actor.accountId} where id = ${id}`.execute(ctx.db)
  await logDevice(ctx, id, 'secret-renewed', { why })
  ctx.note({ kind: 'device', id, before: { version }, after: { version: version + 1, secret: '（已更换）' } })
  return { id, version: version + 1, source: device.source, secret }
})
