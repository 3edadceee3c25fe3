create schema people;
comment on schema people is '人员：老人档案与生活状态';
grant usage on schema people to yinqiao_app;

create table people.elder (
  id uuid primary key,
  version int not null default 1,
  name text collate "C" not null,
  name_from2 text collate "C" generated always as (substr(name, 2)) stored,
  name_from3 text collate "C" generated always as (substr(name, 3)) stored,
  name_full text collate "C" not null,
  name_initials text collate "C" not null,
  sex text not null check (sex in ('male', 'female', 'unknown')),
  birth_day date,
  id_kind text not null check (id_kind in ('citizen-id', 'passport', 'hk-macau-permit', 'taiwan-permit', 'foreigner-permit', 'none', 'unknown')),
  id_sealed text,
  id_blind text collate "C" unique,
  phone_sealed text,
  phone_blind text collate "C",
  phone_tail_blind text collate "C",
  address text,
  division_code text collate "C" not null check (division_code ~ '^\d{12}$'),
  site_id uuid,
  household_id uuid,
  lives_alone text not null check (lives_alone in ('yes', 'no', 'unknown')),
  health_sealed text,
  contacts_sealed text,
  origin text not null check (origin in ('typed', 'import', 'device', 'derived')),
  synthetic boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid,
  check ((id_sealed is null) = (id_blind is null)),
  check ((id_sealed is null) = (id_kind in ('none', 'unknown'))),
  check ((phone_sealed is null) = (phone_blind is null) and (phone_sealed is null) = (phone_tail_blind is null))
);
comment on table people.elder is '老人档案（当前版本）';
comment on column people.elder.id is '编号';
comment on column people.elder.version is '版本';
comment on column people.elder.name is '姓名';
comment on column people.elder.name_from2 is '姓名第2字起，用于按名检索';
comment on column people.elder.name_from3 is '姓名第3字起，用于按名检索';
comment on column people.elder.name_full is '姓名全拼';
comment on column people.elder.name_initials is '姓名拼音首字母';
comment on column people.elder.sex is '性别（GB/T 2261.1），unknown 为未登记';
comment on column people.elder.birth_day is '出生日期，空为未登记';
comment on column people.elder.id_kind is '证件类型';
comment on column people.elder.id_sealed is '证件号码（SM4 加密）';
comment on column people.elder.id_blind is '证件号码的带密钥摘要，用于精确检索与防重';
comment on column people.elder.phone_sealed is '电话（SM4 加密）';
comment on column people.elder.phone_blind is '电话的带密钥摘要';
comment on column people.elder.phone_tail_blind is '电话后四位的带密钥摘要';
comment on column people.elder.address is '住址';
comment on column people.elder.division_code is '所在社区（村）代码，12位';
comment on column people.elder.site_id is '所在小区或机构场所';
comment on column people.elder.household_id is '家庭户';
comment on column people.elder.lives_alone is '是否独居：是、否、未登记';
comment on column people.elder.health_sealed is '健康备注（SM4 加密）';
comment on column people.elder.contacts_sealed is '紧急联系人（SM4 加密）';
comment on column people.elder.origin is '来源：录入、导入、设备、推得';
comment on column people.elder.synthetic is '是否合成数据';
comment on column people.elder.created_at is '建档时间';
comment on column people.elder.updated_at is '最近修改时间';
comment on column people.elder.updated_by is '最近修改账号';
create index elder_name on people.elder (name, id);
create index elder_name_from2 on people.elder (name_from2);
create index elder_name_from3 on people.elder (name_from3);
create index elder_full on people.elder (name_full, id);
create index elder_initials on people.elder (name_initials);
create index elder_phone on people.elder (phone_blind);
create index elder_phone_tail on people.elder (phone_tail_blind);
create index elder_division on people.elder (division_code, name_full, id);
create index elder_birth_day on people.elder (birth_day);
create index elder_site on people.elder (site_id);
create index elder_household on people.elder (household_id);
alter table people.elder enable row level security;
alter table people.elder force row level security;
-- a case, not a range: the planner cannot see the area and would take a range or prefix for half a percent of all rows,
-- a case for half of them; the use cases add the range with its value themselves, which is what the indexes serve
create policy scope on people.elder to yinqiao_app using (
  case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or id = any ((select kernel.persons())::uuid[])
);
grant select, insert, update on people.elder to yinqiao_app;

create table people.elder_version (
  id uuid primary key,
  elder_id uuid not null references people.elder (id),
  version int not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  origin text not null check (origin in ('typed', 'import', 'device', 'derived')),
  name text not null,
  sex text not null,
  birth_day date,
  id_kind text not null,
  id_sealed text,
  phone_sealed text,
  address text,
  division_code text collate "C" not null,
  site_id uuid,
  household_id uuid,
  lives_alone text not null,
  health_sealed text,
  contacts_sealed text,
  unique (elder_id, version)
);
comment on table people.elder_version is '老人档案历次版本，只增不改';
comment on column people.elder_version.id is '编号';
comment on column people.elder_version.elder_id is '老人';
comment on column people.elder_version.version is '版本';
comment on column people.elder_version.recorded_at is '登记时间';
comment on column people.elder_version.recorded_by is '登记账号';
comment on column people.elder_version.recorded_by_name is '登记人';
comment on column people.elder_version.origin is '来源：录入、导入、设备、推得';
comment on column people.elder_version.name is '姓名';
comment on column people.elder_version.sex is '性别';
comment on column people.elder_version.birth_day is '出生日期';
comment on column people.elder_version.id_kind is '证件类型';
comment on column people.elder_version.id_sealed is '证件号码（加密）';
comment on column people.elder_version.phone_sealed is '电话（加密）';
comment on column people.elder_version.address is '住址';
comment on column people.elder_version.division_code is '社区（村）代码';
comment on column people.elder_version.site_id is '小区或机构场所';
comment on column people.elder_version.household_id is '家庭户';
comment on column people.elder_version.lives_alone is '是否独居';
comment on column people.elder_version.health_sealed is '健康备注（加密）';
comment on column people.elder_version.contacts_sealed is '紧急联系人（加密）';
alter table people.elder_version enable row level security;
alter table people.elder_version force row level security;
create policy scope on people.elder_version to yinqiao_app using (exists (select 1 from people.elder e where e.id = elder_id));
grant select, insert on people.elder_version to yinqiao_app;

create table people.life_change (
  id uuid primary key,
  elder_id uuid not null references people.elder (id),
  n int not null check (n > 0),
  kind text not null check (kind in ('set', 'undo')),
  undoes uuid unique references people.life_change (id),
  state text not null check (state in ('at-home', 'away', 'hospital', 'institution', 'moved', 'dead')),
  from_day date not null,
  to_day date check (to_day > from_day),
  note text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  unique (elder_id, n),
  check ((kind = 'undo') = (undoes is not null))
);
comment on table people.life_change is '生活状态登记与撤销，只增不改';
comment on column people.life_change.id is '编号';
comment on column people.life_change.elder_id is '老人';
comment on column people.life_change.n is '该老人的第几次登记';
comment on column people.life_change.kind is '类别：登记、撤销';
comment on column people.life_change.undoes is '所撤销的登记';
comment on column people.life_change.state is '状态';
comment on column people.life_change.from_day is '起日';
comment on column people.life_change.to_day is '止日（不含），空为至今';
comment on column people.life_change.note is '说明';
comment on column people.life_change.recorded_at is '登记时间';
comment on column people.life_change.recorded_by is '登记账号';
comment on column people.life_change.recorded_by_name is '登记人';
alter table people.life_change enable row level security;
alter table people.life_change force row level security;
create policy scope on people.life_change to yinqiao_app using (exists (select 1 from people.elder e where e.id = elder_id));
grant select, insert on people.life_change to yinqiao_app;

create table people.life_state (
  id uuid primary key,
  elder_id uuid not null references people.elder (id),
  division_code text collate "C" not null,
  state text not null check (state in ('at-home', 'away', 'hospital', 'institution', 'moved', 'dead')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz,
  set_by uuid not null references people.life_change (id),
  withdrawn_by uuid references people.life_change (id),
  check ((known_to is null) = (withdrawn_by is null)),
  -- on the text of the id, so that the planner takes the btree below for look-ups: a gist over uuids reads a hundred pages each
  exclude using gist ((elder_id::text) with =, daterange(valid_from, valid_to) with &&) where (known_to is null)
);
comment on table people.life_state is '生活状态：何时成立、何时知道；同一时刻所知的状态互不重叠';
comment on column people.life_state.id is '编号';
comment on column people.life_state.elder_id is '老人';
comment on column people.life_state.division_code is '老人所在社区（村），随档案更新，用于行级权限';
comment on column people.life_state.state is '状态：在家、外出、住院、入住机构、迁出、去世';
comment on column people.life_state.valid_from is '成立起日';
comment on column people.life_state.valid_to is '成立止日（不含），空为至今';
comment on column people.life_state.known_from is '登记时间';
comment on column people.life_state.known_to is '被改正的时间，空为现行';
comment on column people.life_state.set_by is '由哪次登记成立';
comment on column people.life_state.withdrawn_by is '由哪次登记改正';
create index life_state_set_by on people.life_state (set_by);
create index life_state_withdrawn_by on people.life_state (withdrawn_by);
create index life_state_elder on people.life_state (elder_id, valid_from) where known_to is null;
create index life_state_now on people.life_state (state, valid_from) where known_to is null;
alter table people.life_state enable row level security;
alter table people.life_state force row level security;
create policy scope on people.life_state to yinqiao_app using (
  case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or elder_id = any ((select kernel.persons())::uuid[])
);
grant select, insert, update on people.life_state to yinqiao_app;

create view people.pub_elder with (security_invoker = true) as
  select id, name, sex, birth_day, division_code, site_id, household_id, lives_alone, synthetic, created_at, updated_at from people.elder;
comment on view people.pub_elder is '供上层房间连接的老人（不含加密字段，受行级权限限制）';
grant select on people.pub_elder to yinqiao_app;

create view people.pub_life_state with (security_invoker = true) as
  select elder_id, state, valid_from, valid_to, known_from, known_to from people.life_state;
comment on view people.pub_life_state is '供上层房间连接的生活状态（双时间）';
grant select on people.pub_life_state to yinqiao_app;
