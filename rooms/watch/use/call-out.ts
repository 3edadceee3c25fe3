import { body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { NobodyToCall } from '../contract/alarm-refusals.ts'
import { CallOut } from '../contract/alarm-signatures.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { askContact, nextContact, type Reach } from '../store-callout.ts'
import { lockHeld } from '../store-claim.ts'

export const callOut = (policy: EscalationPolicy, reach: Reach) =>
  body(CallOut, async (ctx, { id, fence, contactId }) => {
    const alarm = await lockHeld(ctx, id, fence)
    if (isRefusal(alarm)) return alarm
    const contact = await nextContact(ctx, alarm, contactId)
    if (contact === undefined) return refuse(NobodyToCall, {}, 'contactId')
    return askContact(ctx, alarm, contact, policy, reach, 'called-out')
  })
