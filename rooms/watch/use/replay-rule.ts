import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { ReplayRule, RuleUnknown } from '../contract/rule-signatures.ts'
import { beginReplay, ContinueReplay } from '../store-replay.ts'

export const replayRule = body(ReplayRule, async (ctx, { code, version }) => {
  const of = await beginReplay(ctx, code, version)
  if (of === undefined) return refuse(RuleUnknown, { code }, 'code')
  await ctx.enqueue(ContinueReplay, { code, version, after: null, began: ctx.now.toString() })
  ctx.note({ kind: 'rule', id: code, after: { version, replay: of } })
  return { of }
})
