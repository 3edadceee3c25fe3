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
    `select alarm_id, n, step, before from (
        select alarm_id, n, kind, (detail->>'step')::int as step,
          lag(case when kind = 'escalated' then (detail->>'step')::int else 0 end) over (partition by alarm_id order by n) as before
        from watch.alarm_event where kind in ('escalated', 'opened', 'claimed', 'taken-over', 'claim-ended', 'released', 'snooze-ended')) e
      where kind = 'escalated' and step <> coalesce(before, 0) + 1`,
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
