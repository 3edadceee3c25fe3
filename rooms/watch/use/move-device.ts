import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DeviceNotBound, DeviceTaken, DeviceUnknown, HomeUnknown, NotAMember, SamePlace } from '../contract/device-refusals.ts'
import { MoveDevice } from '../contract/device-signatures.ts'
import { closeBinding, findPlace, holderName, insertBinding, openBinding } from '../store-binding.ts'
import { lockDevice, logDevice } from '../store-device.ts'

export const moveDevice = body(MoveDevice, async (ctx, { deviceId, bindingId: seen, homeId, elderId, room, why }) => {
  const device = await lockDevice(ctx, deviceId)
  if (device === undefined) return refuse(DeviceUnknown, {}, 'deviceId')
  const held = await openBinding(ctx, deviceId)
  if (held === undefined) return refuse(DeviceNotBound, {}, 'deviceId')
  // somebody moved it meanwhile: the reason given was for another move
  if (held.id !== seen) return refuse(DeviceTaken, { holder: holderName(held) }, 'deviceId')
  if (held.home_id === homeId && held.elder_id === elderId && held.room === room) return refuse(SamePlace)
  const home = await findPlace(ctx, { homeId, elderId })
  if (home === undefined) return refuse(HomeUnknown, {}, 'homeId')
  if (!home.lives) return refuse(NotAMember, {}, 'elderId')
  const since = await closeBinding(ctx, deviceId, held, why, held.home_id !== homeId || held.elder_id !== elderId)
  const bindingId = await insertBinding(ctx, device, { home, elderId, room, from: since })
  if (bindingId === null) throw new Error('a binding just ended still holds its device')
  await logDevice(ctx, deviceId, 'moved', {
    from: holderName(held),
    fromHomeId: held.home_id,
    fromElderId: held.elder_id,
    to: home.name,
    homeId,
    elderId,
    room,
    why,
  })
  ctx.note({
    kind: 'device',
    id: deviceId,
    before: { homeId: held.home_id, elderId: held.elder_id, room: held.room },
    after: { homeId, elderId, room, why },
  })
  // both persons can see in their own record that a device of theirs went or came
  for (const person of new Set([held.elder_id, elderId]))
    if (person !== null) ctx.note({ kind: 'elder', id: person, after: { device: device.source, why } })
  return { bindingId, since }
})
