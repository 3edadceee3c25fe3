import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { CaseClosed, CaseUnknown, NotYours, UnitUnknown } from '../contract/refusals.ts'
import { ReassignCase } from '../contract/signatures.ts'
import { mayRead, mayReassign } from '../rules/case-rights.ts'
import { type CasesSettings, findCase, headOf, readCalendar } from '../store.ts'
import { showCase } from '../store-show.ts'
import { takeStep } from '../store-step.ts'

export const reassignCase = ({ kinds, findUnit }: CasesSettings): Body =>
  body(ReassignCase, async (ctx, { id, version, unitId, text }) => {
    const row = await findCase(ctx.db, id, true)
    const kind = kinds.find(({ code }) => code === row?.kind)
    const head = row && headOf(row)
    if (row === undefined || kind === undefined || head === undefined || !mayRead(ctx.actor, kind, head))
      return refuse(CaseUnknown, {}, 'id')
    if (row.version !== version) return refuse(ChangedMeanwhile, { what: row.number, seen: version, current: row.version })
    if (row.closed_at !== null || row.owner_role === null) return refuse(CaseClosed, { number: row.number })
    if (!mayReassign(ctx.actor, kind, head)) return refuse(NotYours, { title: row.number })
    const found = await findUnit(ctx, unitId)
    if (found === undefined) return refuse(UnitUnknown, {}, 'unitId')
    const unit = { id: unitId, name: found.name }
    const calendar = await readCalendar(ctx.db)
    const after = await takeStep(
      ctx,
      kind,
      row,
      { state: row.state, owner: { role: row.owner_role, unit, account: null, upRole: row.up_role } },
      { what: 'reassigned', text, unit },
      calendar,
    )
    return showCase(ctx, kind, after, calendar)
  })
