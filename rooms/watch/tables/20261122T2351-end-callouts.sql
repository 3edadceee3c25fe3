-- To be asked is a relation: it holds in the place of the alarm, whatever place the post lies in, and it ends.
alter table watch.callout add column division_code text collate "C", add column ended_at timestamptz;
alter table watch.callout no force row level security;
alter table watch.alarm no force row level security;
update watch.callout o set division_code = a.division_code,
  ended_at = case when o.state in ('declined', 'left') then coalesce(o.answered_at, o.asked_at) else a.closed_at end
  from watch.alarm a where a.id = o.alarm_id;
alter table watch.alarm force row level security;
alter table watch.callout force row level security;
alter table watch.callout alter column division_code set not null;
comment on column watch.callout.division_code is '告警所在社区（村）：被呼叫的人凭这次呼叫看到此处这一件';
comment on column watch.callout.ended_at is '何时结束：不能去、离开或告警结案；空为仍在进行';
create index callout_account on watch.callout (account_id, asked_at) where account_id is not null;
