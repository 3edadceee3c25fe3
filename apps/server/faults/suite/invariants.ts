import { watchInvariants } from '@yinqiao/watch'
import { none, type Seen } from './fault.ts'
import type { Stage } from './open-stage.ts'

/** Harder than the room's own list, for a program that has just been hurt: nobody is late by more than half a minute. */
const besides: readonly (readonly [string, string])[] = [
  [
    '升级逐级、每级一次',
    // a graver signal begins the steps anew
    `select e.alarm_id, e.n, e.step, b.step as before from (
        select alarm_id, n, kind, (detail->>'step')::int as step,
          max(n) filter (where kind <> 'signal') over earlier as before_n, max(n) filter (where kind = 'signal') over earlier as signal_n
        from watch.alarm_event where kind in ('escalated', 'opened', 'claimed', 'taken-over', 'claim-ended', 'released', 'snooze-ended', 'signal')
        window earlier as (partition by alarm_id order by n rows between unbounded preceding and 1 preceding)) e
      join lateral (select case when kind = 'escalated' then (detail->>'step')::int else 0 end as step
        from watch.alarm_event where alarm_id = e.alarm_id and n = e.before_n) b on true
      where e.kind = 'escalated' and e.step <> b.step + 1 and not (e.step = 1 and e.signal_n > e.before_n)`,
  ],
  [
    '到时的告警没有被忘记（30 秒）',
    `select n, wake_at from watch.alarm where closed_at is null and owner_kind <> 'incident' and wake_at < now() - interval '30 seconds' limit 5`,
  ],
]
/** SQL that must return no row, whatever was done to the program. */
const mustBeEmpty: readonly (readonly [string, string])[] = [...watchInvariants.map(({ zh, sql }) => [zh, sql] as const), ...besides]

/** Runs the invariants of the watch. */
export async function checkInvariants(stage: Stage): Promise<Seen[]> {
  const broken: string[] = []
  for (const [what, sql] of mustBeEmpty) {
    const found = await stage.rows(sql)
    if (found.length > 0) broken.push(`${what} ${JSON.stringify(found)}`)
  }
  return [{ ...none('不变式', broken), promise: `${mustBeEmpty.length} 条皆无一行` }]
}
