import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { CaseMoved } from '../contract/events.ts'
import { CaseUnknown, NoObjection, NotYours, ObjectionOver } from '../contract/refusals.ts'
import { ObjectCase } from '../contract/signatures.ts'
import { isRaiser, mayRead } from '../rules/case-rights.ts'
import { enterState } from '../rules/enter-state.ts'
import { aboutOf, bearerOf, type CasesSettings, findCase, headOf, readCalendar, readFiles } from '../store.ts'
import { objectionUntil, showCase } from '../store-show.ts'
import { takeStep } from '../store-step.ts'

export const objectCase = ({ kinds }: CasesSettings): Body =>
  body(ObjectCase, async (ctx, { id, version, text, files: ids }) => {
    const row = await findCase(ctx.db, id, true)
    const kind = kinds.find(({ code }) => code === row?.kind)
    if (row === undefined || kind === undefined || !mayRead(ctx.actor, kind, headOf(row))) return refuse(CaseUnknown, {}, 'id')
    if (row.version !== version) return refuse(ChangedMeanwhile, { what: row.number, seen: version, current: row.version })
    if (!isRaiser(ctx.actor, headOf(row))) return refuse(NotYours, { title: row.number })
    const calendar = await readCalendar(ctx.db)
    const until = objectionUntil(row, kind, calendar)
    if (until === null || kind.objection === undefined) return refuse(NoObjection)
    if (ctx.today > until) return refuse(ObjectionOver, { until })
    const files = await readFiles(ctx, ids)
    if (isRefusal(files)) return files
    const { opens } = kind.objection
    const after = await takeStep(
      ctx,
      kind,
      row,
      { state: opens, entered: enterState(kind, opens, bearerOf(row), ctx.now.toString(), calendar), objected: true },
      { what: 'objected', text, files },
      calendar,
    )
    await ctx.emit(CaseMoved, row.id, { ...aboutOf(after), move: 'object', from: row.state, to: opens })
    return showCase(ctx, kind, after, calendar)
  })
