import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { CaseUnknown } from '../contract/refusals.ts'
import { GetCase } from '../contract/signatures.ts'
import { mayRead } from '../rules/case-rights.ts'
import { type CasesSettings, findCase, headOf } from '../store.ts'
import { showCase } from '../store-show.ts'

export const getCase = ({ kinds }: CasesSettings): Body =>
  body(GetCase, async (ctx, { id }) => {
    const row = await findCase(ctx.db, id)
    const kind = kinds.find(({ code }) => code === row?.kind)
    // what one may not read does not exist for one
    if (row === undefined || kind === undefined || !mayRead(ctx.actor, kind, headOf(row))) return refuse(CaseUnknown, {}, 'id')
    return showCase(ctx, kind, row)
  })
