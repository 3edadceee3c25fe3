import { none, type Seen } from './fault.ts'
import type { Stage } from './open-stage.ts'

/** SQL that must return no row, whatever was done to the program. */
const mustBeEmpty: readonly (readonly [string, string])[] = [
  [
    '未结告警有负责人、时限和下一次唤醒',
    `select n from watch.alarm where closed_at is null and (owner_kind = 'nobody' or owner_name = '' or deadline_at is null or wake_at is null)`,
  ],
  ['已结告警有姓名和原因', `select n from watch.alarm where closed_at is not null and (closed_by_name is null or close_cause is null)`],
  [
    '同一对象同一原因只有一条未结',
    `select subject_id, cause from watch.alarm where closed_at is null group by subject_kind, subject_id, cause having count(*) > 1`,
  ],
  [
    '告警的信号数与信号相符',
    `select n, signals from watch.alarm a where signals <> (select count(*) from watch.signal s where s.alarm_id = a.id)`,
  ],
  [
    '时间线逐条编号、不缺不重',
    `select a.n, a.events from watch.alarm a where a.events <> (select count(*) from watch.alarm_event e where e.alarm_id = a.id)
      or a.events <> (select max(e.n) from watch.alarm_event e where e.alarm_id = a.id)`,
  ],
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
  ['呼救的信号都有告警', `select s.id from watch.signal s left join watch.alarm a on a.id = s.alarm_id where a.id is null`],
  [
    '到时的告警没有被忘记（30 秒）',
    `select n, wake_at from watch.alarm where closed_at is null and owner_kind <> 'incident' and wake_at < now() - interval '30 seconds'`,
  ],
]

/** Runs the invariants of the watch. */
export async function checkInvariants(stage: Stage): Promise<Seen[]> {
  const broken: string[] = []
  for (const [what, sql] of mustBeEmpty) {
    const found = await stage.rows(`${sql} limit 5`)
    if (found.length > 0) broken.push(`${what} ${JSON.stringify(found)}`)
  }
  return [{ ...none('不变式', broken), promise: `${mustBeEmpty.length} 条皆无一行` }]
}
