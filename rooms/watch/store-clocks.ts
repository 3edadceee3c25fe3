import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { longestWait } from './rules/longest-wait.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { type AlarmChange, changeAlarm, inSeconds, lockAlarm, type StoredAlarm } from './store-alarm.ts'

/** Seconds by which two processes may disagree. */
const slack = 5

/**
 * No timer lies farther off than its rule can have put it: where one does, the clock was set back while nobody ran (a machine started anew
 * with another time), and the alarm would wait for hours. It is pulled back to its own wait, from now. Gives how many alarms were.
 */
export async function pullBackClocks(ctx: Context, policy: EscalationPolicy, atMost = 50): Promise<number> {
  const near = inSeconds(ctx, Math.min(policy.claim, policy.progress) + slack)
  // looked at without a lock: nearly always there is none, and nobody must wait for that
  const { rows } = await sql<StoredAlarm>`select * from watch.alarm where closed_at is null and owner_kind <> 'incident'
      and (deadline_at > ${near} or claim_until > ${near} or snoozed_until > ${near})`.execute(ctx.db)
  const far = rows.filter((alarm) => whatIsFar(ctx, alarm, policy) !== null).slice(0, atMost)
  for (const { id } of far) {
    const alarm = await lockAlarm(ctx, id)
    const change = alarm === undefined ? null : whatIsFar(ctx, alarm, policy)
    if (alarm === undefined || change === null || alarm.closed_at !== null) continue
    await changeAlarm(ctx, alarm, change, 'clock-set-back', { deadline: alarm.deadline_at, claim: alarm.claim_until })
  }
  await sql`update watch.callout set until = ${inSeconds(ctx, policy.callout)}
    where state = 'asked' and until > ${inSeconds(ctx, policy.callout + slack)}`.execute(ctx.db)
  // a day is the longest that a home is left
  await sql`update watch.home_state set next_look_at = ${ctx.now.toString()}
    where next_look_at > ${inSeconds(ctx, 86_400 + 300)}`.execute(ctx.db)
  return far.length
}

/** The clocks of an alarm that are too far off, with what they should be; null when none is. */
function whatIsFar(ctx: Context, alarm: StoredAlarm, policy: EscalationPolicy): AlarmChange | null {
  const snoozed = alarm.snoozed_until !== null
  const wait = longestWait(policy, { state: alarm.state, ownerKind: alarm.owner_kind, level: alarm.level, step: alarm.step, snoozed })
  const beyond = (until: string | null, seconds: number) =>
    until !== null && Temporal.Instant.compare(until, ctx.now.add({ milliseconds: Math.round((seconds + slack) * 1000) })) > 0
  const late = beyond(alarm.deadline_at, wait.most) || beyond(alarm.snoozed_until, wait.most)
  const held = beyond(alarm.claim_until, policy.claim)
  if (!late && !held) return null
  const until = inSeconds(ctx, wait.own)
  return {
    ...(late ? { deadline_at: until } : {}),
    ...(late && snoozed ? { snoozed_until: until } : {}),
    ...(held ? { claim_until: inSeconds(ctx, policy.claim) } : {}),
  }
}
