import { command, Instant, PageInput, pageOf, query, refusal } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Cause } from './alarm.ts'
import { whys, missings } from './cause.ts'
import { DecideRules, DraftRules, ReadAlarms } from './permissions.ts'
import { DraftRule } from './rule.ts'

export const RuleUnknown = refusal('watch.rule-unknown', 'missing', '找不到规则 {code}', 'No rule {code}')
export const RuleCodeTaken = refusal(
  'watch.rule-code-taken',
  'conflict',
  '代码 {code} 已用于随产品的规则',
  'The code {code} is a shipped rule',
)
export const DraftSenseless = refusal(
  'watch.draft-senseless',
  'invalid',
  '这条规则没有意义：{problem}',
  'This rule makes no sense: {problemEn}',
)
export const RuleNotReplayed = refusal(
  'watch.rule-not-replayed',
  'state',
  '规则 {code} 还没有回放过近三十天，不能启用',
  'Rule {code} has not been replayed over thirty days; it cannot be switched on',
)
export const OwnDraft = refusal(
  'watch.own-draft',
  'forbidden',
  '不能启用自己起草的规则',
  'A draft is switched on by somebody else than its author',
)
export const RuleNeverStops = refusal(
  'watch.rule-never-stops',
  'state',
  '规则 {code} 事关生命，不能停用',
  'Rule {code} concerns life and is never switched off',
)

/** How alarms of a rule ended; `open` are not known yet, `other`: equipment, or gone by itself. An alarm of two rules counts for both. */
export const RuleTruth = z.object({
  true: z.number().int(),
  false: z.number().int(),
  test: z.number().int(),
  other: z.number().int(),
  open: z.number().int(),
})
export type RuleTruth = z.infer<typeof RuleTruth>

/** What a drafted rule would have done: "would have fired 14 times, 2 true". */
export const RuleReplay = z.object({
  state: z.enum(['running', 'done']),
  from: Instant,
  to: Instant,
  persons: z.number().int().describe('with readings, looked at so far'),
  of: z.number().int().describe('persons to look at'),
  entries: z.number().int(),
  fired: z.number().int(),
  firedPersons: z.number().int(),
  true: z.number().int(),
  false: z.number().int(),
  unknown: z.number().int().describe('fired beside no alarm that people closed: nobody went to look'),
  missed: z.number().int().describe('true alarms beside which it would not have fired'),
  unknownWho: z.number().int().describe('persons of whom it is not recorded whether the rule is for them'),
  samples: z.array(z.object({ elderId: z.string(), at: Instant })),
})
export type RuleReplay = z.infer<typeof RuleReplay>

export const RuleRow = z.object({
  code: z.string(),
  version: z.number().int(),
  kind: z.enum(['shipped', 'drafted']),
  title: z.object({ zh: z.string(), en: z.string() }),
  cause: Cause,
  level: z.number().int().min(1).max(4),
  state: z.enum(['on', 'off', 'draft', 'tripped']),
  mayStop: z.boolean().describe('false: concerns life, is never switched off'),
  settings: z.record(z.string(), z.number()),
  definition: DraftRule.nullable(),
  madeByName: z.string().nullable(),
  mine: z.boolean(),
  decidedByName: z.string().nullable(),
  stoppedAt: Instant.nullable(),
  held: z.number().int().describe('times it found something while it was stopped'),
  replay: RuleReplay.nullable(),
  truth: RuleTruth,
  byModel: z.array(RuleTruth.extend({ model: z.string().nullable() })),
  cannotSay: z.number().int().describe('homes of which it cannot say now'),
})
export type RuleRow = z.infer<typeof RuleRow>

/** All rules, shipped and drafted, each with how its alarms ended; the counts open by `watch.list-alarms` with `rule` and `model`. */
export const ListRules = query({
  name: 'watch.list-rules',
  title: { zh: '规则', en: 'Rules' },
  permission: ReadAlarms,
  input: z.object({ days: z.number().int().min(1).max(366).default(90) }),
  output: z.object({ from: Instant, rows: z.array(RuleRow) }),
  refusals: [],
  readsPersons: true,
})

/** Homes of which a rule of time cannot say whether all is well, with what it is missing. */
export const ListUnsaid = query({
  name: 'watch.list-unsaid',
  title: { zh: '说不清的住处', en: 'Homes of which nothing can be said' },
  permission: ReadAlarms,
  input: PageInput.extend({ rule: z.string().max(60).optional() }),
  output: pageOf(
    z.object({
      homeId: z.uuid(),
      homeName: z.string(),
      divisionCode: z.string(),
      rule: z.string(),
      why: z.enum(whys),
      missing: z.array(z.enum(missings)),
      at: Instant,
    }),
  ),
  refusals: [],
  readsPersons: true,
})

/** Drafts a rule, or a new version of a drafted one. It does nothing until it was replayed and somebody else switched it on. */
export const SaveDraft = command({
  name: 'watch.save-draft',
  title: { zh: '起草规则', en: 'Draft a rule' },
  permission: DraftRules,
  input: DraftRule.omit({ version: true }),
  output: z.object({ code: z.string(), version: z.number().int() }),
  refusals: [RuleCodeTaken, DraftSenseless],
})

/** Has a draft replayed over the last thirty days; the result stands at the rule when it is done. */
export const ReplayRule = command({
  name: 'watch.replay-rule',
  title: { zh: '回放规则', en: 'Replay a rule' },
  permission: DraftRules,
  input: z.object({ code: z.string().max(60), version: z.number().int().min(1).max(1_000_000) }),
  output: z.object({ of: z.number().int() }),
  refusals: [RuleUnknown],
})

/** Switches a rule on or off. On: only after a replay, never one's own draft. Off: never what concerns life (SOS, falls, smoke, gas, CO). */
export const SwitchRule = command({
  name: 'watch.switch-rule',
  title: { zh: '启用停用规则', en: 'Switch a rule on or off' },
  permission: DecideRules,
  input: z.object({ code: z.string().max(60), version: z.number().int().min(1).max(1_000_000), to: z.enum(['on', 'off']) }),
  output: z.object({ state: z.enum(['on', 'off']) }),
  refusals: [RuleUnknown, RuleNotReplayed, OwnDraft, RuleNeverStops],
})

export const ruleSignatures = [ListRules, ListUnsaid, SaveDraft, ReplayRule, SwitchRule]
export const ruleRefusals = [RuleUnknown, RuleCodeTaken, DraftSenseless, RuleNotReplayed, OwnDraft, RuleNeverStops]
