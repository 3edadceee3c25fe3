create schema industry;
comment on schema industry is '产业：园区与租约、产业链图谱';
grant usage on schema industry to yinqiao_app;

-- Two times: valid_* says when it was true, known_* when we knew it. A change closes known_to and adds rows; nothing is deleted.
create table industry.park (
  row_id uuid primary key,
  id uuid not null,
  version int not null,
  code text,
  name text not null,
  kind text not null check (kind in ('park', 'carrier', 'zone')),
  parent_id uuid,
  division_code text collate "C",
  covers text[] not null default '{}',
  operator_unit_id uuid,
  roles text[] not null default '{}',
  state text not null check (state in ('planned', 'building', 'operating', 'closed')),
  source text,
  synthetic boolean not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  recorded_by uuid,
  check ((kind = 'zone') = (parent_id is not null)),
  exclude using gist (id with =, daterange(valid_from, valid_to) with &&) where (known_to is null),
  exclude using gist (name with =, id with <>) where (known_to is null)
);
comment on table industry.park is '园区、载体与区块，按状态分段';
comment on column industry.park.row_id is '行编号';
comment on column industry.park.id is '园区编号';
comment on column industry.park.version is '版本';
comment on column industry.park.code is '文件中的稳定代码，手工新增为空';
comment on column industry.park.name is '名称';
comment on column industry.park.kind is '类别：园区、载体、区块';
comment on column industry.park.parent_id is '区块所属园区';
comment on column industry.park.division_code is '所在区划，空为待确认';
comment on column industry.park.covers is '服务的镇街（九位代码）';
comment on column industry.park.operator_unit_id is '运营单位，空为未定';
comment on column industry.park.roles is '方案中的作用：核心、首个承载地、依托载体';
comment on column industry.park.state is '状态：规划、建设、运营、停用';
comment on column industry.park.source is '来源';
comment on column industry.park.synthetic is '是否合成数据';
comment on column industry.park.valid_from is '该状态起日';
comment on column industry.park.valid_to is '该状态止日（不含），空为至今';
comment on column industry.park.known_from is '记录时间';
comment on column industry.park.known_to is '被更正的时间（不含），空为现行';
comment on column industry.park.recorded_by is '记录账号';
create index park_id on industry.park (id);
create index park_parent on industry.park (parent_id);
grant select, insert, update (known_to) on industry.park to yinqiao_app;

create table industry.space (
  row_id uuid primary key,
  id uuid not null,
  version int not null,
  park_id uuid not null,
  building text not null,
  number text not null,
  area_dm2 bigint not null check (area_dm2 > 0),
  division_code text collate "C",
  operator_unit_id uuid,
  synthetic boolean not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  recorded_by uuid,
  exclude using gist (park_id with =, building with =, number with =, daterange(valid_from, valid_to) with &&) where (known_to is null),
  exclude using gist (id with =, daterange(valid_from, valid_to) with &&) where (known_to is null)
);
comment on table industry.space is '可租单元，按面积分段';
comment on column industry.space.row_id is '行编号';
comment on column industry.space.id is '单元编号';
comment on column industry.space.version is '版本';
comment on column industry.space.park_id is '所属园区';
comment on column industry.space.building is '楼栋';
comment on column industry.space.number is '单元号';
comment on column industry.space.area_dm2 is '可租面积（平方分米，即百分之一平方米）';
comment on column industry.space.division_code is '所在区划（随园区）';
comment on column industry.space.operator_unit_id is '运营单位（随园区）';
comment on column industry.space.synthetic is '是否合成数据';
comment on column industry.space.valid_from is '可租起日';
comment on column industry.space.valid_to is '可租止日（不含），空为至今';
comment on column industry.space.known_from is '记录时间';
comment on column industry.space.known_to is '被更正的时间（不含），空为现行';
comment on column industry.space.recorded_by is '记录账号';
create index space_id on industry.space (id);
create index space_park on industry.space (park_id);
grant select, insert, update (known_to) on industry.space to yinqiao_app;

create table industry.lease (
  row_id uuid primary key,
  id uuid not null,
  version int not null,
  space_id uuid not null,
  park_id uuid not null,
  parent_id uuid,
  number text,
  firm_id uuid not null,
  area_dm2 bigint not null check (area_dm2 > 0),
  rent_free_to date check (rent_free_to > valid_from and (valid_to is null or rent_free_to <= valid_to)),
  monthly_fen bigint check (monthly_fen >= 0),
  division_code text collate "C",
  operator_unit_id uuid,
  synthetic boolean not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  recorded_by uuid,
  exclude using gist (space_id with =, daterange(valid_from, valid_to) with &&) where (known_to is null and parent_id is null)
);
comment on table industry.lease is '租约；同一单元的租约不得重叠，转租在原租约之内且不重复计算';
comment on column industry.lease.row_id is '行编号';
comment on column industry.lease.id is '租约编号';
comment on column industry.lease.version is '版本';
comment on column industry.lease.space_id is '可租单元';
comment on column industry.lease.park_id is '所属园区（随单元）';
comment on column industry.lease.parent_id is '转租所依原租约，空为直租';
comment on column industry.lease.number is '合同编号，空为未知';
comment on column industry.lease.firm_id is '承租企业';
comment on column industry.lease.area_dm2 is '租赁面积（平方分米，即百分之一平方米）';
comment on column industry.lease.rent_free_to is '免租期止日（不含），空为无免租';
comment on column industry.lease.monthly_fen is '月租金（分），空为未知';
comment on column industry.lease.division_code is '所在区划（随园区）';
comment on column industry.lease.operator_unit_id is '运营单位（随园区）';
comment on column industry.lease.synthetic is '是否合成数据';
comment on column industry.lease.valid_from is '起租日';
comment on column industry.lease.valid_to is '止租日（不含），空为未定期';
comment on column industry.lease.known_from is '记录时间';
comment on column industry.lease.known_to is '被更正或作废的时间（不含），空为现行';
comment on column industry.lease.recorded_by is '记录账号';
create index lease_id on industry.lease (id);
create index lease_space on industry.lease (space_id);
create index lease_park on industry.lease (park_id, valid_from);
create index lease_firm on industry.lease (firm_id);
grant select, insert, update (known_to) on industry.lease to yinqiao_app;

create view industry.pub_park with (security_invoker = true) as
  select id, version, code, name, kind, parent_id, roles, state, division_code, operator_unit_id as unit_id, synthetic,
    valid_from, valid_to, known_from, known_to
  from industry.park;
comment on view industry.pub_park is '园区各段（含已更正的）';
grant select on industry.pub_park to yinqiao_app;

create view industry.pub_space with (security_invoker = true) as
  select id, version, park_id, building, number, area_dm2 / 100.0 as area_m2, division_code, operator_unit_id as unit_id, synthetic,
    valid_from, valid_to, known_from, known_to
  from industry.space;
comment on view industry.pub_space is '可租单元各段（含已更正的），面积为平方米';
grant select on industry.pub_space to yinqiao_app;

create view industry.pub_lease with (security_invoker = true) as
  select id, version, space_id, park_id, parent_id, parent_id is not null as sublet, number, firm_id, area_dm2 / 100.0 as area_m2,
    valid_from as begun_on, valid_to as ended_on, rent_free_to, monthly_fen, division_code, operator_unit_id as unit_id, synthetic,
    valid_from, valid_to, known_from, known_to
  from industry.lease;
comment on view industry.pub_lease is '租约（含已更正的），面积为平方米，租金为分';
grant select on industry.pub_lease to yinqiao_app;

create view industry.pub_park_town with (security_invoker = true) as
  select p.id || ':' || t.code as id, p.version, p.id as park_id, t.code as town_code, p.kind, p.state, p.roles,
    t.code as division_code, p.operator_unit_id as unit_id, p.synthetic, p.valid_from, p.valid_to, p.known_from, p.known_to
  from industry.park p
  cross join lateral (
    select left(p.division_code, 9) as code where length(p.division_code) >= 9
    union
    select unnest(p.covers)
  ) t;
comment on view industry.pub_park_town is '园区、区块所在与所服务的镇街，一镇一行';
grant select on industry.pub_park_town to yinqiao_app;

create view industry.pub_town with (security_invoker = true) as
  select d.code as id, d.code, d.name, d.code as division_code, null::uuid as unit_id, false as synthetic, d.valid_from, d.valid_to
  from places.pub_division d join places.pub_district t on d.parent = t.code
  where length(d.code) = 9 and d.kind in ('street', 'town');
comment on view industry.pub_town is '本区的镇与街道';
grant select on industry.pub_town to yinqiao_app;
