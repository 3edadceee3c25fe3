import { body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { ElderId } from '../contract/elder.ts'
import { ElderCreated } from '../contract/events.ts'
import { IdTaken } from '../contract/refusals.ts'
import { CreateElder } from '../contract/signatures.ts'
import { checkElderFacts } from '../rules/check-elder-facts.ts'
import { planLifeState } from '../rules/plan-life-state.ts'
import { sealElder } from '../store-sealing.ts'
import { checkPlace, keepVersion, writeLife } from '../store.ts'
import type { PeopleRows } from '../tables/rows.ts'

export const createElder = body(CreateElder, async (ctx, { lifeState, ...typed }) => {
  const facts = checkElderFacts(typed, ctx.today)
  if (isRefusal(facts)) return facts
  const place = await checkPlace(ctx, facts)
  if (place !== undefined) return place
  const wish = lifeState === null ? null : { ...lifeState, to: null }
  const plan = wish === null ? null : planLifeState([], wish, ctx.today, facts.birthDay)
  if (isRefusal(plan)) return { ...plan, field: 'lifeState.from' }
  const id = ElderId.parse(ctx.newId())
  const columns = sealElder(ctx.cipher, facts)
  const now = ctx.now.toString()
  // the same number may belong to a record this post cannot see: only the index knows it
  const saved = await ctx.db
    .withTables<PeopleRows>()
    .insertInto('people.elder')
    .values({ id, ...columns, origin: 'typed', created_at: now, updated_at: now, updated_by: ctx.actor.accountId })
    .onConflict((conflict) => conflict.column('id_blind').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (saved === undefined) return refuse(IdTaken, {}, 'idNumber')
  await keepVersion(ctx, id, 1, 'typed', columns)
  if (wish !== null && plan !== null)
    await writeLife(ctx, {
      elderId: id,
      earlier: 0,
      divisionCode: facts.divisionCode,
      change: { kind: 'set', undoes: null, note: null, ...wish },
      ...plan,
    })
  ctx.note({ kind: 'elder', id, after: { divisionCode: facts.divisionCode, version: 1 } })
  await ctx.emit(ElderCreated, id, { elderId: id, divisionCode: facts.divisionCode })
  return { id, version: 1 }
})
