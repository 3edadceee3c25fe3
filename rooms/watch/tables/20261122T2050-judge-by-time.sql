alter table watch.home_state
  add column answers jsonb not null default '{}';
comment on column watch.home_state.answers is '按时间判断的规则各自最近的回答：是、否、说不清及缺什么';
update watch.home_state set next_look_at = now() where next_look_at is null;
alter table watch.home_state alter column next_look_at set default now(), alter column next_look_at set not null;
create index home_state_unsaid on watch.home_state (home_id) where jsonb_path_exists(answers, '$.*.fires ? (@ == "cannot-say")');

alter table watch.device_state
  add column bed boolean,
  add column bed_since timestamptz,
  add column inside boolean,
  add column inside_at timestamptz,
  add column lat double precision,
  add column lon double precision,
  add column position_at timestamptz;
comment on column watch.device_state.bed is '床垫所说：在床、离床，空为从未';
comment on column watch.device_state.bed_since is '自何时起如此';
comment on column watch.device_state.inside is '人在感应或电子围栏所说：在家、不在家，空为从未';
comment on column watch.device_state.inside_at is '何时所说';
comment on column watch.device_state.lat is '最近一次可信位置的纬度 WGS-84，空为从未';
comment on column watch.device_state.lon is '最近一次可信位置的经度';
comment on column watch.device_state.position_at is '最近一次可信位置的时间';
create index device_state_battery on watch.device_state (battery) where battery is not null;
create index device_state_silent on watch.device_state (device_id) where silent_since is not null;

create table watch.rule_stop (
  id uuid primary key,
  code text collate "C" not null,
  why text not null check (why in ('tripped', 'person')),
  stopped_at timestamptz not null,
  stopped_by uuid,
  stopped_by_name text not null,
  held int not null default 0,
  last_held_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  check ((ended_at is null) = (ended_by_name is null)),
  -- a rule that stopped by itself is set going again by a person only
  check (ended_at is null or ended_by is not null)
);
comment on table watch.rule_stop is '规则的停用：触发过多自动停用，或由人停用；由人恢复';
comment on column watch.rule_stop.id is '编号';
comment on column watch.rule_stop.code is '规则代码';
comment on column watch.rule_stop.why is '为何停用：触发过多、由人停用';
comment on column watch.rule_stop.stopped_at is '停用时间';
comment on column watch.rule_stop.stopped_by is '停用人账号，空为自动';
comment on column watch.rule_stop.stopped_by_name is '停用人';
comment on column watch.rule_stop.held is '停用期间它仍发现的次数';
comment on column watch.rule_stop.last_held_at is '停用期间最近一次发现';
comment on column watch.rule_stop.ended_at is '恢复时间，空为仍停用';
comment on column watch.rule_stop.ended_by is '恢复人账号';
comment on column watch.rule_stop.ended_by_name is '恢复人';
grant select, insert, update on watch.rule_stop to yinqiao_app;
create unique index rule_stop_now on watch.rule_stop (code) where ended_at is null;
create index signal_model on watch.signal (rule, model);
