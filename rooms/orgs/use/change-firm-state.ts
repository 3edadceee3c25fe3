import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { FirmStateChanged } from '../contract/events.ts'
import { ChangeFirmState } from '../contract/firm-signatures.ts'
import { FirmUnknown, MoveIllegal, UsccMissing } from '../contract/refusals.ts'
import { firmStateWords, mayMoveFirm } from '../rules/firm-states.ts'
import { checkArea, findFirm } from '../store.ts'
import type { OrgsRows } from '../tables/rows.ts'

export const changeFirmState = body(ChangeFirmState, async (ctx, { id, version, to, reason }) => {
  const db = ctx.db.withTables<OrgsRows>()
  await db.selectFrom('orgs.firm').select('id').where('id', '=', id).forUpdate().execute()
  const before = await findFirm(ctx.db, id)
  if (before === undefined) return refuse(FirmUnknown, {}, 'id')
  if (before.version !== version) return refuse(ChangedMeanwhile, { what: before.name, seen: version, current: before.version })
  const outside = await checkArea(ctx, before.name, before.divisionCode)
  if (outside !== undefined) return outside
  const [was, wanted] = [firmStateWords[before.state], firmStateWords[to]]
  if (!mayMoveFirm(before.state, to))
    return refuse(MoveIllegal, { name: before.name, from: was.zh, fromEn: was.en, to: wanted.zh, toEn: wanted.en }, 'to')
  if (before.uscc === null && to !== 'closed') return refuse(UsccMissing, { state: wanted.zh, stateEn: wanted.en }, 'to')
  await db
    .updateTable('orgs.firm')
    .set({ version: version + 1, state: to, state_since: ctx.today, updated_at: ctx.now.toString(), updated_by: ctx.actor.accountId })
    .where('id', '=', id)
    .execute()
  ctx.note({ kind: 'firm', id, before: { state: before.state }, after: { state: to, reason } })
  await ctx.emit(FirmStateChanged, id, { firmId: id, from: before.state, to })
  return { ...before, version: version + 1, state: to, stateSince: ctx.today, updatedAt: ctx.now.toString() }
})
