import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DeviceNotBound, DeviceUnknown } from '../contract/device-refusals.ts'
import { OpenTestWindow } from '../contract/device-signatures.ts'
import { lockDevice, logDevice } from '../store-device.ts'

export const openTestWindow = body(OpenTestWindow, async (ctx, { deviceId, minutes }) => {
  const device = await lockDevice(ctx, deviceId)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'deviceId')
  if (device.state !== 'in-use') return refuse(DeviceNotBound, {}, 'deviceId')
  const until = ctx.now.add({ minutes }).toString()
  await sql`update watch.device set test_until = ${until}, updated_at = ${ctx.now.toString()} where id = ${deviceId}`.execute(ctx.db)
  await logDevice(ctx, deviceId, 'test-window', { until, minutes })
  ctx.note({ kind: 'device', id: deviceId, after: { testUntil: until } })
  return { until }
})
