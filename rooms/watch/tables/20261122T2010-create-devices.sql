create schema watch;
comment on schema watch is '守护：居家、社区、机构里的设备与告警';
grant usage on schema watch to yinqiao_app;

create table watch.home (
  id uuid primary key,
  version int not null default 1,
  scene text not null check (scene in ('home', 'community', 'institution')),
  name text collate "C" not null,
  address text not null,
  division_code text collate "C" not null check (division_code ~ '^\d{12}$'),
  site_id uuid,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  entry_sealed text,
  silence_minutes int check (silence_minutes between 1 and 43200),
  indoors_from time,
  indoors_to time,
  synthetic boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid,
  check ((lat is null) = (lon is null)),
  check ((indoors_from is null) = (indoors_to is null))
);
comment on table watch.home is '守护的住处：一户、一处社区点位或一家机构';
comment on column watch.home.id is '编号';
comment on column watch.home.version is '版本';
comment on column watch.home.scene is '场景：居家、社区、机构';
comment on column watch.home.name is '名称，如某某家';
comment on column watch.home.address is '地址';
comment on column watch.home.division_code is '所在社区（村）区划代码';
comment on column watch.home.site_id is '所在场所，空为不在登记的场所内';
comment on column watch.home.lat is '纬度 WGS-84，空为未定位';
comment on column watch.home.lon is '经度 WGS-84';
comment on column watch.home.entry_sealed is '进门须知（密文）：大门、楼层、钥匙、犬、语言、其他';
comment on column watch.home.silence_minutes is '约定的整户静默上限（分钟），空为未约定，按设备各自的上限';
comment on column watch.home.indoors_from is '应在家时段开始，空为未约定';
comment on column watch.home.indoors_to is '应在家时段结束';
comment on column watch.home.synthetic is '合成数据';
comment on column watch.home.created_at is '建立时间';
comment on column watch.home.updated_at is '更新时间';
comment on column watch.home.updated_by is '更新人';
grant select, insert, update on watch.home to yinqiao_app;

create index home_division on watch.home (division_code, name, id);

create table watch.home_member (
  id uuid primary key,
  home_id uuid not null references watch.home (id),
  elder_id uuid not null,
  division_code text collate "C" not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  exclude using gist ((elder_id::text) with =, tstzrange(valid_from, valid_to) with &&)
);
comment on table watch.home_member is '住在该处、受守护的老人';
comment on column watch.home_member.id is '编号';
comment on column watch.home_member.home_id is '住处';
comment on column watch.home_member.elder_id is '老人';
comment on column watch.home_member.division_code is '区划代码';
comment on column watch.home_member.valid_from is '起';
comment on column watch.home_member.valid_to is '止，空为至今';
alter table watch.home_member enable row level security;
alter table watch.home_member force row level security;
create policy scope on watch.home_member to yinqiao_app using (case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end or elder_id = any ((select kernel.persons())::uuid[]));
grant select, insert, update on watch.home_member to yinqiao_app;

create index home_member_home on watch.home_member (home_id) where valid_to is null;
create index home_member_elder on watch.home_member (elder_id);

alter table watch.home enable row level security;
alter table watch.home force row level security;
create policy scope on watch.home to yinqiao_app using (
  case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or exists (select 1 from watch.home_member m where m.home_id = id and m.valid_to is null and m.elder_id = any ((select kernel.persons())::uuid[]))
);

create table watch.contact (
  id uuid primary key,
  home_id uuid not null references watch.home (id),
  order_no int not null check (order_no > 0),
  kind text not null check (kind in ('keyholder', 'family', 'neighbour', 'responder', 'village', 'provider', 'doctor')),
  name_sealed text not null,
  phone_sealed text,
  account_id uuid,
  has_key boolean,
  minutes int check (minutes between 0 and 600),
  language text,
  ended_at timestamptz
);
comment on table watch.contact is '出事时按次序找的人：钥匙保管人、家属、邻居、响应人员';
comment on column watch.contact.id is '编号';
comment on column watch.contact.home_id is '住处';
comment on column watch.contact.order_no is '次序';
comment on column watch.contact.kind is '类别';
comment on column watch.contact.name_sealed is '姓名（密文）';
comment on column watch.contact.phone_sealed is '电话（密文）';
comment on column watch.contact.account_id is '平台账号，空为没有账号';
comment on column watch.contact.has_key is '有无钥匙，空为不知道';
comment on column watch.contact.minutes is '约几分钟能到，空为不知道';
comment on column watch.contact.language is '语言';
comment on column watch.contact.ended_at is '停用时间，空为在用';
alter table watch.contact enable row level security;
alter table watch.contact force row level security;
create policy scope on watch.contact to yinqiao_app using (exists (select 1 from watch.home h where h.id = home_id));
grant select, insert, update on watch.contact to yinqiao_app;

create unique index contact_order on watch.contact (home_id, order_no) where ended_at is null;

create table watch.device (
  id uuid primary key,
  version int not null default 1,
  source text collate "C" not null unique,
  protocol text not null,
  serial text collate "C" not null,
  kind text not null check (kind in ('gateway', 'wearable', 'pendant', 'pull-cord', 'radar', 'bed', 'door', 'motion', 'smoke', 'gas', 'water', 'medicine-box', 'vitals', 'plug', 'other')),
  vendor text,
  model text collate "C",
  gateway_id uuid references watch.device (id),
  secret_hash text,
  state text not null check (state in ('stock', 'in-use', 'repair', 'lost', 'scrapped')),
  silence_minutes int check (silence_minutes between 1 and 43200),
  test_days int check (test_days between 1 and 366),
  division_code text collate "C" not null check (division_code ~ '^(\d{6}|\d{9}|\d{12})$'),
  synthetic boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid,
  unique (protocol, serial)
);
comment on table watch.device is '设备登记';
comment on column watch.device.id is '编号';
comment on column watch.device.version is '版本';
comment on column watch.device.source is '来源名：消息以此名义到达（协议:序列号）';
comment on column watch.device.protocol is '协议';
comment on column watch.device.serial is '序列号或 IMEI';
comment on column watch.device.kind is '种类';
comment on column watch.device.vendor is '厂商';
comment on column watch.device.model is '型号';
comment on column watch.device.gateway_id is '所接网关，空为直连';
comment on column watch.device.secret_hash is '接入密钥的摘要，空为不以密钥接入';
comment on column watch.device.state is '状态：在库、在用、维修、遗失、报废';
comment on column watch.device.silence_minutes is '约定的静默上限（分钟），空为按种类默认';
comment on column watch.device.test_days is '测试呼叫间隔（天），空为不要求';
comment on column watch.device.division_code is '所在或保管地的区划代码';
comment on column watch.device.synthetic is '合成数据';
comment on column watch.device.created_at is '登记时间';
comment on column watch.device.updated_at is '更新时间';
comment on column watch.device.updated_by is '更新人';
grant select, insert, update on watch.device to yinqiao_app;

create index device_division on watch.device (division_code, id);
create index device_gateway on watch.device (gateway_id);
create index device_changed on watch.device (updated_at);

create table watch.binding (
  id uuid primary key,
  device_id uuid not null references watch.device (id),
  home_id uuid not null references watch.home (id),
  elder_id uuid,
  division_code text collate "C" not null,
  room text,
  series_id int not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  bound_by uuid,
  bound_by_name text not null,
  ended_why text,
  ended_by_name text,
  exclude using gist ((device_id::text) with =, tstzrange(valid_from, valid_to) with &&),
  check ((valid_to is null) = (ended_why is null))
);
comment on table watch.binding is '设备装在哪一处、归谁用，一台设备同一时刻只有一处';
comment on column watch.binding.id is '编号';
comment on column watch.binding.device_id is '设备';
comment on column watch.binding.home_id is '住处';
comment on column watch.binding.elder_id is '佩戴或使用的老人，空为全户共用';
comment on column watch.binding.division_code is '区划代码';
comment on column watch.binding.room is '房间';
comment on column watch.binding.series_id is '读数序列';
comment on column watch.binding.valid_from is '起';
comment on column watch.binding.valid_to is '止，空为至今';
comment on column watch.binding.bound_by is '绑定人';
comment on column watch.binding.bound_by_name is '绑定人姓名';
comment on column watch.binding.ended_why is '解绑原因';
comment on column watch.binding.ended_by_name is '解绑人姓名';
alter table watch.binding enable row level security;
alter table watch.binding force row level security;
create policy scope on watch.binding to yinqiao_app using (case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end or elder_id = any ((select kernel.persons())::uuid[]) or exists (select 1 from watch.home h where h.id = home_id));
grant select, insert, update on watch.binding to yinqiao_app;

create index binding_home on watch.binding (home_id) where valid_to is null;
create index binding_elder on watch.binding (elder_id);
create index binding_device on watch.binding (device_id, valid_from);

alter table watch.device enable row level security;
alter table watch.device force row level security;
create policy scope on watch.device to yinqiao_app using (
  case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or exists (select 1 from watch.binding b where b.device_id = id and b.valid_to is null and b.elder_id = any ((select kernel.persons())::uuid[]))
);

create table watch.device_state (
  device_id uuid primary key references watch.device (id),
  last_seen_at timestamptz,
  last_kept_at timestamptz,
  battery double precision,
  battery_told_on date,
  signal double precision,
  firmware text,
  settings jsonb not null default '{}',
  memory jsonb not null default '{}',
  tested_at timestamptz,
  silent_since timestamptz
);
comment on table watch.device_state is '设备最近的状况，由收到的消息更新';
comment on column watch.device_state.device_id is '设备';
comment on column watch.device_state.last_seen_at is '最近一次收到消息（服务器时间），空为从未';
comment on column watch.device_state.last_kept_at is '最近一次可信读数的时间';
comment on column watch.device_state.battery is '电量（%）';
comment on column watch.device_state.battery_told_on is '最近一次提示电量低的日子';
comment on column watch.device_state.signal is '信号（dBm）';
comment on column watch.device_state.firmware is '固件版本';
comment on column watch.device_state.settings is '设备上报的设置与计数';
comment on column watch.device_state.memory is '读懂下一条消息所需的记忆（如雷达的计数）';
comment on column watch.device_state.tested_at is '最近一次测试呼叫';
comment on column watch.device_state.silent_since is '静默自何时起，空为未静默';
alter table watch.device_state enable row level security;
alter table watch.device_state force row level security;
create policy scope on watch.device_state to yinqiao_app using (exists (select 1 from watch.device d where d.id = device_id));
grant select, insert, update on watch.device_state to yinqiao_app;

create index device_state_seen on watch.device_state (last_seen_at);

create table watch.device_event (
  id uuid primary key,
  device_id uuid not null references watch.device (id),
  at timestamptz not null,
  kind text not null,
  detail jsonb not null default '{}',
  by_account uuid,
  by_name text not null
);
comment on table watch.device_event is '设备的一生：登记、绑定、移动、测试、维修、报废，只增不改';
comment on column watch.device_event.id is '编号';
comment on column watch.device_event.device_id is '设备';
comment on column watch.device_event.at is '时间';
comment on column watch.device_event.kind is '事项';
comment on column watch.device_event.detail is '内容';
comment on column watch.device_event.by_account is '谁';
comment on column watch.device_event.by_name is '姓名';
alter table watch.device_event enable row level security;
alter table watch.device_event force row level security;
create policy scope on watch.device_event to yinqiao_app using (exists (select 1 from watch.device d where d.id = device_id));
grant select, insert on watch.device_event to yinqiao_app;

create index device_event_device on watch.device_event (device_id, at);

create table watch.home_state (
  home_id uuid primary key references watch.home (id),
  active_at timestamptz,
  door_at timestamptz,
  bed_left_at timestamptz,
  inside text not null default 'unknown' check (inside in ('yes', 'no', 'unknown')),
  inside_at timestamptz,
  silent_since timestamptz,
  next_look_at timestamptz
);
comment on table watch.home_state is '住处最近的动静，由可信读数更新，供按时间判断的规则使用';
comment on column watch.home_state.home_id is '住处';
comment on column watch.home_state.active_at is '最近一次有人活动的时间';
comment on column watch.home_state.door_at is '最近一次门开关的时间';
comment on column watch.home_state.bed_left_at is '离床时间，空为在床或不知道';
comment on column watch.home_state.inside is '是否在家：是、否、不知道';
comment on column watch.home_state.inside_at is '得知是否在家的时间';
comment on column watch.home_state.silent_since is '整户静默自何时起';
comment on column watch.home_state.next_look_at is '下一次按时间判断的时间';
alter table watch.home_state enable row level security;
alter table watch.home_state force row level security;
create policy scope on watch.home_state to yinqiao_app using (exists (select 1 from watch.home h where h.id = home_id));
grant select, insert, update on watch.home_state to yinqiao_app;

create index home_state_look on watch.home_state (next_look_at);

create table watch.quarantine (
  id uuid primary key,
  at timestamptz not null,
  via text not null,
  source text not null,
  topic text not null,
  reason text not null,
  detail text,
  bytes int not null,
  payload bytea,
  times int not null default 1,
  last_at timestamptz not null,
  settled_at timestamptz,
  settled_by_name text,
  settled_how text
);
comment on table watch.quarantine is '不收的消息：陌生设备、越权主题、坏消息、过大的消息，附原因';
comment on column watch.quarantine.id is '编号';
comment on column watch.quarantine.at is '收到时间';
comment on column watch.quarantine.via is '来路：mqtt、http、tcp';
comment on column watch.quarantine.source is '自称的来源';
comment on column watch.quarantine.topic is '主题';
comment on column watch.quarantine.reason is '原因代码';
comment on column watch.quarantine.detail is '说明';
comment on column watch.quarantine.bytes is '字节数';
comment on column watch.quarantine.payload is '内容的开头，至多 4096 字节';
comment on column watch.quarantine.times is '同一来源同一原因的次数';
comment on column watch.quarantine.last_at is '最近一次';
comment on column watch.quarantine.settled_at is '处理时间';
comment on column watch.quarantine.settled_by_name is '处理人';
comment on column watch.quarantine.settled_how is '如何处理';
alter table watch.quarantine enable row level security;
alter table watch.quarantine force row level security;
create policy scope on watch.quarantine to yinqiao_app using (kernel.role() = 'system' or length(kernel.area()) = 6);
grant select, insert, update on watch.quarantine to yinqiao_app;

create unique index quarantine_open on watch.quarantine (via, source, topic, reason) where settled_at is null;
create index quarantine_last on watch.quarantine (last_at, id);

create view watch.pub_home with (security_invoker = true) as
  select id, scene, name, division_code, site_id, lat, lon, synthetic, created_at from watch.home;
create view watch.pub_device with (security_invoker = true) as
  select d.id, d.source, d.protocol, d.kind, d.vendor, d.model, d.gateway_id, d.state, d.division_code, d.synthetic, d.created_at, s.last_seen_at, s.battery
  from watch.device d left join watch.device_state s on s.device_id = d.id;
create view watch.pub_binding with (security_invoker = true) as
  select id, device_id, home_id, elder_id, division_code, room, series_id, valid_from, valid_to from watch.binding;
grant select on watch.pub_home, watch.pub_device, watch.pub_binding to yinqiao_app;
