import { body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { DoctorsLimitStands, LimitChanged, PersonUnknown } from '../contract/device-refusals.ts'
import { SetLimit } from '../contract/limit.ts'
import { checkLimits } from '../rules/check-limits.ts'
import { endLimitRow, findElder, lockLimit } from '../store-limit.ts'
import type { WatchRows } from '../tables/rows.ts'

export const setLimit = body(SetLimit, async (ctx, { elderId, metric, setByKind, setByName, seen, ...values }) => {
  const elder = await findElder(ctx, elderId)
  if (elder === undefined) return refuse(PersonUnknown, {}, 'elderId')
  const wrong = checkLimits(metric, values)
  if (isRefusal(wrong)) return wrong
  const before = await lockLimit(ctx, elderId, metric)
  if ((before?.id ?? null) !== seen) return refuse(LimitChanged, {}, 'metric')
  if (before?.set_by_kind === 'doctor' && setByKind !== 'doctor')
    return refuse(DoctorsLimitStands, { doctor: before.set_by_name }, 'setByKind')
  if (before !== undefined) await endLimitRow(ctx, before.id, null)
  const id = ctx.newId()
  const saved = await ctx.db
    .withTables<WatchRows>()
    .insertInto('watch.personal_limit')
    .values({
      id,
      elder_id: elderId,
      division_code: elder.division_code,
      metric,
      critical_low: values.criticalLow,
      low: values.low,
      high: values.high,
      critical_high: values.criticalHigh,
      set_by_kind: setByKind,
      set_by_name: setByName,
      known_from: ctx.now.toString(),
      entered_by_name: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  // somebody else set the first limits of this metric at the same moment
  if (saved === undefined) return refuse(LimitChanged, {}, 'metric')
  // the values are health notes of a sort: the audit line only says that they changed
  ctx.note({ kind: 'elder', id: elderId, before: { limit: before?.id ?? null }, after: { limit: id, metric, setByKind } })
  return { id }
})
