create table watch.incident (
  id uuid primary key,
  kind text not null,
  division_code text collate "C" not null,
  what text not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
comment on table watch.incident is '事件：一次停电、一家网关厂商中断，只算一件，底下是各户的告警';
comment on column watch.incident.id is '编号';
comment on column watch.incident.kind is '类别';
comment on column watch.incident.division_code is '区划代码（镇街）';
comment on column watch.incident.what is '说明';
comment on column watch.incident.opened_at is '开始';
comment on column watch.incident.closed_at is '结束';
alter table watch.incident enable row level security;
alter table watch.incident force row level security;
create policy scope on watch.incident to yinqiao_app using (case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end);
grant select, insert, update on watch.incident to yinqiao_app;

create unique index incident_open on watch.incident (kind, division_code) where closed_at is null;

create table watch.alarm (
  id uuid primary key,
  n bigint generated always as identity unique,
  version int not null default 1,
  cause text not null check (cause in ('person', 'hazard', 'wander', 'medicine', 'vital', 'equipment', 'silence', 'late-call', 'rule-load')),
  subject_kind text not null check (subject_kind in ('elder', 'home', 'device', 'rule', 'incident')),
  subject_id uuid not null,
  elder_id uuid,
  home_id uuid references watch.home (id),
  device_id uuid references watch.device (id),
  division_code text collate "C" not null,
  level smallint not null check (level between 1 and 4),
  title text not null,
  state text not null check (state in ('new', 'claimed', 'dispatched', 'on-site', 'reviewing', 'closed')),
  owner_kind text not null check (owner_kind in ('duty', 'operator', 'supervisor', 'incident', 'nobody')),
  owner_account uuid,
  owner_name text not null,
  deadline_at timestamptz,
  step smallint not null default 0,
  fence int not null default 0,
  claim_until timestamptz,
  snoozed_until timestamptz,
  needs_second boolean not null,
  wake_at timestamptz generated always as (least(deadline_at, claim_until, snoozed_until)) stored,
  incident_id uuid references watch.incident (id),
  opened_at timestamptz not null,
  last_signal_at timestamptz not null,
  signals int not null default 0,
  answered_at timestamptz,
  dispatched_at timestamptz,
  arrived_at timestamptz,
  inside_at timestamptz,
  closed_at timestamptz,
  close_cause text check (close_cause in ('true', 'false', 'test', 'equipment', 'returned')),
  close_why text,
  closed_by uuid,
  closed_by_name text,
  second_by uuid,
  second_by_name text,
  events int not null default 0,
  synthetic boolean not null default false,
  check ((closed_at is null and state <> 'closed' and owner_kind <> 'nobody' and deadline_at is not null)or (closed_at is not null and state = 'closed' and owner_kind = 'nobody' and deadline_at is null and close_cause is not null and closed_by_name is not null)),
  check (state <> 'claimed' or (owner_account is not null and claim_until is not null)),
  check (second_by is null or second_by <> closed_by),
  check (not needs_second or closed_at is null or second_by is not null or close_cause in ('test', 'returned', 'equipment'))
);
comment on table watch.alarm is '告警：有状态、负责人和期限；同一人同一原因只有一件未结';
comment on column watch.alarm.id is '编号';
comment on column watch.alarm.n is '告警号';
comment on column watch.alarm.version is '版本';
comment on column watch.alarm.cause is '原因类';
comment on column watch.alarm.subject_kind is '对象种类';
comment on column watch.alarm.subject_id is '对象';
comment on column watch.alarm.elder_id is '老人，空为不确定是谁';
comment on column watch.alarm.home_id is '住处';
comment on column watch.alarm.device_id is '设备';
comment on column watch.alarm.division_code is '区划代码';
comment on column watch.alarm.level is '等级，1 最急';
comment on column watch.alarm.title is '标题';
comment on column watch.alarm.state is '状态：待接、处置中、已派出、已到场、待复核、已结';
comment on column watch.alarm.owner_kind is '谁负责：当值台、值守员、值守长、所属事件；已结为无';
comment on column watch.alarm.owner_account is '负责人账号';
comment on column watch.alarm.owner_name is '负责人';
comment on column watch.alarm.deadline_at is '期限：到时未办即升级';
comment on column watch.alarm.step is '升级到第几步';
comment on column watch.alarm.fence is '接警的次序号，旧号不能再动';
comment on column watch.alarm.claim_until is '接警有效期，到期重新分派';
comment on column watch.alarm.snoozed_until is '稍后再响的时间';
comment on column watch.alarm.needs_second is '结案是否需要第二人';
comment on column watch.alarm.wake_at is '下一次要看它的时间';
comment on column watch.alarm.incident_id is '所属事件';
comment on column watch.alarm.opened_at is '开始';
comment on column watch.alarm.last_signal_at is '最近一次信号';
comment on column watch.alarm.signals is '信号数';
comment on column watch.alarm.answered_at is '接警时间';
comment on column watch.alarm.dispatched_at is '派出时间';
comment on column watch.alarm.arrived_at is '到达时间';
comment on column watch.alarm.inside_at is '进门时间';
comment on column watch.alarm.closed_at is '结案时间';
comment on column watch.alarm.close_cause is '结案原因：真、误报、测试、设备、自行恢复';
comment on column watch.alarm.close_why is '说明';
comment on column watch.alarm.closed_by is '结案人账号';
comment on column watch.alarm.closed_by_name is '结案人';
comment on column watch.alarm.second_by is '复核人账号';
comment on column watch.alarm.second_by_name is '复核人';
comment on column watch.alarm.events is '已有经过数';
comment on column watch.alarm.synthetic is '合成数据';
alter table watch.alarm enable row level security;
alter table watch.alarm force row level security;
create policy scope on watch.alarm to yinqiao_app using (case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end or elder_id = any ((select kernel.persons())::uuid[]));
grant select, insert, update on watch.alarm to yinqiao_app;

-- exactly one open alarm per subject and cause, whoever raises it and however many do at once
create unique index alarm_one_open on watch.alarm (subject_kind, subject_id, cause) where closed_at is null;
create index alarm_open on watch.alarm (level, opened_at, id) where closed_at is null;
create index alarm_wake on watch.alarm (wake_at) where closed_at is null;
create index alarm_order on watch.alarm (opened_at, id);
create index alarm_home on watch.alarm (home_id, opened_at);
create index alarm_elder on watch.alarm (elder_id, opened_at);
create index alarm_incident on watch.alarm (incident_id);

create table watch.signal (
  id uuid primary key,
  alarm_id uuid not null references watch.alarm (id),
  source_key text collate "C" not null unique,
  device_id uuid references watch.device (id),
  kind text not null,
  said text,
  heard_at timestamptz not null,
  claimed_at timestamptz,
  rule text not null,
  rule_version int not null,
  why jsonb not null default '{}',
  model text collate "C"
);
comment on table watch.signal is '告警的每个信号：哪台设备、哪条消息、哪条规则、为什么';
comment on column watch.signal.id is '编号';
comment on column watch.signal.alarm_id is '告警';
comment on column watch.signal.source_key is '信号来自哪一条消息，同一条只算一次';
comment on column watch.signal.device_id is '设备';
comment on column watch.signal.kind is '信号种类';
comment on column watch.signal.said is '设备原话';
comment on column watch.signal.heard_at is '收到时间（服务器）';
comment on column watch.signal.claimed_at is '设备自称的时间';
comment on column watch.signal.rule is '规则代码';
comment on column watch.signal.rule_version is '规则版本';
comment on column watch.signal.why is '所用事实与缺失的事实';
comment on column watch.signal.model is '设备型号';
alter table watch.signal enable row level security;
alter table watch.signal force row level security;
create policy scope on watch.signal to yinqiao_app using (exists (select 1 from watch.alarm a where a.id = alarm_id));
grant select, insert on watch.signal to yinqiao_app;

create index signal_alarm on watch.signal (alarm_id, heard_at);
create index signal_rule on watch.signal (rule, heard_at);

create table watch.alarm_event (
  alarm_id uuid not null references watch.alarm (id),
  n int not null check (n > 0),
  at timestamptz not null,
  kind text not null,
  by_account uuid,
  by_name text not null,
  detail jsonb not null default '{}',
  primary key (alarm_id, n)
);
comment on table watch.alarm_event is '告警的经过，只增不改';
comment on column watch.alarm_event.alarm_id is '告警';
comment on column watch.alarm_event.n is '第几条';
comment on column watch.alarm_event.at is '时间';
comment on column watch.alarm_event.kind is '事项';
comment on column watch.alarm_event.by_account is '谁';
comment on column watch.alarm_event.by_name is '姓名';
comment on column watch.alarm_event.detail is '内容';
alter table watch.alarm_event enable row level security;
alter table watch.alarm_event force row level security;
create policy scope on watch.alarm_event to yinqiao_app using (exists (select 1 from watch.alarm a where a.id = alarm_id));
grant select, insert on watch.alarm_event to yinqiao_app;

create index alarm_event_at on watch.alarm_event (at);

create table watch.told (
  id uuid primary key,
  alarm_id uuid not null references watch.alarm (id),
  step smallint not null,
  channel text not null check (channel in ('desk', 'push', 'mail', 'sms', 'voice')),
  account_id uuid,
  contact_id uuid references watch.contact (id),
  name_sealed text not null,
  notice_id uuid,
  sent_at timestamptz not null,
  delivered_at timestamptz,
  seen_at timestamptz,
  answered_at timestamptz,
  failed_why text,
  unique nulls not distinct (alarm_id, step, channel, account_id, contact_id)
);
comment on table watch.told is '告诉过谁：每人每个渠道何时发出、送达、看见、回应';
comment on column watch.told.id is '编号';
comment on column watch.told.alarm_id is '告警';
comment on column watch.told.step is '升级的第几步';
comment on column watch.told.channel is '渠道';
comment on column watch.told.account_id is '账号';
comment on column watch.told.contact_id is '名册上的人';
comment on column watch.told.name_sealed is '姓名（密文）';
comment on column watch.told.notice_id is '通知编号，台面为空';
comment on column watch.told.sent_at is '发出';
comment on column watch.told.delivered_at is '送达';
comment on column watch.told.seen_at is '看见';
comment on column watch.told.answered_at is '回应';
comment on column watch.told.failed_why is '未能送达的原因';
alter table watch.told enable row level security;
alter table watch.told force row level security;
create policy scope on watch.told to yinqiao_app using (exists (select 1 from watch.alarm a where a.id = alarm_id) or account_id = kernel.account());
grant select, insert, update on watch.told to yinqiao_app;

create index told_notice on watch.told (notice_id);

create table watch.callout (
  id uuid primary key,
  alarm_id uuid not null references watch.alarm (id),
  order_no int not null,
  contact_id uuid references watch.contact (id),
  account_id uuid,
  name_sealed text not null,
  kind text not null,
  state text not null check (state in ('asked', 'accepted', 'declined', 'no-answer', 'arrived', 'inside', 'left', 'cancelled')),
  asked_at timestamptz not null,
  until timestamptz not null,
  answered_at timestamptz,
  arrived_at timestamptz,
  inside_at timestamptz,
  note text,
  unique (alarm_id, order_no)
);
comment on table watch.callout is '呼叫：按次序找人，接受、到达、进门各有时间';
comment on column watch.callout.id is '编号';
comment on column watch.callout.alarm_id is '告警';
comment on column watch.callout.order_no is '次序';
comment on column watch.callout.contact_id is '名册上的人';
comment on column watch.callout.account_id is '平台账号';
comment on column watch.callout.name_sealed is '姓名（密文）';
comment on column watch.callout.kind is '类别';
comment on column watch.callout.state is '状态';
comment on column watch.callout.asked_at is '呼叫时间';
comment on column watch.callout.until is '等到何时';
comment on column watch.callout.answered_at is '回应时间';
comment on column watch.callout.arrived_at is '到达时间';
comment on column watch.callout.inside_at is '进门时间';
comment on column watch.callout.note is '说明';
alter table watch.callout enable row level security;
alter table watch.callout force row level security;
create policy scope on watch.callout to yinqiao_app using (exists (select 1 from watch.alarm a where a.id = alarm_id) or account_id = kernel.account());
grant select, insert, update on watch.callout to yinqiao_app;

create table watch.duty (
  account_id uuid primary key,
  name text not null,
  area text collate "C" not null,
  supervisor boolean not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
comment on table watch.duty is '谁正在值守：台面开着并且最近报过到的人';
comment on column watch.duty.account_id is '账号';
comment on column watch.duty.name is '姓名';
comment on column watch.duty.area is '管辖范围';
comment on column watch.duty.supervisor is '是否值守长';
comment on column watch.duty.opened_at is '上岗时间';
comment on column watch.duty.seen_at is '最近一次报到';
comment on column watch.duty.ended_at is '下岗时间';
alter table watch.duty enable row level security;
alter table watch.duty force row level security;
create policy scope on watch.duty to yinqiao_app using (kernel.role() = 'system' or account_id = kernel.account() or (kernel.area() <> '' and (starts_with(area, kernel.area()) or starts_with(kernel.area(), area))));
grant select, insert, update on watch.duty to yinqiao_app;

create table watch.personal_limit (
  id uuid primary key,
  elder_id uuid not null,
  division_code text collate "C" not null,
  metric text not null,
  critical_low double precision,
  low double precision,
  high double precision,
  critical_high double precision,
  set_by_kind text not null check (set_by_kind in ('doctor', 'carer')),
  set_by_name text not null,
  known_from timestamptz not null,
  known_to timestamptz,
  entered_by_name text not null
);
comment on table watch.personal_limit is '个人的健康界限：医生定的优先于产品默认';
comment on column watch.personal_limit.id is '编号';
comment on column watch.personal_limit.elder_id is '老人';
comment on column watch.personal_limit.division_code is '区划代码';
comment on column watch.personal_limit.metric is '读数';
comment on column watch.personal_limit.critical_low is '危急下限';
comment on column watch.personal_limit.low is '提醒下限';
comment on column watch.personal_limit.high is '提醒上限';
comment on column watch.personal_limit.critical_high is '危急上限';
comment on column watch.personal_limit.set_by_kind is '由谁定：医生、照护者';
comment on column watch.personal_limit.set_by_name is '定的人';
comment on column watch.personal_limit.known_from is '何时记入';
comment on column watch.personal_limit.known_to is '何时被替代，空为现行';
comment on column watch.personal_limit.entered_by_name is '录入人';
alter table watch.personal_limit enable row level security;
alter table watch.personal_limit force row level security;
create policy scope on watch.personal_limit to yinqiao_app using (case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end or elder_id = any ((select kernel.persons())::uuid[]));
grant select, insert, update on watch.personal_limit to yinqiao_app;

create unique index personal_limit_now on watch.personal_limit (elder_id, metric) where known_to is null;

create table watch.baseline (
  home_id uuid primary key references watch.home (id),
  learned_at timestamptz not null,
  days int not null,
  model jsonb not null
);
comment on table watch.baseline is '个人活动基线：由可信读数学得';
comment on column watch.baseline.home_id is '住处';
comment on column watch.baseline.learned_at is '学得的时间';
comment on column watch.baseline.days is '用了几天';
comment on column watch.baseline.model is '各时段的分位';
alter table watch.baseline enable row level security;
alter table watch.baseline force row level security;
create policy scope on watch.baseline to yinqiao_app using (exists (select 1 from watch.home h where h.id = home_id));
grant select, insert, update on watch.baseline to yinqiao_app;

create table watch.rule (
  code text collate "C" not null,
  version int not null check (version > 0),
  state text not null check (state in ('draft', 'on', 'off')),
  title text not null,
  definition jsonb not null,
  replay jsonb,
  replayed_at timestamptz,
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  tripped_at timestamptz,
  primary key (code, version),
  check (state <> 'on' or (replayed_at is not null and decided_by is not null and decided_by is distinct from made_by))
);
comment on table watch.rule is '规则及其版本：起草、回放、启用、停用';
comment on column watch.rule.code is '代码';
comment on column watch.rule.version is '版本';
comment on column watch.rule.state is '状态：草稿、启用、停用';
comment on column watch.rule.title is '名称';
comment on column watch.rule.definition is '内容';
comment on column watch.rule.replay is '近三十天回放的结果';
comment on column watch.rule.replayed_at is '回放时间';
comment on column watch.rule.made_at is '起草时间';
comment on column watch.rule.made_by is '起草人账号';
comment on column watch.rule.made_by_name is '起草人';
comment on column watch.rule.decided_at is '启用或停用时间';
comment on column watch.rule.decided_by is '决定人账号';
comment on column watch.rule.decided_by_name is '决定人';
comment on column watch.rule.tripped_at is '因触发过多而自动停用的时间';
grant select, insert, update on watch.rule to yinqiao_app;

create unique index rule_on on watch.rule (code) where state = 'on';

create view watch.pub_alarm with (security_invoker = true) as
  select id, n, cause, subject_kind, subject_id, elder_id, home_id, device_id, division_code, level, state, owner_kind, incident_id, opened_at, answered_at,
    dispatched_at, arrived_at, inside_at, closed_at, close_cause, signals, synthetic
  from watch.alarm;
grant select on watch.pub_alarm to yinqiao_app;
