import { messageKey } from '@yinqiao/intake'
import type { RawMessage } from '@yinqiao/intake/contract'
import type { Context } from '@yinqiao/kernel'
import type { Cause } from './contract/alarm.ts'
import type { SignalKind } from './contract/heard.ts'
import { aboutDevice, eldersOf } from './rules/about-device.ts'
import { getRule, shipped } from './rules/detect/shipped-rules.ts'
import { findSpeaker } from './rules/hear/find-speaker.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import type { Memory } from './store-memory.ts'
import { quarantine } from './store-quarantine.ts'
import { raiseAlarms } from './store-raise.ts'
import { urgentKinds } from './store-take.ts'

/**
 * A message that cannot be kept is laid aside with its reason. When it may concern life somebody is alarmed all the same, on the little
 * that needs no reading of its contents: it will be acknowledged, and must not end in a list that is looked at in the morning.
 */
export async function layUnkept(
  ctx: Context,
  memory: Memory,
  message: RawMessage,
  reason: string,
  policy: EscalationPolicy,
): Promise<void> {
  const { payload } = message
  await quarantine(ctx, [{ ...message, reason: 'not-kept', detail: reason.slice(0, 400), bytes: payload.length, payload }])
  const found = findSpeaker(memory, message)
  const kinds = typeof found === 'string' ? [] : urgentKinds(memory, message)
  if (typeof found === 'string' || kinds.length === 0) return
  const { device } = found
  const elders = eldersOf(memory, device)
  const byCause = Map.groupBy(kinds, causeOf)
  await raiseAlarms(
    ctx,
    [...byCause].map(([cause, of]) => ({
      cause,
      level: 1,
      title: '信号未能完整保存，请立即核实',
      ...aboutDevice(device, { cause, elders }),
      kind: of[0] ?? 'sos',
      said: null,
      sourceKey: `unkept:${cause}:${messageKey(message)}`,
      claimedAt: null,
      rule: 'unkept',
      ruleVersion: 1,
      why: { reason: reason.slice(0, 200), kinds: of },
      needsSecond: cause === 'person' || cause === 'hazard',
    })),
    policy,
  )
}

/** The cause the signal would have had, kept: else a fire would be looked for under the person, and a second alarm opened by its next message. */
function causeOf(kind: SignalKind): Cause {
  const { rule } = shipped.signals[kind]
  return rule === null ? 'person' : getRule(rule).cause
}
