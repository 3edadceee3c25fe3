import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { AddAmount } from '../contract/index.ts'
import { DayWrong, ProofMissing, SortUnknown } from '../contract/refusals.ts'
import { givenSlots, projectFor, type ProjectsSettings, slotTitles, tablesOf } from '../store.ts'

export const addAmount = (settings: ProjectsSettings): Body =>
  body(AddAmount, async (ctx, { id, sort: code, fen, onDay, note }) => {
    const found = await projectFor(ctx, settings, id, 'write')
    if (isRefusal(found)) return found
    const { kind, head } = found
    const sort = kind.amounts.find((one) => one.code === code)
    if (sort === undefined) return refuse(SortUnknown, { sort: code }, 'sort')
    if (onDay > ctx.today) return refuse(DayWrong, { from: '…', to: ctx.today }, 'onDay')
    if (sort.slot !== null && !(await givenSlots(ctx, id)).has(sort.slot))
      return refuse(ProofMissing, { stage: sort.title.zh, slots: slotTitles(kind, [sort.slot]) }, 'sort')
    const amountId = ctx.newId()
    await tablesOf(ctx)
      .insertInto('projects.amount')
      .values({
        id: amountId,
        record_id: id,
        kind: kind.record.code,
        sort: code,
        fen,
        on_day: onDay,
        note: note ?? null,
        division_code: head.division_code,
        unit_id: head.unit_id,
        known_from: await knownFrom(ctx),
        entered_by: ctx.actor.accountId,
        entered_name: ctx.actor.name,
      })
      .execute()
    ctx.note({ kind: kind.record.code, id, after: { amount: code, fen, onDay } })
    return { amountId }
  })
