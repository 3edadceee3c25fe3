create schema places;
comment on schema places is '地方：区划、板块、区界、场所';
grant usage on schema places to yinqiao_app;

create table places.district (
  code text collate "C" primary key check (code ~ '^\d{6}$'),
  name text not null,
  city text not null,
  province text not null,
  as_of date not null,
  title text not null,
  source text[] not null,
  confidence text not null,
  loaded_at timestamptz not null
);
comment on table places.district is '本平台所在区县及其区划文件';
comment on column places.district.code is '区县代码（GB/T 2260）';
comment on column places.district.name is '区县名称';
comment on column places.district.city is '所属市';
comment on column places.district.province is '所属省';
comment on column places.district.as_of is '最近装载的区划文件日期';
comment on column places.district.title is '区划文件标题';
comment on column places.district.source is '来源';
comment on column places.district.confidence is '可信程度';
comment on column places.district.loaded_at is '装载时间';
grant select, insert, update on places.district to yinqiao_app;

create table places.division (
  code text collate "C" not null check (code ~ '^\d{6}(\d{3}(\d{3})?)?$'),
  name text not null,
  kind text not null check (kind in ('county', 'street', 'town', 'statistical', 'community', 'village', 'other', 'neighbour')),
  parent text collate "C",
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  confidence text not null,
  primary key (code, valid_from),
  exclude using gist (code with =, daterange(valid_from, valid_to) with &&)
);
comment on table places.division is '行政区划，按有效期分版本';
comment on column places.division.code is '区划代码：6位县级、9位乡级、12位村级';
comment on column places.division.name is '名称';
comment on column places.division.kind is '类别：区县、街道、镇、统计用单位、社区、村、其他、相邻区县';
comment on column places.division.parent is '上级区划代码';
comment on column places.division.valid_from is '有效期起';
comment on column places.division.valid_to is '有效期止（不含），空为至今';
comment on column places.division.source is '来源';
comment on column places.division.confidence is '可信程度';
create index division_parent on places.division (parent);
grant select, insert, update on places.division to yinqiao_app;

create table places.block (
  code text collate "C" primary key,
  district_code text collate "C" not null references places.district (code),
  name text not null,
  as_written text not null,
  source text not null
);
comment on table places.block is '板块（经开区、高新区等），与区划并行的管辖轴';
comment on column places.block.code is '板块代码';
comment on column places.block.district_code is '所在区县';
comment on column places.block.name is '名称';
comment on column places.block.as_written is '文件中的写法';
comment on column places.block.source is '来源';
grant select, insert, update on places.block to yinqiao_app;

create table places.block_member (
  block_code text collate "C" not null references places.block (code),
  division_code text collate "C" not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  basis text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (block_code, division_code, valid_from),
  exclude using gist (block_code with =, division_code with =, daterange(valid_from, valid_to) with &&)
);
comment on table places.block_member is '板块所辖区划，按有效期；没有记录表示未定';
comment on column places.block_member.block_code is '板块';
comment on column places.block_member.division_code is '区划';
comment on column places.block_member.valid_from is '有效期起';
comment on column places.block_member.valid_to is '有效期止（不含），空为至今';
comment on column places.block_member.basis is '依据';
comment on column places.block_member.recorded_at is '登记时间';
comment on column places.block_member.recorded_by is '登记账号';
grant select, insert, update on places.block_member to yinqiao_app;

create table places.outline (
  district_code text collate "C" primary key references places.district (code),
  file jsonb not null,
  loaded_at timestamptz not null
);
comment on table places.outline is '区界（WGS-84），含来源、换算方法与容差';
comment on column places.outline.district_code is '区县';
comment on column places.outline.file is '区界文件内容';
comment on column places.outline.loaded_at is '装载时间';
grant select, insert, update on places.outline to yinqiao_app;

create table places.site (
  id uuid primary key,
  version int not null default 1,
  name text not null,
  kind text not null check (kind in ('estate', 'facility', 'medical', 'park', 'office', 'shop', 'school', 'culture', 'sport', 'transport', 'other')),
  state text not null default 'open' check (state in ('open', 'closed')),
  address text not null,
  address_key text,
  division_code text collate "C" not null,
  lng double precision,
  lat double precision,
  point_coding text check (point_coding in ('wgs84', 'gcj02', 'bd09')),
  point_check text check (point_check in ('inside', 'border', 'unknown')),
  synthetic boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid,
  check ((lng is null) = (lat is null) and (lng is null) = (point_coding is null) and (lng is null) = (point_check is null))
);
comment on table places.site is '场所：小区、设施、园区等公共地点（不含住户）';
comment on column places.site.id is '编号';
comment on column places.site.version is '版本';
comment on column places.site.name is '名称';
comment on column places.site.kind is '类别';
comment on column places.site.state is '状态：在用、停用';
comment on column places.site.address is '地址';
comment on column places.site.address_key is '归一地址，用于提示疑似重复';
comment on column places.site.division_code is '所在区划';
comment on column places.site.lng is '经度（WGS-84），空为未定位';
comment on column places.site.lat is '纬度（WGS-84），空为未定位';
comment on column places.site.point_coding is '录入时的坐标系';
comment on column places.site.point_check is '与区界核对结果';
comment on column places.site.synthetic is '是否合成数据';
comment on column places.site.created_at is '建立时间';
comment on column places.site.updated_at is '最近修改时间';
comment on column places.site.updated_by is '最近修改账号';
create index site_name on places.site (name collate "C", id);
create index site_division on places.site (division_code);
create index site_address_key on places.site (address_key);
grant select, insert, update on places.site to yinqiao_app;

create view places.pub_district with (security_invoker = true) as
  select code, name, city, province from places.district;
comment on view places.pub_district is '供上层房间连接的区县';
grant select on places.pub_district to yinqiao_app;

create view places.pub_division with (security_invoker = true) as
  select code, name, kind, parent, valid_from, valid_to from places.division where valid_to is null or valid_to > valid_from;
comment on view places.pub_division is '供上层房间连接的区划';
grant select on places.pub_division to yinqiao_app;

create view places.pub_site with (security_invoker = true) as
  select id, name, kind, state, address, division_code, lng, lat, synthetic from places.site;
comment on view places.pub_site is '供上层房间连接的场所';
grant select on places.pub_site to yinqiao_app;
