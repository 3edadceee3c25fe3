import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { GetRecord } from '../contract/signatures.ts'
import { outsideArea, recordFor, type RecordsSettings } from '../store.ts'
import { headViews, listEvidence } from '../store-views.ts'

export const getRecord = (settings: RecordsSettings): Body =>
  body(GetRecord, async (ctx, { id }) => {
    const found = await recordFor(ctx, settings, id, 'read')
    if (isRefusal(found)) return found
    const { head, kind } = found
    const [view] = await headViews(ctx, settings, kind, [head])
    if (view === undefined) throw new Error('a head has a view')
    const evidence = await listEvidence(ctx, [id])
    return {
      head: view,
      evidence,
      may: {
        write: kind.rights.write.includes(ctx.actor.role) && outsideArea(ctx, head.division_code) === undefined,
        accept: kind.rights.accept.includes(ctx.actor.role),
      },
    }
  })
