import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { TransferDuties } from '../contract/duties.ts'
import { UnitUnknown } from '../contract/refusals.ts'
import { tablesOf } from '../store.ts'
import { changeDuty } from '../store-duties.ts'

/** Where the receiving unit already has a duty of the same task, the old one ends; the decision keeps the old name either way. */
export const transferDuties: Body = body(TransferDuties, async (ctx, { fromUnitId, toUnitId, on, text, decidedBy }) => {
  const db = tablesOf(ctx)
  const to = (await sql<{ id: string; name: string }>`select id, name from orgs.pub_unit where id = ${toUnitId}`.execute(ctx.db)).rows[0]
  if (to === undefined || fromUnitId === toUnitId) return refuse(UnitUnknown, {}, 'toUnitId')
  const moving = await db
    .selectFrom('plan.duty')
    .selectAll()
    .where('unit_id', '=', fromUnitId)
    .where('status', '!=', 'ended')
    .forUpdate()
    .execute()
  const held = new Set(
    (await db.selectFrom('plan.duty').select('clause_id').where('unit_id', '=', toUnitId).where('status', '!=', 'ended').execute()).map(
      ({ clause_id }) => clause_id,
    ),
  )
  for (const duty of moving) {
    const change = held.has(duty.clause_id)
      ? { status: 'ended' }
      : { unit_id: to.id, unit_name: to.name, status: 'open', accepted_at: null, accepted_by: null }
    await changeDuty(ctx, duty, change)
    await db
      .insertInto('plan.duty_decision')
      .values({
        id: ctx.newId(),
        duty_id: duty.id,
        kind: 'transfer',
        text,
        decided_by: decidedBy,
        decided_on: on,
        before: JSON.stringify({ unit: duty.unit_name, unitId: duty.unit_id }),
        after: JSON.stringify({ unit: to.name, unitId: to.id }),
        entered_by: ctx.actor.name,
        entered_at: ctx.now.toString(),
      })
      .execute()
    ctx.note({ kind: 'duty', id: duty.id, before: duty.unit_name, after: to.name })
  }
  return { moved: moving.length }
})
