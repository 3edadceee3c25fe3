create schema projects;
comment on schema projects is '项目：分阶段的工作与各类金额';
grant usage on schema projects to yinqiao_app;

create table projects.stage_entry (
  id uuid primary key,
  record_id uuid not null,
  kind text collate "C" not null,
  stage text collate "C" not null,
  entered_on date not null,
  again boolean not null default false,
  days_before int,
  in_time boolean,
  reason text,
  division_code text collate "C",
  unit_id uuid,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from),
  undone_reason text,
  entered_by uuid,
  entered_name text not null
);
comment on table projects.stage_entry is '项目进入的阶段';
comment on column projects.stage_entry.id is '编号';
comment on column projects.stage_entry.record_id is '项目记录';
comment on column projects.stage_entry.kind is '项目类别';
comment on column projects.stage_entry.stage is '阶段';
comment on column projects.stage_entry.entered_on is '进入日';
comment on column projects.stage_entry.again is '同一阶段再次发生（如再次签约仪式），不重复计数';
comment on column projects.stage_entry.days_before is '在前一阶段的天数';
comment on column projects.stage_entry.in_time is '前一阶段未超过停滞天数；空为无限期';
comment on column projects.stage_entry.reason is '理由';
comment on column projects.stage_entry.division_code is '属地';
comment on column projects.stage_entry.unit_id is '单位';
comment on column projects.stage_entry.known_from is '已知起';
comment on column projects.stage_entry.known_to is '撤销时间';
comment on column projects.stage_entry.undone_reason is '撤销理由';
comment on column projects.stage_entry.entered_by is '登记账号';
comment on column projects.stage_entry.entered_name is '登记人';
create index stage_entry_record on projects.stage_entry (record_id, known_from);
create index stage_entry_kind on projects.stage_entry (kind, stage);
grant select, insert on projects.stage_entry to yinqiao_app;
grant update (known_to, undone_reason) on projects.stage_entry to yinqiao_app;

create table projects.amount (
  id uuid primary key,
  record_id uuid not null,
  kind text collate "C" not null,
  sort text collate "C" not null,
  fen bigint not null check (fen > 0),
  on_day date not null,
  note text,
  division_code text collate "C",
  unit_id uuid,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from),
  undone_reason text,
  entered_by uuid,
  entered_name text not null
);
comment on table projects.amount is '项目金额，各类互不相加';
comment on column projects.amount.id is '编号';
comment on column projects.amount.record_id is '项目记录';
comment on column projects.amount.kind is '项目类别';
comment on column projects.amount.sort is '金额类别';
comment on column projects.amount.fen is '金额（分）';
comment on column projects.amount.on_day is '发生日';
comment on column projects.amount.note is '说明';
comment on column projects.amount.division_code is '属地';
comment on column projects.amount.unit_id is '单位';
comment on column projects.amount.known_from is '已知起';
comment on column projects.amount.known_to is '撤销时间';
comment on column projects.amount.undone_reason is '撤销理由';
comment on column projects.amount.entered_by is '登记账号';
comment on column projects.amount.entered_name is '登记人';
create index amount_record on projects.amount (record_id);
grant select, insert on projects.amount to yinqiao_app;
grant update (known_to, undone_reason) on projects.amount to yinqiao_app;

create view projects.pub_stage with (security_invoker = true) as
  select id, record_id, kind, stage, entered_on, days_before, in_time, division_code, unit_id, known_from, known_to from projects.stage_entry where not again;
comment on view projects.pub_stage is '供指标读取的项目阶段（重复发生的不列）';
create view projects.pub_amount with (security_invoker = true) as
  select id, record_id, kind, sort, fen, on_day, division_code, unit_id, known_from, known_to from projects.amount;
comment on view projects.pub_amount is '供指标读取的项目金额';
grant select on projects.pub_stage, projects.pub_amount to yinqiao_app;
