import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { DecideDuty } from '../contract/duties.ts'
import { DutyUnknown } from '../contract/refusals.ts'
import { tablesOf } from '../store.ts'
import { changeDuty } from '../store-duties.ts'

export const decideDuty: Body = body(DecideDuty, async (ctx, input) => {
  const db = tablesOf(ctx)
  const duty = await db
    .selectFrom('plan.duty')
    .selectAll()
    .where('id', '=', input.dutyId)
    .where('status', '!=', 'ended')
    .forUpdate()
    .executeTakeFirst()
  if (duty === undefined) return refuse(DutyUnknown)
  if (duty.version !== input.version) return refuse(ChangedMeanwhile, { what: duty.unit_name, seen: input.version, current: duty.version })
  const newRole = input.role ?? null
  const status = input.outcome === 'end' ? 'ended' : duty.status === 'disputed' ? 'open' : duty.status
  const after = { status, role: newRole ?? duty.role }
  await db
    .insertInto('plan.duty_decision')
    .values({
      id: ctx.newId(),
      duty_id: duty.id,
      kind: input.outcome === 'end' ? 'end' : newRole === null ? 'keep' : 'role',
      text: input.text,
      decided_by: input.decidedBy,
      decided_on: input.decidedOn,
      before: JSON.stringify({ status: duty.status, role: duty.role, source: duty.source }),
      after: JSON.stringify(after),
      entered_by: ctx.actor.name,
      entered_at: ctx.now.toString(),
    })
    .execute()
  ctx.note({ kind: 'duty', id: duty.id, before: { status: duty.status, role: duty.role }, after: { ...after, text: input.text } })
  return {
    version: await changeDuty(ctx, duty, { status, dispute: null, ...(newRole === null ? {} : { role: newRole, source: 'decision' }) }),
  }
})
