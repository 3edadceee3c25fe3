import type { Context } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { AlarmUnknown } from './contract/alarm-refusals.ts'
import { checkClaim } from './rules/check-claim.ts'
import { lockAlarm, type StoredAlarm } from './store-alarm.ts'

/** Locks an alarm that the actor holds under `fence`; a refusal when it does not. */
export async function lockHeld(ctx: Context, id: string, fence: number): Promise<StoredAlarm | Refusal> {
  const alarm = await lockAlarm(ctx, id)
  if (alarm === undefined) return refuse(AlarmUnknown, {}, 'id')
  return checkClaim(alarm, ctx.actor.accountId, fence) ?? alarm
}
