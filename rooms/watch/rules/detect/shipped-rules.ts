import type { Decision, Missing, Why } from '../../contract/cause.ts'
import { RuleFile, type ShippedRule } from '../../contract/rule.ts'
import file from '../../data/rules.json' with { type: 'json' }

/** The rules as shipped; a wrong file stops the program at its start. */
export const shipped: RuleFile = RuleFile.parse(file)

const byCode: ReadonlyMap<string, ShippedRule> = new Map(shipped.rules.map((rule) => [rule.code, rule]))

/** The rule of this code; throws when there is none, for codes are ours. */
export function getRule(code: string): ShippedRule {
  const rule = byCode.get(code)
  if (!rule) throw new Error(`no rule ${code}`)
  return rule
}

/** A number the rule uses, the person's own before the shipped one. Throws on a setting the rule does not have. */
export function settingOf(rule: ShippedRule, name: string, own: Readonly<Record<string, number>> = {}): number {
  const value = own[name] ?? rule.settings[name]
  if (value === undefined) throw new Error(`rule ${rule.code} has no setting ${name}`)
  return value
}

interface Said {
  readonly facts?: Readonly<Record<string, string | number>>
  readonly missing?: readonly Missing[]
  readonly level?: Decision['level']
}

/** A decision of this rule: fires at the rule's level unless another is said. */
export function decide(rule: ShippedRule, fires: Decision['fires'], why: Why, { facts = {}, missing = [], level }: Said = {}): Decision {
  const graded = fires === 'yes' ? (level ?? rule.level) : null
  return { rule: rule.code, version: rule.version, fires, why, facts, missing, level: graded, cause: rule.cause }
}
