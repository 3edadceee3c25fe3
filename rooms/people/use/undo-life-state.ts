import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { LifeStateChanged } from '../contract/events.ts'
import type { LifeState } from '../contract/life-state.ts'
import { ChangeNotLast, ChangeUndone, ChangeUnknown, ElderUnknown } from '../contract/refusals.ts'
import { UndoLifeState } from '../contract/signatures.ts'
import { lifeRecord, lockElder, writeLife } from '../store.ts'

export const undoLifeState = body(UndoLifeState, async (ctx, { elderId, changeId, reason }) => {
  const elder = await lockElder(ctx, elderId)
  if (elder === undefined) return refuse(ElderUnknown, {}, 'elderId')
  const before = await lifeRecord(ctx, elderId)
  const change = before.changes.find((one) => one.id === changeId && one.kind === 'set')
  if (change === undefined) return refuse(ChangeUnknown, {}, 'changeId')
  if (change.undoneBy !== null) return refuse(ChangeUndone, {}, 'changeId')
  const last = before.changes.find((one) => one.kind === 'set' && one.undoneBy === null)
  if (last?.id !== changeId) return refuse(ChangeNotLast, {}, 'changeId')
  const { rows: made } = await sql<{
    id: string
  }>`select id from people.life_state where set_by = ${changeId} and known_to is null`.execute(ctx.db)
  const { rows: replaced } = await sql<
    LifeState & { setBy: string }
  >`select state, valid_from as "from", valid_to as "to", set_by as "setBy" from people.life_state where withdrawn_by = ${changeId}`.execute(
    ctx.db,
  )
  const { state, from, to } = change
  const id = await writeLife(ctx, {
    elderId,
    earlier: before.changes.length,
    divisionCode: elder.division_code,
    change: { kind: 'undo', undoes: changeId, note: reason, state, from, to },
    withdraw: made.map((row) => row.id),
    insert: replaced,
  })
  const after = await lifeRecord(ctx, elderId)
  ctx.note({ kind: 'life-state', id: elderId, before: before.states, after: after.states })
  await ctx.emit(LifeStateChanged, elderId, { elderId, changeId: id, undoes: changeId, state, from, to, current: after.current })
  return after
})
