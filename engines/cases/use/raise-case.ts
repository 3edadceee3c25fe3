import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { KindUnknown, NotYours, OutsideArea, UnitUnknown } from '../contract/refusals.ts'
import { RaiseCase } from '../contract/signatures.ts'
import { type CasesSettings, readFiles } from '../store.ts'
import { raiseCase as raise } from '../store-raise.ts'
import { showCase } from '../store-show.ts'

export const raiseCase = (settings: CasesSettings): Body =>
  body(RaiseCase, async (ctx, input) => {
    const kind = settings.kinds.find(({ code }) => code === input.kind)
    if (kind === undefined) return refuse(KindUnknown, { kind: input.kind }, 'kind')
    if (!kind.raisers.includes(ctx.actor.role)) return refuse(NotYours, { title: kind.title.zh }, 'kind')
    const division = input.divisionCode ?? null
    if (division !== null && !division.startsWith(ctx.actor.area))
      return refuse(OutsideArea, { code: division, area: ctx.actor.area }, 'divisionCode')
    const unit = input.unitId ? await settings.findUnit(ctx, input.unitId) : undefined
    if (input.unitId && unit === undefined) return refuse(UnitUnknown, {}, 'unitId')
    const ownUnit = ctx.actor.unitId === null ? undefined : await settings.findUnit(ctx, ctx.actor.unitId)
    const files = await readFiles(ctx, input.files)
    if (isRefusal(files)) return files
    const raised = await raise(ctx, kind, {
      title: input.title,
      values: input.values,
      unit: input.unitId && unit !== undefined ? { id: input.unitId, name: unit.name } : null,
      // a case lies where the unit works that handles it, unless told
      divisionCode: division ?? unit?.divisionCode ?? null,
      subject: input.subject ?? null,
      text: input.text ?? null,
      files,
      raisedUnit: ctx.actor.unitId === null ? null : { id: ctx.actor.unitId, name: ownUnit?.name ?? ctx.actor.unitId },
    })
    return isRefusal(raised) ? raised : showCase(ctx, kind, raised)
  })
