import type { Context } from '@yinqiao/kernel'
import type { AlarmRow } from './contract/alarm.ts'
import { type EscalationPolicy, secondsToNext } from './rules/plan-escalation.ts'
import { changeAlarm, inSeconds, type StoredAlarm } from './store-alarm.ts'
import { listOnDuty } from './store-duty.ts'
import { recordTold } from './store-raise.ts'

/** Gives an alarm back to the duty team: somebody else on duty is named, and the clock of escalation starts anew. */
export async function offerAgain(ctx: Context, alarm: StoredAlarm, policy: EscalationPolicy, kind: string): Promise<AlarmRow> {
  const onDuty = await listOnDuty(ctx, alarm.division_code)
  const next = onDuty.find(({ accountId, supervisor }) => accountId !== alarm.owner_account && !supervisor) ?? onDuty[0]
  const row = await changeAlarm(
    ctx,
    alarm,
    {
      state: alarm.state === 'claimed' ? 'new' : alarm.state,
      owner_kind: 'duty',
      owner_account: next?.accountId ?? null,
      owner_name: next?.name ?? '值守台',
      // a later sign of the old holder must not revive its claim
      fence: alarm.fence + 1,
      claim_until: null,
      // who put it off is gone: the others must hear it
      snoozed_until: null,
      step: 0,
      deadline_at: inSeconds(ctx, secondsToNext(policy, alarm.level, 0, onDuty.length > 0)),
    },
    kind,
    { from: alarm.owner_name, to: next?.name ?? '值守台' },
  )
  if (next !== undefined) await recordTold(ctx, alarm.id, 0, next)
  return row
}
