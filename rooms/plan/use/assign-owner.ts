import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { AssignOwner } from '../contract/duties.ts'
import { ClauseUnknown, DutyTaken, UnitUnknown } from '../contract/refusals.ts'
import { tablesOf } from '../store.ts'
import { keepDuties } from '../store-duties.ts'

export const assignOwner: Body = body(AssignOwner, async (ctx, { clauseId, unitId, role, text, decidedBy, decidedOn }) => {
  const db = tablesOf(ctx)
  const clause = await db.selectFrom('plan.clause').select('id').where('id', '=', clauseId).executeTakeFirst()
  if (clause === undefined) return refuse(ClauseUnknown, {}, 'clauseId')
  const { rows } = await sql<{ name: string }>`select name from orgs.pub_unit where id = ${unitId} and valid_to is null`.execute(ctx.db)
  const unit = rows[0]?.name
  if (unit === undefined) return refuse(UnitUnknown, {}, 'unitId')
  const dutyId = ctx.newId()
  const made = await db
    .insertInto('plan.duty')
    .values({ id: dutyId, clause_id: clauseId, unit_id: unitId, unit_name: unit, as_written: unit, role, source: 'decision' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return refuse(DutyTaken, { unit }, 'unitId')
  await db
    .insertInto('plan.duty_decision')
    .values({
      id: ctx.newId(),
      duty_id: dutyId,
      kind: 'role',
      text,
      decided_by: decidedBy,
      decided_on: decidedOn,
      before: JSON.stringify(null),
      after: JSON.stringify({ status: 'open', role, unit }),
      entered_by: ctx.actor.name,
      entered_at: ctx.now.toString(),
    })
    .execute()
  await keepDuties(ctx)
  ctx.note({ kind: 'duty', id: dutyId, after: { clauseId, unit, role, decidedBy } })
  return { dutyId }
})
