import type { Context } from '@yinqiao/kernel'
import type { AlarmRow } from './contract/alarm.ts'
import { type EscalationPolicy, secondsToNext } from './rules/plan-escalation.ts'
import { changeAlarm, inSeconds, type StoredAlarm } from './store-alarm.ts'
import { listOnDuty } from './store-duty.ts'
import { incidentDeadline, recordTold } from './store-raise.ts'

/** Gives an alarm back to the duty team: somebody else on duty is named, and the clock of escalation starts anew. */
export async function offerAgain(ctx: Context, alarm: StoredAlarm, policy: EscalationPolicy, kind: string): Promise<AlarmRow> {
  const again = {
    state: alarm.state === 'claimed' ? 'new' : alarm.state,
    fence: alarm.fence + 1,
    claim_until: null,
    snoozed_until: null,
    step: 0,
  }
  // a home of an incident is not on the desks' lists: it is the incident's again, not a team's that does not see it
  if (alarm.incident_id !== null) {
    const owner = { owner_kind: 'incident', owner_account: null, owner_name: '所属事件', deadline_at: inSeconds(ctx, incidentDeadline) }
    return changeAlarm(ctx, alarm, { ...again, ...owner }, kind, { from: alarm.owner_name, to: owner.owner_name })
  }
  const onDuty = await listOnDuty(ctx, alarm.division_code)
  const next = onDuty.find(({ accountId, supervisor }) => accountId !== alarm.owner_account && !supervisor) ?? onDuty[0]
  const row = await changeAlarm(
    ctx,
    alarm,
    {
      // a later sign of the old holder must not revive its claim; who put it off is gone, and the others must hear it
      ...again,
      owner_kind: 'duty',
      owner_account: next?.accountId ?? null,
      owner_name: next?.name ?? '值守台',
      deadline_at: inSeconds(ctx, secondsToNext(policy, alarm.level, 0, onDuty.length > 0)),
    },
    kind,
    { from: alarm.owner_name, to: next?.name ?? '值守台' },
  )
  if (next !== undefined) await recordTold(ctx, alarm.id, 0, next)
  return row
}
