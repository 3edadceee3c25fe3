create schema cases;
comment on schema cases is '办件：有状态、表单、承办、工作日时限、升级和异议的事项';
grant usage on schema cases to yinqiao_app;

create table cases.case_file (
  id uuid primary key,
  version int not null default 1,
  kind text not null,
  number text not null unique,
  title text not null,
  "values" jsonb not null,
  state text not null,
  state_since timestamptz not null,
  owner_role text,
  owner_unit uuid,
  owner_unit_name text,
  owner_account uuid,
  owner_name text,
  up_role text,
  unit_id uuid,
  unit_name text,
  raised_account uuid,
  raised_name text not null,
  raised_role text not null,
  raised_unit uuid,
  raised_unit_name text,
  subject_kind text,
  subject_id text,
  subject_title text,
  division_code text collate "C",
  limit_from timestamptz not null,
  due_at timestamptz,
  due_on date,
  calendar_known boolean not null,
  next_step_at timestamptz,
  level int not null default 0 check (level >= 0),
  missed int not null default 0 check (missed >= 0),
  objections int not null default 0 check (objections >= 0),
  steps int not null default 0,
  opened_at timestamptz not null,
  closed_at timestamptz,
  outcome text check (outcome in ('done', 'refused', 'withdrawn')),
  parties uuid[] not null,
  sort_key bigint not null,
  told boolean not null default false,
  synthetic boolean not null default false,
  -- nobody in need is without an owner: open means owned and due, closed means an outcome
  check ((closed_at is null and outcome is null and owner_role is not null and due_at is not null and due_on is not null)
    or (closed_at is not null and outcome is not null and owner_role is null and owner_unit is null and owner_account is null and up_role is null and due_at is null and next_step_at is null)),
  check ((subject_kind is null) = (subject_id is null) and (subject_kind is null) = (subject_title is null))
);
comment on table cases.case_file is '办件当前状况';
comment on column cases.case_file.id is '编号';
comment on column cases.case_file.version is '版本';
comment on column cases.case_file.kind is '种类代码';
comment on column cases.case_file.number is '办件号';
comment on column cases.case_file.title is '标题';
comment on column cases.case_file."values" is '表单内容，按种类声明的字段';
comment on column cases.case_file.state is '状态代码';
comment on column cases.case_file.state_since is '进入当前状态的时间';
comment on column cases.case_file.owner_role is '承办岗位角色，办结后为空';
comment on column cases.case_file.owner_unit is '承办单位，空为不限单位';
comment on column cases.case_file.owner_unit_name is '承办单位名称';
comment on column cases.case_file.owner_account is '承办个人，空为不限个人';
comment on column cases.case_file.owner_name is '承办人姓名';
comment on column cases.case_file.up_role is '超期后升级到的角色';
comment on column cases.case_file.unit_id is '受理单位，计入该单位';
comment on column cases.case_file.unit_name is '受理单位名称';
comment on column cases.case_file.raised_account is '提出账号，空为系统提出';
comment on column cases.case_file.raised_name is '提出人';
comment on column cases.case_file.raised_role is '提出人岗位角色';
comment on column cases.case_file.raised_unit is '提出单位';
comment on column cases.case_file.raised_unit_name is '提出单位名称';
comment on column cases.case_file.subject_kind is '所涉事物的种类';
comment on column cases.case_file.subject_id is '所涉事物的编号';
comment on column cases.case_file.subject_title is '所涉事物的名称';
comment on column cases.case_file.division_code is '区划，空为未指定';
comment on column cases.case_file.limit_from is '当前时限的起算时间';
comment on column cases.case_file.due_at is '当前时限届满时间';
comment on column cases.case_file.due_on is '当前时限届满日';
comment on column cases.case_file.calendar_known is '时限所涉年份的放假安排是否都已公布';
comment on column cases.case_file.next_step_at is '下一次升级的时间，空为不再升级';
comment on column cases.case_file.level is '当前状态已升级的次数';
comment on column cases.case_file.missed is '累计错过的时限数';
comment on column cases.case_file.objections is '提出异议的次数';
comment on column cases.case_file.steps is '已有步骤数';
comment on column cases.case_file.opened_at is '提出时间';
comment on column cases.case_file.closed_at is '办结时间';
comment on column cases.case_file.outcome is '结果：办成、不予办理、撤回';
comment on column cases.case_file.parties is '参与过的账号和单位，始终可见';
comment on column cases.case_file.sort_key is '列表次序：未办结按届满时间，已办结按办结时间倒序';
comment on column cases.case_file.told is '提出一事是否已发布事件';
comment on column cases.case_file.synthetic is '合成数据';
create index case_file_order on cases.case_file (sort_key, id);
create index case_file_step on cases.case_file (next_step_at) where next_step_at is not null;
create index case_file_subject on cases.case_file (subject_kind, subject_id);
create index case_file_kind on cases.case_file (kind, state);
alter table cases.case_file enable row level security;
alter table cases.case_file force row level security;
create policy scope on cases.case_file to yinqiao_app using (
  kernel.role() = 'system'
  or (kernel.area() <> '' and (starts_with(division_code, kernel.area()) or (division_code is null and length(kernel.area()) <= 6)))
  or kernel.account() = any (parties)
  or kernel.unit() = any (parties)
);
grant select, insert, update on cases.case_file to yinqiao_app;

create table cases.step (
  id uuid primary key,
  case_id uuid not null references cases.case_file (id),
  n int not null check (n > 0),
  what text not null check (what in ('raised', 'moved', 'escalated', 'reassigned', 'objected', 'recounted')),
  move text,
  from_state text,
  to_state text not null,
  text text,
  files jsonb not null default '[]',
  owner_before jsonb,
  owner_after jsonb,
  due_on date,
  due_at timestamptz,
  level int not null,
  by_account uuid,
  by_name text not null,
  by_role text not null,
  by_unit uuid,
  at timestamptz not null,
  unique (case_id, n)
);
comment on table cases.step is '办件的每一步，只增不改';
comment on column cases.step.id is '编号';
comment on column cases.step.case_id is '办件';
comment on column cases.step.n is '第几步';
comment on column cases.step.what is '类别：提出、办理、升级、转办、异议、时限重算';
comment on column cases.step.move is '办理动作代码';
comment on column cases.step.from_state is '原状态';
comment on column cases.step.to_state is '新状态';
comment on column cases.step.text is '说明';
comment on column cases.step.files is '所附文件：编号、名称、类型、大小、摘要';
comment on column cases.step.owner_before is '原承办';
comment on column cases.step.owner_after is '新承办，办结后为空';
comment on column cases.step.due_on is '届满日';
comment on column cases.step.due_at is '届满时间';
comment on column cases.step.level is '升级次数';
comment on column cases.step.by_account is '办理账号，空为系统';
comment on column cases.step.by_name is '办理人';
comment on column cases.step.by_role is '办理人岗位角色';
comment on column cases.step.by_unit is '办理人单位';
comment on column cases.step.at is '时间';
alter table cases.step enable row level security;
alter table cases.step force row level security;
create policy scope on cases.step to yinqiao_app using (exists (select from cases.case_file c where c.id = case_id));
grant select, insert on cases.step to yinqiao_app;

create table cases.known_case (
  n bigint generated always as identity primary key,
  case_id uuid not null references cases.case_file (id),
  version int not null,
  kind text not null,
  state text not null,
  division_code text collate "C",
  unit_id uuid,
  subject_kind text,
  subject_id text,
  raised_on date not null,
  due_on date,
  closed_on date,
  outcome text,
  in_time boolean,
  days_open int,
  level int not null,
  missed int not null,
  objections int not null,
  synthetic boolean not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from)
);
comment on table cases.known_case is '办件各时点所知，供指标计算；只关闭旧行、增加新行';
comment on column cases.known_case.n is '行号';
comment on column cases.known_case.case_id is '办件';
comment on column cases.known_case.version is '版本';
comment on column cases.known_case.kind is '种类代码';
comment on column cases.known_case.state is '状态代码';
comment on column cases.known_case.division_code is '区划';
comment on column cases.known_case.unit_id is '受理单位';
comment on column cases.known_case.subject_kind is '所涉事物的种类';
comment on column cases.known_case.subject_id is '所涉事物的编号';
comment on column cases.known_case.raised_on is '提出日';
comment on column cases.known_case.due_on is '最后一个时限的届满日';
comment on column cases.known_case.closed_on is '办结日';
comment on column cases.known_case.outcome is '结果';
comment on column cases.known_case.in_time is '是否按期：未办结且未超期时为空';
comment on column cases.known_case.days_open is '办结所用工作日，未办结为空';
comment on column cases.known_case.level is '升级次数';
comment on column cases.known_case.missed is '累计错过的时限数';
comment on column cases.known_case.objections is '异议次数';
comment on column cases.known_case.synthetic is '合成数据';
comment on column cases.known_case.known_from is '自何时得知';
comment on column cases.known_case.known_to is '至何时（不含）被更正，空为现行';
create unique index known_case_current on cases.known_case (case_id) where known_to is null;
create index known_case_of on cases.known_case (case_id);
grant select, insert on cases.known_case to yinqiao_app;
grant update (known_to) on cases.known_case to yinqiao_app;

create view cases.pub_case with (security_invoker = true) as
  select case_id as id, version, kind, state, division_code, unit_id, subject_kind, subject_id, raised_on, due_on, closed_on, outcome,
    in_time, days_open, level, missed, objections, synthetic, known_from, known_to
  from cases.known_case;
comment on view cases.pub_case is '办件：种类、提出日、届满日、办结日、结果、是否按期、所用工作日，含各时点所知；无姓名与内容';
grant select on cases.pub_case to yinqiao_app;

create table cases.counter (
  prefix text not null,
  year int not null,
  last int not null,
  primary key (prefix, year)
);
comment on table cases.counter is '办件号的流水';
comment on column cases.counter.prefix is '办件号前缀';
comment on column cases.counter.year is '年份';
comment on column cases.counter.last is '最近用到的流水号';
grant select, insert, update on cases.counter to yinqiao_app;

create table cases.calendar_day (
  id uuid primary key,
  day date not null,
  working boolean not null,
  note text not null,
  source text not null,
  set_at timestamptz not null,
  set_by uuid,
  set_by_name text not null
);
comment on table cases.calendar_day is '工作日历的人工设定，只增不改，同一日以最后一条为准';
comment on column cases.calendar_day.id is '编号（按时间递增）';
comment on column cases.calendar_day.day is '日期';
comment on column cases.calendar_day.working is '是否上班';
comment on column cases.calendar_day.note is '说明，如节日名称';
comment on column cases.calendar_day.source is '来源通知';
comment on column cases.calendar_day.set_at is '设定时间';
comment on column cases.calendar_day.set_by is '设定账号';
comment on column cases.calendar_day.set_by_name is '设定人';
create index calendar_day_newest on cases.calendar_day (day, set_at desc, id desc);
grant select, insert on cases.calendar_day to yinqiao_app;

create table cases.calendar_year (
  year int primary key,
  source text not null,
  set_at timestamptz not null,
  set_by_name text not null
);
comment on table cases.calendar_year is '放假安排已完整设定的年份';
comment on column cases.calendar_year.year is '年份';
comment on column cases.calendar_year.source is '来源通知';
comment on column cases.calendar_year.set_at is '设定时间';
comment on column cases.calendar_year.set_by_name is '设定人';
grant select, insert on cases.calendar_year to yinqiao_app;
