import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { LoadDecision } from './rules/detect/judge-rule-load.ts'
import { judgeRuleLoad } from './rules/detect/judge-rule-load.ts'
import { shipped } from './rules/detect/shipped-rules.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { changeAlarm, lockAlarm } from './store-alarm.ts'
import { type Finding, raiseAlarms } from './store-raise.ts'
import { stopRule } from './store-switch.ts'

/** The code of the district whose homes are watched. */
export async function districtCode(ctx: Context): Promise<string> {
  const { rows } = await sql<{ code: string }>`select substr(division_code, 1, 6) as code from watch.home limit 1`.execute(ctx.db)
  return rows[0]?.code ?? ctx.actor.area
}

/**
 * Stops rules that fire on everything: no new alarms of them until a person sets them going again, and one alarm of the supervisor. What
 * concerns life is never stopped. Gives the codes of those stopped now.
 */
export async function lookAtRuleLoad(ctx: Context, policy: EscalationPolicy): Promise<string[]> {
  const { rows } = await sql<{
    rule: string
    homes: number
    drafted: boolean
    title: string | null
  }>`select s.rule, count(distinct a.home_id)::int as homes,
      r.code is not null as drafted, r.title
    from watch.signal s join watch.alarm a on a.id = s.alarm_id left join watch.rule r on r.code = s.rule and r.state = 'on'
    where s.heard_at > ${ctx.now.subtract({ hours: 1 }).toString()} and not exists (select 1 from watch.rule_stop p where p.code = s.rule and p.ended_at is null)
      -- after a person has set it going again it is counted from there
      and s.heard_at > coalesce((select max(p.ended_at) from watch.rule_stop p where p.code = s.rule), '-infinity')
    group by s.rule, r.code, r.title`.execute(ctx.db)
  if (rows.length === 0) return []
  const watched = await sql<{ n: number }>`select count(distinct home_id)::int as n from watch.binding where valid_to is null`.execute(
    ctx.db,
  )
  const tripped: string[] = []
  for (const { rule, homes, drafted, title } of rows) {
    const ours = shipped.rules.find(({ code }) => code === rule)
    if (ours === undefined && !drafted) continue
    const { stops, decision } = judgeRuleLoad({
      rule,
      canTrip: ours === undefined || ours.canTrip,
      homesFired: homes,
      homesWatched: watched.rows[0]?.n ?? null,
      tripped: false,
    })
    if (!stops) continue
    const stop = await stopRule(ctx, rule, 'tripped')
    if (stop === undefined) continue
    await sql`update watch.rule set state = 'off', tripped_at = ${ctx.now.toString()} where code = ${rule} and state = 'on'`.execute(ctx.db)
    await tellSupervisor(ctx, findingOf(await districtCode(ctx), stop, ours?.title.zh ?? title ?? rule, decision), policy)
    tripped.push(rule)
  }
  return tripped
}

/** Not a matter for who is at the desk: the supervisor owns it from the beginning. */
async function tellSupervisor(ctx: Context, finding: Finding, policy: EscalationPolicy): Promise<void> {
  const [row] = await raiseAlarms(ctx, [finding], policy)
  const alarm = row === undefined ? undefined : await lockAlarm(ctx, row.id)
  if (alarm !== undefined)
    await changeAlarm(ctx, alarm, { owner_kind: 'supervisor', owner_name: '值守长', owner_account: null, step: 1 }, 'escalated', {
      step: 1,
      what: 'supervisor',
      to: '值守长',
    })
}

function findingOf(
  divisionCode: string,
  stop: string,
  title: string,
  { rule, version, level, why, facts, missing }: LoadDecision['decision'],
): Finding {
  return {
    cause: 'rule-load',
    level: level ?? 2,
    title: `规则“${title}”触发过多，已自动停用`,
    subject: { kind: 'rule', id: stop },
    elderId: null,
    homeId: null,
    deviceId: null,
    divisionCode,
    model: null,
    kind: 'rule-load',
    said: null,
    sourceKey: `rule-load:${stop}`,
    claimedAt: null,
    rule,
    ruleVersion: version,
    why: { why, ...facts, missing },
    needsSecond: false,
    synthetic: false,
  }
}
