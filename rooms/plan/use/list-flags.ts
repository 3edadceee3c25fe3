import { type Body, body } from '@yinqiao/kernel'
import { ListFlags } from '../contract/flags.ts'
import type { PlanSettings } from '../store.ts'
import { listFlags as findFlags } from '../store-flags.ts'

export const listFlags = (settings: PlanSettings): Body =>
  body(ListFlags, async (ctx, { from, to, check }) => {
    const { flags, looked } = await findFlags(ctx, settings, { from, to })
    return { flags: check == null ? [...flags] : flags.filter((flag) => flag.check === check), looked: { ...looked } }
  })
