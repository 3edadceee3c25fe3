import { type Body, body, type Context } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { AcceptDuty, DisputeDuty } from '../contract/duties.ts'
import { DutyNotYours, DutyState, DutyUnknown } from '../contract/refusals.ts'
import { tablesOf } from '../store.ts'
import { changeDuty } from '../store-duties.ts'

export const acceptDuty: Body = body(AcceptDuty, async (ctx, { dutyId, version }) => {
  const duty = await findOwn(ctx, dutyId, version)
  if (isRefusal(duty)) return duty
  if (duty.status !== 'open' && duty.status !== 'disputed') return refuse(DutyState, { state: duty.status, act: '认领' })
  ctx.note({ kind: 'duty', id: dutyId, before: duty.status, after: 'accepted' })
  return {
    version: await changeDuty(ctx, duty, {
      status: 'accepted',
      accepted_at: ctx.now.toString(),
      accepted_by: ctx.actor.name,
      dispute: null,
    }),
  }
})

export const disputeDuty: Body = body(DisputeDuty, async (ctx, { dutyId, version, reason }) => {
  const duty = await findOwn(ctx, dutyId, version)
  if (isRefusal(duty)) return duty
  if (duty.status === 'disputed') return refuse(DutyState, { state: duty.status, act: '再次提出异议' })
  ctx.note({ kind: 'duty', id: dutyId, before: duty.status, after: { status: 'disputed', reason } })
  return { version: await changeDuty(ctx, duty, { status: 'disputed', dispute: reason }) }
})

/** The duty, when it is of the unit of this post and nobody changed it meanwhile. */
async function findOwn(ctx: Context, dutyId: string, version: number) {
  const duty = await tablesOf(ctx)
    .selectFrom('plan.duty')
    .selectAll()
    .where('id', '=', dutyId)
    .where('status', '!=', 'ended')
    .forUpdate()
    .executeTakeFirst()
  if (duty === undefined) return refuse(DutyUnknown)
  if (duty.unit_id === null || duty.unit_id !== ctx.actor.unitId) return refuse(DutyNotYours, { unit: duty.unit_name })
  if (duty.version !== version) return refuse(ChangedMeanwhile, { what: duty.unit_name, seen: version, current: duty.version })
  return duty
}
