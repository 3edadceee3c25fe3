import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { LifeStateChanged } from '../contract/events.ts'
import { ElderUnknown } from '../contract/refusals.ts'
import { SetLifeState } from '../contract/signatures.ts'
import { planLifeState } from '../rules/plan-life-state.ts'
import { heldStates, lifeRecord, lockElder, writeLife } from '../store.ts'

export const setLifeState = body(SetLifeState, async (ctx, { elderId, seen, note, ...wish }) => {
  // the lock lets changes of one elder follow one another; the exclusion constraint stands behind it
  const elder = await lockElder(ctx, elderId)
  if (elder === undefined) return refuse(ElderUnknown, {}, 'elderId')
  const before = await lifeRecord(ctx, elderId)
  if (before.lastChangeId !== seen) {
    const at = before.changes.findIndex((change) => change.id === seen)
    return refuse(ChangedMeanwhile, { what: elder.name, seen: at < 0 ? 0 : before.changes.length - at, current: before.changes.length })
  }
  const plan = planLifeState(await heldStates(ctx.db, elderId), wish, ctx.today, elder.birth_day)
  if (isRefusal(plan)) return plan
  const changeId = await writeLife(ctx, {
    elderId,
    earlier: before.changes.length,
    divisionCode: elder.division_code,
    change: { kind: 'set', undoes: null, note, ...wish },
    ...plan,
  })
  const after = await lifeRecord(ctx, elderId)
  ctx.note({ kind: 'life-state', id: elderId, before: before.states, after: after.states })
  await ctx.emit(LifeStateChanged, elderId, { elderId, changeId, undoes: null, ...wish, current: after.current })
  return after
})
