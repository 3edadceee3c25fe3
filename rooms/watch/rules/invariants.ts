/** What must never be so of alarms. `sql` gives the rows that break it (at most twenty), hence none; run as one who sees all. */
export interface Invariant {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly sql: string
}

export const watchInvariants: readonly Invariant[] = [
  {
    code: 'open-has-owner',
    zh: '未结告警都有负责人和期限',
    en: 'every open alarm has an owner and a deadline',
    sql: `select id from watch.alarm where closed_at is null and (owner_kind = 'nobody' or owner_name = '' or deadline_at is null or wake_at is null) limit 20`,
  },
  {
    code: 'open-is-not-forgotten',
    zh: '没有过了期限很久还没有人管的告警',
    en: 'no open alarm is long past the moment at which somebody had to look',
    sql: `select id from watch.alarm where closed_at is null and owner_kind <> 'incident' and wake_at < now() - interval '10 minutes' limit 20`,
  },
  {
    code: 'one-open',
    zh: '同一对象同一原因只有一件未结',
    en: 'one open alarm for each subject and cause',
    sql: `select subject_kind, subject_id, cause from watch.alarm where closed_at is null group by 1, 2, 3 having count(*) > 1 limit 20`,
  },
  {
    code: 'closed-by-somebody',
    zh: '已结告警都有原因和结案人；自行恢复的除外都有账号',
    en: 'every closed alarm has a cause and a name; unless it returned by itself, an account',
    sql: `select id from watch.alarm where closed_at is not null
      and (close_cause is null or coalesce(closed_by_name, '') = '' or (close_cause <> 'returned' and closed_by is null)) limit 20`,
  },
  {
    code: 'two-people',
    zh: '须复核的告警由两人结案',
    en: 'what needs a second person was closed by two different people',
    sql: `select id from watch.alarm where closed_at is not null and needs_second and close_cause in ('true', 'false')
      and (second_by is null or closed_by is null or second_by = closed_by) limit 20`,
  },
  {
    code: 'signals-counted',
    zh: '信号数与信号相符，没有一件告警没有信号',
    en: 'alarms have as many signals as they say, and at least one',
    sql: `select a.id from watch.alarm a where a.signals <> (select count(*) from watch.signal s where s.alarm_id = a.id) or a.signals = 0 limit 20`,
  },
  {
    code: 'signal-once',
    zh: '同一条消息只算一次信号',
    en: 'a message is one signal',
    sql: `select source_key from watch.signal group by source_key having count(*) > 1 limit 20`,
  },
  {
    code: 'signal-has-alarm',
    zh: '没有无告警的信号',
    en: 'no signal without an alarm',
    sql: `select s.id from watch.signal s where not exists (select 1 from watch.alarm a where a.id = s.alarm_id) limit 20`,
  },
  {
    code: 'timeline-whole',
    zh: '告警的经过没有缺号',
    en: 'timelines have no gaps',
    sql: `select a.id from watch.alarm a where a.events <> (select count(*) from watch.alarm_event e where e.alarm_id = a.id and e.n between 1 and a.events) limit 20`,
  },
  {
    code: 'told-has-alarm',
    zh: '告诉过谁都属于一件告警，先发出后送达',
    en: 'who was told was told of an alarm, and was sent before it arrived',
    sql: `select t.id from watch.told t where not exists (select 1 from watch.alarm a where a.id = t.alarm_id)
      or t.delivered_at < t.sent_at or t.answered_at < t.sent_at limit 20`,
  },
  {
    code: 'device-bound-once',
    zh: '一台设备同一时刻只绑一处',
    en: 'a device is bound to one place at a time',
    sql: `select device_id from watch.binding where valid_to is null group by device_id having count(*) > 1 limit 20`,
  },
  {
    code: 'incident-answers',
    zh: '所属事件未结时有自己的告警；事件已结，底下没有仍归它的未结告警',
    en: 'an incident answers for its homes while it is open, and for none afterwards',
    sql: `select a.id from watch.alarm a left join watch.incident i on i.id = a.incident_id
      where a.closed_at is null and a.owner_kind = 'incident' and (i.id is null or i.closed_at is not null
        or not exists (select 1 from watch.alarm o where o.subject_kind = 'incident' and o.subject_id = i.id and o.closed_at is null)) limit 20`,
  },
  {
    code: 'claims-live',
    zh: '接警都有接警人和有效期',
    en: 'a claim has a person and an end',
    sql: `select id from watch.alarm where closed_at is null and owner_kind = 'operator' and (owner_account is null or claim_until is null) limit 20`,
  },
  {
    code: 'closed-calls-nobody',
    zh: '已结告警没有还在等待的呼叫',
    en: 'no call-out of a closed alarm still waits',
    sql: `select c.id from watch.callout c join watch.alarm a on a.id = c.alarm_id where a.closed_at is not null and c.state in ('asked', 'accepted') limit 20`,
  },
  {
    code: 'silence-has-alarm',
    zh: '记为静默的设备，自静默以来都有过告警',
    en: 'a device held for silent has had an alarm since it fell silent',
    sql: `select s.device_id from watch.device_state s join watch.device d on d.id = s.device_id join watch.binding b on b.device_id = d.id and b.valid_to is null
      where s.silent_since is not null and d.state = 'in-use' and not exists (
        select 1 from watch.alarm a where a.cause = 'silence' and a.home_id = b.home_id and coalesce(a.closed_at, 'infinity') > s.silent_since) limit 20`,
  },
  {
    code: 'rule-decided-by-another',
    zh: '启用的规则都回放过，由起草人以外的人决定',
    en: 'a rule that is on was replayed, and decided by another than its author',
    sql: `select code from watch.rule where state = 'on' and (replayed_at is null or decided_by is null or decided_by = made_by) limit 20`,
  },
  {
    code: 'steps-in-order',
    zh: '升级逐级、每级一次',
    en: 'alarms go up step by step, each step once',
    // a graver signal, and leaving an incident, begin anew without a line of their own; the column ends at 32767
    sql: `select alarm_id, n, step, before from (
        select alarm_id, n, kind, step, eased, lag(case when kind = 'escalated' then step else 0 end) over w as before, lag(n) over w as since
        from (select alarm_id, n, kind, (detail->>'step')::int as step,
            max(case when kind in ('signal', 'left-incident') then n end) over (partition by alarm_id order by n) as eased
          from watch.alarm_event where kind in ('escalated', 'opened', 'claimed', 'taken-over', 'claim-ended', 'released', 'snooze-ended', 'closing-refused',
            'signal', 'left-incident')) all_lines
        where kind not in ('signal', 'left-incident') window w as (partition by alarm_id order by n)) e
      where kind = 'escalated' and step <> least(coalesce(before, 0) + 1, 32767) and not (step = 1 and eased > coalesce(since, 0)) limit 20`,
  },
]
