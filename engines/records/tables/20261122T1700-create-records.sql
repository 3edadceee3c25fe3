create schema records;
comment on schema records is '登记册：按类别声明的记录、版本、佐证、导入';
grant usage on schema records to yinqiao_app;

create table records.record (
  id uuid primary key,
  kind text collate "C" not null,
  identity text collate "C",
  head int not null default 1,
  created_at timestamptz not null,
  synthetic boolean not null default false
);
comment on table records.record is '记录（内容在各版本中）';
comment on column records.record.id is '编号';
comment on column records.record.kind is '登记册类别';
comment on column records.record.identity is '同一性标识，同类中唯一；空为无';
comment on column records.record.head is '最新版本号';
comment on column records.record.created_at is '建立时间';
comment on column records.record.synthetic is '是否合成数据';
create unique index record_identity on records.record (kind, identity) where identity is not null;
grant select, insert on records.record to yinqiao_app;
grant update (head, identity) on records.record to yinqiao_app;

create table records.version (
  id uuid primary key,
  record_id uuid not null references records.record (id),
  version int not null,
  kind text collate "C" not null,
  title text not null,
  search text collate "C" not null,
  values jsonb not null,
  origins jsonb not null,
  origin text not null check (origin in ('typed', 'import', 'device', 'derived')),
  typed int not null default 0,
  division_code text collate "C",
  unit_id uuid,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from),
  voided boolean not null default false,
  carried boolean not null default false,
  reason text,
  recorded_by uuid,
  recorded_name text not null,
  recorded_unit uuid
);
comment on table records.version is '记录的版本：何时为真、何时已知；只增加，更正时仅写入已知止';
comment on column records.version.id is '行编号';
comment on column records.version.record_id is '记录';
comment on column records.version.version is '版本号';
comment on column records.version.kind is '登记册类别';
comment on column records.version.title is '名称';
comment on column records.version.search is '供查找的文字：名称、拼音、标识';
comment on column records.version.values is '各字段的值，缺少即未知';
comment on column records.version.origins is '各字段的来源';
comment on column records.version.origin is '本版本的来源：填写、导入、设备、推算';
comment on column records.version.typed is '本版本中由人手工填写的字段数';
comment on column records.version.division_code is '属地，空为未知';
comment on column records.version.unit_id is '计入的单位，空为无';
comment on column records.version.valid_from is '为真起日';
comment on column records.version.valid_to is '为真止日（不含），空为至今';
comment on column records.version.known_from is '已知起';
comment on column records.version.known_to is '已知止（不含），空为现行';
comment on column records.version.voided is '已作废';
comment on column records.version.carried is '更改时保留的旧版本时段';
comment on column records.version.reason is '更改理由';
comment on column records.version.recorded_by is '登记账号';
comment on column records.version.recorded_name is '登记人';
comment on column records.version.recorded_unit is '登记人所在单位';
create index version_record on records.version (record_id, version);
create index version_kind on records.version (kind, known_from);
create index version_current on records.version (kind, title collate "C", record_id) where known_to is null;
grant select, insert on records.version to yinqiao_app;
grant update (known_to) on records.version to yinqiao_app;

create table records.evidence (
  id uuid primary key,
  record_id uuid not null references records.record (id),
  slot text collate "C" not null,
  needed int not null check (needed between 1 and 2),
  file_id uuid not null,
  file_name text not null,
  file_sm3 text collate "C" not null,
  issued_by text,
  valid_from date not null,
  valid_to date,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from),
  end_reason text,
  added_by uuid,
  added_name text not null,
  added_unit uuid
);
comment on table records.evidence is '佐证文件';
comment on column records.evidence.id is '编号';
comment on column records.evidence.record_id is '记录';
comment on column records.evidence.slot is '佐证项';
comment on column records.evidence.needed is '须几人认定';
comment on column records.evidence.file_id is '文件';
comment on column records.evidence.file_name is '文件名';
comment on column records.evidence.file_sm3 is '文件SM3指纹';
comment on column records.evidence.issued_by is '出具单位，空为未知';
comment on column records.evidence.valid_from is '起日';
comment on column records.evidence.valid_to is '有效期止（不含），空为无期限';
comment on column records.evidence.known_from is '已知起';
comment on column records.evidence.known_to is '撤回时间';
comment on column records.evidence.end_reason is '撤回理由';
comment on column records.evidence.added_by is '提交账号';
comment on column records.evidence.added_name is '提交人';
comment on column records.evidence.added_unit is '提交人所在单位';
create index evidence_record on records.evidence (record_id, slot);
create index evidence_file on records.evidence (file_sm3);
grant select, insert on records.evidence to yinqiao_app;
grant update (known_to, end_reason) on records.evidence to yinqiao_app;

create table records.ruling (
  id uuid primary key,
  evidence_id uuid not null references records.evidence (id),
  verdict text not null check (verdict in ('accept', 'reject')),
  reason text,
  ruled_by uuid not null,
  ruled_name text not null,
  ruled_unit uuid,
  known_from timestamptz not null,
  unique (evidence_id, ruled_by)
);
comment on table records.ruling is '佐证的认定，每人一次';
comment on column records.ruling.id is '编号';
comment on column records.ruling.evidence_id is '佐证';
comment on column records.ruling.verdict is '认定：认可、不认可';
comment on column records.ruling.reason is '理由';
comment on column records.ruling.ruled_by is '认定账号';
comment on column records.ruling.ruled_name is '认定人';
comment on column records.ruling.ruled_unit is '认定人所在单位';
comment on column records.ruling.known_from is '认定时间';
grant select, insert on records.ruling to yinqiao_app;

create table records.import (
  id uuid primary key,
  kind text collate "C" not null,
  file_name text not null,
  file_sm3 text not null,
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  opened_at timestamptz not null,
  opened_by uuid,
  opened_name text not null
);
comment on table records.import is '一次表格导入';
comment on column records.import.id is '编号';
comment on column records.import.kind is '登记册类别';
comment on column records.import.file_name is '文件名';
comment on column records.import.file_sm3 is '文件SM3指纹';
comment on column records.import.state is '状态：进行中、完成、取消';
comment on column records.import.opened_at is '读入时间';
comment on column records.import.opened_by is '导入账号';
comment on column records.import.opened_name is '导入人';
grant select, insert on records.import to yinqiao_app;
grant update (state) on records.import to yinqiao_app;

create table records.import_row (
  import_id uuid not null references records.import (id),
  n int not null,
  state text not null check (state in ('ready', 'wrong', 'added', 'changed', 'same')),
  title text not null,
  values jsonb not null,
  division_code text collate "C",
  messages jsonb not null,
  record_id uuid,
  primary key (import_id, n)
);
comment on table records.import_row is '导入的各行及其结果';
comment on column records.import_row.import_id is '导入';
comment on column records.import_row.n is '表中行号';
comment on column records.import_row.state is '状态：待写入、有误、新增、更改、无变化';
comment on column records.import_row.title is '名称';
comment on column records.import_row.values is '读出的值';
comment on column records.import_row.division_code is '属地';
comment on column records.import_row.messages is '逐列的说明';
comment on column records.import_row.record_id is '写入的记录';
create index import_row_state on records.import_row (import_id, state, n);
grant select, insert on records.import_row to yinqiao_app;
grant update (state, messages, record_id) on records.import_row to yinqiao_app;

create view records.pub_record with (security_invoker = true) as
  select v.record_id as id, v.version, v.kind, r.identity, v.title, v.values, v.origin, v.division_code, v.unit_id, v.valid_from, v.valid_to,
    v.known_from, v.known_to, (v.known_from at time zone 'Asia/Shanghai')::date as recorded_on,
    (r.created_at at time zone 'Asia/Shanghai')::date as first_on, r.synthetic
  from records.version v join records.record r on r.id = v.record_id where not v.voided;
comment on view records.pub_record is '供指标读取的记录版本（不含作废）';
grant select on records.pub_record to yinqiao_app;

create view records.pub_evidence with (security_invoker = true) as
  select e.id, e.record_id, r.kind, e.slot, e.file_sm3, e.valid_from, e.valid_to,
    greatest(e.known_from, a.known_from) as known_from, least(e.known_to, j.known_from) as known_to, r.synthetic
  from records.evidence e join records.record r on r.id = e.record_id
  join lateral (select known_from from records.ruling where evidence_id = e.id and verdict = 'accept' order by known_from offset e.needed - 1 limit 1) a on true
  left join lateral (select min(known_from) as known_from from records.ruling where evidence_id = e.id and verdict = 'reject') j on true;
comment on view records.pub_evidence is '供指标读取的已认定佐证';
grant select on records.pub_evidence to yinqiao_app;

create view records.pub_typing with (security_invoker = true) as
  select v.id::text as id, v.record_id, v.kind, v.typed as fields, v.recorded_unit as unit_id,
    (v.known_from at time zone 'Asia/Shanghai')::date as recorded_on, v.known_from, null::timestamptz as known_to
  from records.version v where v.typed > 0 and not v.carried;
comment on view records.pub_typing is '供指标读取的手工填写量';
grant select on records.pub_typing to yinqiao_app;
