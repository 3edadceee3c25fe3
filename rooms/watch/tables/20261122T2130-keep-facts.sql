-- What measures read: when it was true, and when we knew it. Rows are only added, and closed when superseded; jobs write them beside
-- the alarm path, never in it. No names, no persons: places, devices, times.
create table watch.known_home (
  n bigint generated always as identity primary key,
  home_id uuid not null references watch.home (id),
  version int not null,
  scene text not null,
  division_code text collate "C" not null,
  synthetic boolean not null,
  valid_from date not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from)
);
comment on table watch.known_home is '住处各时点所知，供指标计算；只关闭旧行、增加新行';
comment on column watch.known_home.n is '行号';
comment on column watch.known_home.home_id is '住处';
comment on column watch.known_home.version is '版本';
comment on column watch.known_home.scene is '场景：居家、社区、机构';
comment on column watch.known_home.division_code is '所在社区（村）';
comment on column watch.known_home.synthetic is '合成数据';
comment on column watch.known_home.valid_from is '登记之日';
comment on column watch.known_home.known_from is '自何时得知';
comment on column watch.known_home.known_to is '至何时（不含）被更正，空为现行';
create unique index known_home_current on watch.known_home (home_id) where known_to is null;
create index known_home_since on watch.known_home (known_from);

create table watch.known_binding (
  n bigint generated always as identity primary key,
  binding_id uuid not null references watch.binding (id),
  version int not null,
  device_id uuid not null,
  home_id uuid not null,
  device_kind text not null,
  scene text not null,
  division_code text collate "C" not null,
  synthetic boolean not null,
  valid_from date not null,
  valid_to date,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from)
);
comment on table watch.known_binding is '设备绑定各时点所知，供指标计算；只关闭旧行、增加新行';
comment on column watch.known_binding.n is '行号';
comment on column watch.known_binding.binding_id is '绑定';
comment on column watch.known_binding.version is '版本';
comment on column watch.known_binding.device_id is '设备';
comment on column watch.known_binding.home_id is '住处';
comment on column watch.known_binding.device_kind is '设备种类';
comment on column watch.known_binding.scene is '场景';
comment on column watch.known_binding.division_code is '所在社区（村）';
comment on column watch.known_binding.synthetic is '合成数据';
comment on column watch.known_binding.valid_from is '绑定之日';
comment on column watch.known_binding.valid_to is '解绑之日（不含），空为仍在';
comment on column watch.known_binding.known_from is '自何时得知';
comment on column watch.known_binding.known_to is '至何时（不含）被更正，空为现行';
create unique index known_binding_current on watch.known_binding (binding_id) where known_to is null;
create index known_binding_home on watch.known_binding (home_id);
create index known_binding_since on watch.known_binding (known_from);

create table watch.known_device_day (
  n bigint generated always as identity primary key,
  binding_id uuid not null references watch.binding (id),
  day date not null,
  version int not null,
  device_id uuid not null,
  home_id uuid not null,
  device_kind text not null,
  scene text not null,
  division_code text collate "C" not null,
  town text collate "C" not null generated always as (left(division_code, 9)) stored,
  held boolean not null,
  entries int not null check (entries >= 0),
  trusted int not null check (trusted between 0 and entries),
  last_at timestamptz,
  limit_minutes int not null,
  online boolean,
  synthetic boolean not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from)
);
comment on table watch.known_device_day is '设备日：一台绑定的设备一天收到多少消息，迟到的数据补到时记新版本';
comment on column watch.known_device_day.n is '行号';
comment on column watch.known_device_day.binding_id is '绑定';
comment on column watch.known_device_day.day is '日期（上海）';
comment on column watch.known_device_day.version is '版本';
comment on column watch.known_device_day.device_id is '设备';
comment on column watch.known_device_day.home_id is '住处';
comment on column watch.known_device_day.device_kind is '设备种类';
comment on column watch.known_device_day.scene is '场景';
comment on column watch.known_device_day.division_code is '所在社区（村）';
comment on column watch.known_device_day.town is '所在镇街，取区划代码前九位';
comment on column watch.known_device_day.held is '日终时仍绑定';
comment on column watch.known_device_day.entries is '当日消息数';
comment on column watch.known_device_day.trusted is '其中可信的';
comment on column watch.known_device_day.last_at is '至日终最近一次消息的时间，空为绑定以来没有';
comment on column watch.known_device_day.limit_minutes is '约定的静默上限（分钟），未约定的按种类默认';
comment on column watch.known_device_day.online is '日终时在线：最近一次消息在静默上限之内；刚绑定还不到上限又没有消息的为空，不能判定';
comment on column watch.known_device_day.synthetic is '合成数据';
comment on column watch.known_device_day.known_from is '自何时得知';
comment on column watch.known_device_day.known_to is '至何时（不含）被更正，空为现行';
create unique index known_device_day_current on watch.known_device_day (binding_id, day) where known_to is null;
create index known_device_day_day on watch.known_device_day (day, division_code);
create index known_device_day_home on watch.known_device_day (home_id, day);
create index known_device_day_cell on watch.known_device_day (town, scene, day);
create index known_device_day_since on watch.known_device_day (known_from);

create table watch.known_alarm (
  n bigint generated always as identity primary key,
  alarm_id uuid not null references watch.alarm (id),
  version int not null,
  cause text not null,
  level smallint not null,
  rules text[] not null,
  scene text,
  division_code text collate "C" not null,
  opened_on date not null,
  closed_on date,
  close_cause text,
  asked boolean not null,
  answer_seconds numeric,
  answered_60 boolean,
  answered_180 boolean,
  dispatched boolean not null,
  arrival_minutes numeric,
  arrived_45 boolean,
  arrived_60 boolean,
  synthetic boolean not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from)
);
comment on table watch.known_alarm is '告警各时点所知，供指标计算；只关闭旧行、增加新行';
comment on column watch.known_alarm.n is '行号';
comment on column watch.known_alarm.alarm_id is '告警';
comment on column watch.known_alarm.version is '版本';
comment on column watch.known_alarm.cause is '原因类';
comment on column watch.known_alarm.level is '等级';
comment on column watch.known_alarm.rules is '其信号出自哪些规则';
comment on column watch.known_alarm.scene is '场景，空为不在任何住处';
comment on column watch.known_alarm.division_code is '区划代码';
comment on column watch.known_alarm.opened_on is '开始之日（上海）';
comment on column watch.known_alarm.closed_on is '结案之日，空为未结';
comment on column watch.known_alarm.close_cause is '结案原因，空为未结';
comment on column watch.known_alarm.asked is '需要有人接：测试，以及无人接时已自行恢复的不算';
comment on column watch.known_alarm.answer_seconds is '从开始到有人接的秒数，空为无人接';
comment on column watch.known_alarm.answered_60 is '60 秒内有人接，时间未到又无人接的为空';
comment on column watch.known_alarm.answered_180 is '180 秒内有人接，时间未到又无人接的为空';
comment on column watch.known_alarm.dispatched is '已派出';
comment on column watch.known_alarm.arrival_minutes is '从派出到到达的分钟数，空为没有到达';
comment on column watch.known_alarm.arrived_45 is '派出后 45 分钟内到达，时间未到又未到达的、没有派出的为空';
comment on column watch.known_alarm.arrived_60 is '派出后 60 分钟内到达，时间未到又未到达的、没有派出的为空';
comment on column watch.known_alarm.synthetic is '合成数据';
comment on column watch.known_alarm.known_from is '自何时得知';
comment on column watch.known_alarm.known_to is '至何时（不含）被更正，空为现行';
create unique index known_alarm_current on watch.known_alarm (alarm_id) where known_to is null;
create index known_alarm_opened on watch.known_alarm (opened_on, alarm_id);
create index known_alarm_since on watch.known_alarm (known_from);

-- only jobs write and read them here; everybody else looks through the views below
do $$
declare
  name text;
begin
  foreach name in array array['known_home', 'known_binding', 'known_device_day', 'known_alarm'] loop
    execute format('alter table watch.%I enable row level security', name);
    execute format('alter table watch.%I force row level security', name);
    execute format('create policy scope on watch.%I to yinqiao_app using ((select kernel.role()) = ''system'')', name);
    execute format('grant select, insert on watch.%I to yinqiao_app', name);
    execute format('grant update (known_to) on watch.%I to yinqiao_app', name);
  end loop;
end
$$;

-- Numbers must be the same whoever asks, so these are looked through with the eyes of their owner; who opens a row meets its own rights.
create view watch.pub_counted_home as
  select home_id as id, version, scene, division_code, null::uuid as unit_id, synthetic, valid_from, null::date as valid_to, known_from, known_to
  from watch.known_home;
comment on view watch.pub_counted_home is '供指标计数的住处（仅编号、场景与属地）';
create view watch.pub_counted_binding as
  select binding_id as id, version, device_id, home_id, device_kind, scene, division_code, null::uuid as unit_id, synthetic, valid_from, valid_to,
    known_from, known_to
  from watch.known_binding where valid_to is null or valid_to > valid_from;
comment on view watch.pub_counted_binding is '供指标计数的设备绑定；当日绑定当日解绑的不在任何一日';
create view watch.pub_counted_device_day as
  select binding_id || '|' || day as id, version, binding_id, device_id, home_id, day, device_kind, scene, division_code, town, held, entries, trusted,
    online, limit_minutes, null::uuid as unit_id, synthetic, known_from, known_to
  from watch.known_device_day;
comment on view watch.pub_counted_device_day is '供指标计数的设备日';
create view watch.pub_counted_alarm as
  select alarm_id as id, version, cause, level, rules, scene, division_code, null::uuid as unit_id, opened_on, closed_on, close_cause, asked,
    answer_seconds, answered_60, answered_180, dispatched, arrival_minutes, arrived_45, arrived_60, synthetic, known_from, known_to
  from watch.known_alarm;
comment on view watch.pub_counted_alarm is '供指标计数的告警（无姓名、住处与说明）';
create view watch.pub_counted_cell with (security_invoker = true) as
  select d.code || '|' || s.scene as id, d.code as town, s.scene, d.code as division_code, null::uuid as unit_id, false as synthetic, d.valid_from, d.valid_to
  from places.pub_division d join places.pub_district t on d.parent = t.code
    cross join (values ('home'), ('community'), ('institution')) s (scene)
  where length(d.code) = 9 and d.kind in ('street', 'town');
comment on view watch.pub_counted_cell is '镇街与三个场景的每一格';
grant select on watch.pub_counted_home, watch.pub_counted_binding, watch.pub_counted_device_day, watch.pub_counted_alarm, watch.pub_counted_cell to yinqiao_app;
