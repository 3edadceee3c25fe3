create schema orgs;
comment on schema orgs is '组织：单位、企业法人、养老机构';
grant usage on schema orgs to yinqiao_app;

create table orgs.unit (
  id uuid primary key,
  code text not null unique,
  version int not null default 1,
  kind text not null check (kind in ('department', 'vertical', 'block', 'town', 'state-company', 'working-group', 'society', 'other')),
  division_code text collate "C",
  parent_id uuid references orgs.unit (id),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table orgs.unit is '单位：部门、分局、板块、镇街、国企、工作组、学会';
comment on column orgs.unit.id is '编号';
comment on column orgs.unit.code is '名录中的稳定代码';
comment on column orgs.unit.version is '版本';
comment on column orgs.unit.kind is '类别';
comment on column orgs.unit.division_code is '所辖区划，空为未指定';
comment on column orgs.unit.parent_id is '上级单位，空为未登记';
comment on column orgs.unit.valid_from is '已知存续起日';
comment on column orgs.unit.valid_to is '撤并之日（不含），空为至今';
comment on column orgs.unit.source is '来源';
comment on column orgs.unit.created_at is '建立时间';
comment on column orgs.unit.updated_at is '最近修改时间';
grant select, insert, update on orgs.unit to yinqiao_app;

create table orgs.unit_name (
  unit_id uuid not null references orgs.unit (id),
  name text not null,
  name_key text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (unit_id, valid_from),
  exclude using gist (unit_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table orgs.unit_name is '单位名称，按有效期；更名后旧名保留';
comment on column orgs.unit_name.unit_id is '单位';
comment on column orgs.unit_name.name is '名称（按文件写法）';
comment on column orgs.unit_name.name_key is '归一后的名称，用于查找';
comment on column orgs.unit_name.valid_from is '有效期起';
comment on column orgs.unit_name.valid_to is '有效期止（不含），空为至今';
create index unit_name_key on orgs.unit_name (name_key);
grant select, insert, update on orgs.unit_name to yinqiao_app;

create table orgs.unit_alias (
  unit_id uuid not null references orgs.unit (id),
  alias text not null,
  alias_key text not null,
  kind text not null check (kind in ('as-written', 'short', 'variant', 'former')),
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (unit_id, alias_key)
);
comment on table orgs.unit_alias is '单位别名：简称、不同写法';
comment on column orgs.unit_alias.unit_id is '单位';
comment on column orgs.unit_alias.alias is '别名';
comment on column orgs.unit_alias.alias_key is '归一后的别名';
comment on column orgs.unit_alias.kind is '类别：文件写法、简称、异写、旧称';
comment on column orgs.unit_alias.source is '来源';
comment on column orgs.unit_alias.recorded_at is '登记时间';
comment on column orgs.unit_alias.recorded_by is '登记账号';
create index unit_alias_key on orgs.unit_alias (alias_key);
grant select, insert on orgs.unit_alias to yinqiao_app;

create table orgs.unit_transfer (
  id uuid primary key,
  kind text not null check (kind in ('renamed', 'merged', 'abolished')),
  from_unit_id uuid not null references orgs.unit (id),
  from_name text not null,
  to_unit_id uuid references orgs.unit (id),
  to_name text,
  on_day date not null,
  basis text not null,
  recorded_at timestamptz not null,
  recorded_by uuid
);
comment on table orgs.unit_transfer is '单位更名、并入、撤销，只增不改';
comment on column orgs.unit_transfer.id is '编号';
comment on column orgs.unit_transfer.kind is '类别：更名、并入、撤销';
comment on column orgs.unit_transfer.from_unit_id is '原单位';
comment on column orgs.unit_transfer.from_name is '原名称';
comment on column orgs.unit_transfer.to_unit_id is '承接单位，撤销时为空';
comment on column orgs.unit_transfer.to_name is '新名称或承接单位名称';
comment on column orgs.unit_transfer.on_day is '生效日';
comment on column orgs.unit_transfer.basis is '依据';
comment on column orgs.unit_transfer.recorded_at is '登记时间';
comment on column orgs.unit_transfer.recorded_by is '登记账号';
create index unit_transfer_from on orgs.unit_transfer (from_unit_id);
create index unit_transfer_to on orgs.unit_transfer (to_unit_id);
grant select, insert on orgs.unit_transfer to yinqiao_app;

create table orgs.unit_collective (
  as_written text not null,
  key text primary key,
  kinds text[] not null,
  source text not null
);
comment on table orgs.unit_collective is '统称：代表若干类单位的写法';
comment on column orgs.unit_collective.as_written is '写法';
comment on column orgs.unit_collective.key is '归一后的写法';
comment on column orgs.unit_collective.kinds is '所代表的单位类别';
comment on column orgs.unit_collective.source is '来源';
grant select, insert, update on orgs.unit_collective to yinqiao_app;

create table orgs.firm (
  id uuid primary key,
  version int not null default 1,
  name text not null,
  name_full text collate "C" not null,
  name_initials text collate "C" not null,
  uscc text collate "C" unique check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  kinds text[] not null,
  state text not null check (state in ('pending', 'active', 'suspended', 'closed')),
  state_since date not null,
  division_code text collate "C",
  address text,
  address_key text,
  synthetic boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid,
  check (uscc is not null or state in ('pending', 'closed'))
);
comment on table orgs.firm is '企业与机构法人';
comment on column orgs.firm.id is '编号';
comment on column orgs.firm.version is '版本';
comment on column orgs.firm.name is '名称';
comment on column orgs.firm.name_full is '名称全拼';
comment on column orgs.firm.name_initials is '名称拼音首字母';
comment on column orgs.firm.uscc is '统一社会信用代码（GB 32100-2015），空为未知';
comment on column orgs.firm.kinds is '类别';
comment on column orgs.firm.state is '状态：待核实、存续、停业、注销';
comment on column orgs.firm.state_since is '状态起日';
comment on column orgs.firm.division_code is '所在区划，空为未知';
comment on column orgs.firm.address is '地址，空为未知';
comment on column orgs.firm.address_key is '归一地址';
comment on column orgs.firm.synthetic is '是否合成数据';
comment on column orgs.firm.created_at is '建立时间';
comment on column orgs.firm.updated_at is '最近修改时间';
comment on column orgs.firm.updated_by is '最近修改账号';
create index firm_name on orgs.firm (name collate "C", id);
create index firm_division on orgs.firm (division_code);
grant select, insert, update on orgs.firm to yinqiao_app;

create table orgs.institution (
  id uuid primary key,
  version int not null default 1,
  identity text not null unique,
  name text not null,
  name_full text collate "C" not null,
  name_initials text collate "C" not null,
  category text not null,
  kind text not null check (kind in ('home', 'nursing-home', 'welfare-home', 'rehabilitation', 'community-care', 'health-centre', 'centre', 'other')),
  state text not null check (state in ('listed', 'open', 'suspended', 'closed', 'merged')),
  state_before_merge text,
  merged_into uuid references orgs.institution (id),
  district_name text,
  division_code text collate "C",
  address text,
  address_key text,
  beds int check (beds >= 0),
  tags text[] not null default '{}',
  firm_id uuid references orgs.firm (id),
  lng double precision,
  lat double precision,
  source_list text not null,
  source_url text,
  hand_fields text[] not null default '{}',
  synthetic boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid,
  check ((state = 'merged') = (merged_into is not null)),
  check (merged_into <> id),
  check ((lng is null) = (lat is null))
);
comment on table orgs.institution is '养老服务机构';
comment on column orgs.institution.id is '编号';
comment on column orgs.institution.version is '版本';
comment on column orgs.institution.identity is '归一的区县与名称，重复导入时据此识别';
comment on column orgs.institution.name is '名称';
comment on column orgs.institution.name_full is '名称全拼';
comment on column orgs.institution.name_initials is '名称拼音首字母';
comment on column orgs.institution.category is '名单中的类别写法';
comment on column orgs.institution.kind is '归并后的类别';
comment on column orgs.institution.state is '状态：名单所列、运营、停业、关闭、已合并';
comment on column orgs.institution.state_before_merge is '合并前状态，用于撤销合并';
comment on column orgs.institution.merged_into is '并入的记录';
comment on column orgs.institution.district_name is '名单中的区县写法';
comment on column orgs.institution.division_code is '所在区划，空为无法判定';
comment on column orgs.institution.address is '地址，空为未知';
comment on column orgs.institution.address_key is '归一地址，用于提示疑似重复';
comment on column orgs.institution.beds is '床位数，空为名单未写明，不作零';
comment on column orgs.institution.tags is '名单所附标签';
comment on column orgs.institution.firm_id is '所属法人';
comment on column orgs.institution.lng is '经度（WGS-84），空为未定位';
comment on column orgs.institution.lat is '纬度（WGS-84），空为未定位';
comment on column orgs.institution.source_list is '来源名单';
comment on column orgs.institution.source_url is '来源网址';
comment on column orgs.institution.hand_fields is '经人工修改、再次导入不覆盖的字段';
comment on column orgs.institution.synthetic is '是否合成数据';
comment on column orgs.institution.created_at is '建立时间';
comment on column orgs.institution.updated_at is '最近修改时间';
comment on column orgs.institution.updated_by is '最近修改账号';
create index institution_name on orgs.institution (name collate "C", id);
create index institution_division on orgs.institution (division_code);
create index institution_district on orgs.institution (district_name);
grant select, insert, update on orgs.institution to yinqiao_app;

create table orgs.duplicate_proposal (
  id uuid primary key,
  left_id uuid not null references orgs.institution (id),
  right_id uuid not null references orgs.institution (id),
  reasons text[] not null,
  state text not null default 'open' check (state in ('open', 'same', 'different')),
  kept_id uuid references orgs.institution (id),
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  unique (left_id, right_id),
  check (left_id < right_id),
  check ((state = 'same') = (kept_id is not null)),
  check ((state = 'open') = (decided_at is null))
);
comment on table orgs.duplicate_proposal is '疑似重复机构，由人判定';
comment on column orgs.duplicate_proposal.id is '编号';
comment on column orgs.duplicate_proposal.left_id is '机构甲';
comment on column orgs.duplicate_proposal.right_id is '机构乙';
comment on column orgs.duplicate_proposal.reasons is '理由：同址、同名、近名';
comment on column orgs.duplicate_proposal.state is '状态：待判定、相同、不同';
comment on column orgs.duplicate_proposal.kept_id is '判为相同时保留的记录';
comment on column orgs.duplicate_proposal.proposed_at is '提出时间';
comment on column orgs.duplicate_proposal.decided_at is '判定时间';
comment on column orgs.duplicate_proposal.decided_by is '判定账号';
comment on column orgs.duplicate_proposal.decided_by_name is '判定人';
create index duplicate_proposal_right on orgs.duplicate_proposal (right_id);
create index duplicate_proposal_open on orgs.duplicate_proposal (state, id);
grant select, insert, update on orgs.duplicate_proposal to yinqiao_app;

create view orgs.pub_unit with (security_invoker = true) as
  select u.id, u.code, n.name, u.kind, u.division_code, u.valid_from, u.valid_to
  from orgs.unit u
  join lateral (select name from orgs.unit_name where unit_id = u.id order by valid_from desc limit 1) n on true;
comment on view orgs.pub_unit is '供上层房间连接的单位（最近名称）';
grant select on orgs.pub_unit to yinqiao_app;

create view orgs.pub_unit_name with (security_invoker = true) as
  select unit_id, name, valid_from, valid_to from orgs.unit_name;
comment on view orgs.pub_unit_name is '供上层房间连接的单位历次名称';
grant select on orgs.pub_unit_name to yinqiao_app;

create view orgs.pub_provider with (security_invoker = true) as
  select id, name, kind, state, district_name, division_code, address, beds, firm_id, lng, lat, source_list, synthetic
  from orgs.institution where state <> 'merged';
comment on view orgs.pub_provider is '供上层房间连接的养老服务机构';
grant select on orgs.pub_provider to yinqiao_app;

create view orgs.pub_firm with (security_invoker = true) as
  select id, name, uscc, kinds, state, division_code, synthetic from orgs.firm;
comment on view orgs.pub_firm is '供上层房间连接的企业与机构法人';
grant select on orgs.pub_firm to yinqiao_app;
