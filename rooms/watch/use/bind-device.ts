import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DeviceNotUsable, DeviceTaken, DeviceUnknown, HomeUnknown, NotAMember } from '../contract/device-refusals.ts'
import { BindDevice } from '../contract/device-signatures.ts'
import { deviceStateWords } from '../rules/device-state-words.ts'
import { findPlace, holderName, insertBinding, openBinding } from '../store-binding.ts'
import { elsewhere, lockDevice, logDevice } from '../store-device.ts'

export const bindDevice = body(BindDevice, async (ctx, { deviceId, homeId, elderId, room }) => {
  // the lock makes two clerks wait for each other: the second sees what the first did
  const device = await lockDevice(ctx, deviceId)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'deviceId')
  const held = await openBinding(ctx, deviceId)
  if (held !== undefined) return refuse(DeviceTaken, { holder: holderName(held) }, 'deviceId')
  if (device.state !== 'stock') {
    const words = deviceStateWords[device.state]
    return refuse(DeviceNotUsable, { state: words.zh, stateEn: words.en }, 'deviceId')
  }
  const home = await findPlace(ctx, { homeId, elderId })
  if (home === undefined) return refuse(HomeUnknown, {}, 'homeId')
  if (!home.lives) return refuse(NotAMember, {}, 'elderId')
  const since = ctx.now.toString()
  const bindingId = await insertBinding(ctx, device, { home, elderId, room, from: since })
  if (bindingId === null) return refuse(DeviceTaken, { holder: elsewhere }, 'deviceId')
  await logDevice(ctx, deviceId, 'bound', { homeId, elderId, room, to: home.name })
  ctx.note({ kind: 'device', id: deviceId, after: { homeId, elderId, room } })
  if (elderId !== null) ctx.note({ kind: 'elder', id: elderId, after: { device: device.source } })
  return { bindingId, since }
})
