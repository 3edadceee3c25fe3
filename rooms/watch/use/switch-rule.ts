import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { OwnDraft, RuleNeverStops, RuleNotReplayed, RuleUnknown, SwitchRule } from '../contract/rule-signatures.ts'
import { shipped } from '../rules/detect/shipped-rules.ts'
import { lockRule, setDraftState, startRule, stopRule } from '../store-switch.ts'

export const switchRule = body(SwitchRule, async (ctx, { code, version, to }) => {
  const ours = shipped.rules.find((rule) => rule.code === code)
  if (ours !== undefined && !ours.canTrip) return refuse(RuleNeverStops, { code }, 'code')
  if (ours === undefined) {
    const draft = await lockRule(ctx, code, version)
    if (draft === undefined) return refuse(RuleUnknown, { code }, 'code')
    if (to === 'on' && draft.made_by === ctx.actor.accountId) return refuse(OwnDraft, {}, 'code')
    if (to === 'on' && draft.replayed_at === null) return refuse(RuleNotReplayed, { code }, 'code')
    await setDraftState(ctx, code, version, to)
  }
  if (to === 'on') await startRule(ctx, code)
  else if (ours !== undefined) await stopRule(ctx, code, 'person')
  ctx.note({ kind: 'rule', id: code, after: { version, state: to } })
  return { state: to }
})
