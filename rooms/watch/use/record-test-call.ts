import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { DeviceNotBound, DeviceUnknown } from '../contract/device-refusals.ts'
import { RecordTestCall } from '../contract/device-signatures.ts'
import { deviceJoins, lockDevice, logDevice, testDueOn } from '../store-device.ts'

export const recordTestCall = body(RecordTestCall, async (ctx, { deviceId, worked, note }) => {
  const device = await lockDevice(ctx, deviceId)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'deviceId')
  if (device.state !== 'in-use') return refuse(DeviceNotBound, {}, 'deviceId')
  if (worked)
    await sql`insert into watch.device_state (device_id, tested_at) values (${deviceId}, ${ctx.now.toString()})
      on conflict (device_id) do update set tested_at = greatest(watch.device_state.tested_at, excluded.tested_at)`.execute(ctx.db)
  await logDevice(ctx, deviceId, worked ? 'test-call' : 'test-failed', { note })
  ctx.note({ kind: 'device', id: deviceId, after: { worked } })
  const { rows } = await sql<{
    due: string | null
  }>`select ${testDueOn} as due from ${deviceJoins(ctx.today)} where d.id = ${deviceId}`.execute(ctx.db)
  return { dueOn: rows[0]?.due ?? null }
})
