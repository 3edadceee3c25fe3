import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { DraftRule } from '../contract/rule.ts'
import { ListRules, RuleReplay, type RuleRow, type RuleTruth } from '../contract/rule-signatures.ts'
import { shipped } from '../rules/detect/shipped-rules.ts'

type Counted = RuleTruth & { readonly rule: string; readonly model: string | null; readonly whole: boolean }

interface Stop {
  readonly code: string
  readonly why: 'tripped' | 'person'
  readonly stopped_at: string
  readonly stopped_by_name: string
  readonly held: number
}

interface Drafted {
  readonly code: string
  readonly version: number
  readonly state: 'draft' | 'on' | 'off'
  readonly definition: unknown
  readonly replay: unknown
  readonly made_by: string | null
  readonly made_by_name: string
  readonly decided_by_name: string | null
  readonly tripped_at: string | null
}

const nothing: RuleTruth = { true: 0, false: 0, test: 0, other: 0, open: 0 }

export const listRules = body(ListRules, async (ctx, { days }) => {
  const from = ctx.now.subtract({ hours: days * 24 }).toString()
  const { rows: counted } = await sql<Counted>`select rule, model, grouping(model) = 1 as whole,
      count(distinct id) filter (where close_cause = 'true') as "true", count(distinct id) filter (where close_cause = 'false') as "false",
      count(distinct id) filter (where close_cause = 'test') as test, count(distinct id) filter (where close_cause in ('equipment', 'returned')) as other,
      count(distinct id) filter (where close_cause is null) as open
    from (select s.rule, s.model, a.id, case when a.closed_at is not null then a.close_cause end as close_cause from watch.signal s join watch.alarm a on a.id = s.alarm_id where a.opened_at >= ${from}) x
    group by grouping sets ((rule), (rule, model)) order by rule, model`.execute(ctx.db)
  const { rows: stops } =
    await sql<Stop>`select code, why, stopped_at, stopped_by_name, held from watch.rule_stop where ended_at is null`.execute(ctx.db)
  // the newest version, and the one that is on beside it
  const { rows: drafts } =
    await sql<Drafted>`select code, version, state, definition, replay, made_by, made_by_name, decided_by_name, tripped_at
    from watch.rule r where state = 'on' or version = (select max(version) from watch.rule n where n.code = r.code) order by code, version`.execute(
      ctx.db,
    )
  const unsaid = await sql<{ rule: string; n: number }>`select x.value ->> 'rule' as rule, count(distinct home_id)::int as n
    from watch.home_state, jsonb_each(answers) x where jsonb_path_exists(answers, '$.*.fires ? (@ == "cannot-say")')
      and x.value ->> 'fires' = 'cannot-say' group by 1`.execute(ctx.db)
  const numbers = (code: string) => {
    const of = counted.filter(({ rule }) => rule === code)
    const truthOf = ({ true: real, false: wrong, test, other, open }: RuleTruth) => ({ true: real, false: wrong, test, other, open })
    return {
      truth: truthOf(of.find(({ whole }) => whole) ?? nothing),
      byModel: of.filter(({ whole }) => !whole).map((one) => ({ model: one.model, ...truthOf(one) })),
      cannotSay: unsaid.rows.find(({ rule }) => rule === code)?.n ?? 0,
      stoppedAt: stops.find((one) => one.code === code)?.stopped_at ?? null,
      held: stops.find((one) => one.code === code)?.held ?? 0,
    }
  }
  const rows: RuleRow[] = shipped.rules.map((rule) => {
    const stop = stops.find(({ code }) => code === rule.code)
    return {
      ...rule,
      kind: 'shipped' as const,
      state: stop === undefined ? ('on' as const) : stop.why === 'tripped' ? ('tripped' as const) : ('off' as const),
      mayStop: rule.canTrip,
      definition: null,
      madeByName: null,
      mine: false,
      decidedByName: stop?.stopped_by_name ?? null,
      replay: null,
      ...numbers(rule.code),
    }
  })
  for (const draft of drafts) {
    const read = DraftRule.safeParse(draft.definition)
    if (!read.success) continue
    const { code, version, title, cause, level } = read.data
    rows.push({
      code,
      version,
      title,
      cause,
      level,
      kind: 'drafted',
      state: draft.state === 'off' && draft.tripped_at !== null ? 'tripped' : draft.state,
      mayStop: true,
      settings: {},
      definition: read.data,
      madeByName: draft.made_by_name,
      mine: draft.made_by === ctx.actor.accountId,
      decidedByName: draft.decided_by_name,
      replay: RuleReplay.safeParse(draft.replay).data ?? null,
      ...numbers(code),
    })
  }
  return { from, rows }
})
