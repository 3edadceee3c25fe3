create schema kernel;
comment on schema kernel is '内核：幂等、审计、事件、文件';
grant usage on schema kernel to yinqiao_app;

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists pgcrypto;

-- Who acts, as set by the kernel at the start of each transaction; an unset one sees nothing.
create function kernel.area() returns text stable language sql as $$ select coalesce(current_setting('yinqiao.area', true), '') $$;
create function kernel.role() returns text stable language sql as $$ select coalesce(current_setting('yinqiao.role', true), '') $$;
create function kernel.account() returns uuid stable language sql as $$ select nullif(current_setting('yinqiao.account', true), '')::uuid $$;
create function kernel.unit() returns uuid stable language sql as $$ select nullif(current_setting('yinqiao.unit', true), '')::uuid $$;
create function kernel.provider() returns uuid stable language sql as $$ select nullif(current_setting('yinqiao.provider', true), '')::uuid $$;
create function kernel.persons() returns uuid[] stable language sql as $$ select coalesce(nullif(current_setting('yinqiao.persons', true), ''), '{}')::uuid[] $$;
comment on function kernel.area() is '当前岗位的辖区代码前缀，空串为无';
comment on function kernel.role() is '当前岗位的角色代码';
comment on function kernel.account() is '当前账号';
comment on function kernel.unit() is '当前岗位所属单位';
comment on function kernel.provider() is '当前岗位所属服务机构';
comment on function kernel.persons() is '当前岗位可见的具体老人';

create table kernel.idempotency (
  actor text not null,
  key text not null,
  signature text not null,
  body_hash text not null,
  outcome text,
  at timestamptz not null,
  primary key (actor, key)
);
comment on table kernel.idempotency is '幂等键：同一账号同一键只执行一次';
comment on column kernel.idempotency.actor is '账号编号，未登录为 anonymous';
comment on column kernel.idempotency.key is '客户端给出的幂等键';
comment on column kernel.idempotency.signature is '命令名';
comment on column kernel.idempotency.body_hash is '请求内容的带密钥摘要';
comment on column kernel.idempotency.outcome is '加密保存的结果';
comment on column kernel.idempotency.at is '首次执行时间';
create index idempotency_at on kernel.idempotency (at);
alter table kernel.idempotency enable row level security;
alter table kernel.idempotency force row level security;
create policy own on kernel.idempotency to yinqiao_app using (actor = coalesce(kernel.account()::text, 'anonymous') or kernel.role() = 'system');
grant select, insert, update, delete on kernel.idempotency to yinqiao_app;

create table kernel.audit_line (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  at timestamptz not null,
  account_id uuid,
  post_id uuid,
  role text not null,
  name text not null,
  signature text not null,
  outcome text not null,
  subjects text not null,
  origin text not null
);
comment on table kernel.audit_line is '审计：只增不改，含查看个人信息';
comment on column kernel.audit_line.n is '序号';
comment on column kernel.audit_line.id is '编号';
comment on column kernel.audit_line.at is '时间';
comment on column kernel.audit_line.account_id is '账号';
comment on column kernel.audit_line.post_id is '岗位';
comment on column kernel.audit_line.role is '角色';
comment on column kernel.audit_line.name is '操作人姓名';
comment on column kernel.audit_line.signature is '接口';
comment on column kernel.audit_line.outcome is '结果：done 或拒绝代码';
comment on column kernel.audit_line.subjects is '对象及前后内容（JSON 文本，不含加密字段明文）';
comment on column kernel.audit_line.origin is '来源：网络地址或命令行';
create index audit_line_at on kernel.audit_line (at);
create index audit_line_account on kernel.audit_line (account_id, n);
create index audit_line_signature on kernel.audit_line (signature, n);
alter table kernel.audit_line enable row level security;
alter table kernel.audit_line force row level security;
create policy append on kernel.audit_line for insert to yinqiao_app with check (true);
create policy read on kernel.audit_line for select to yinqiao_app using (kernel.role() in ('audit-admin', 'system') or account_id = kernel.account());
grant select, insert on kernel.audit_line to yinqiao_app;

create table kernel.audit_seal (
  seq bigint primary key,
  line bigint not null unique references kernel.audit_line (n),
  hash text not null
);
comment on table kernel.audit_seal is '审计链：每行的 SM3 摘要含前一行的摘要';
comment on column kernel.audit_seal.seq is '链上位置';
comment on column kernel.audit_seal.line is '审计行序号';
comment on column kernel.audit_seal.hash is 'SM3（GB/T 32905）摘要';
grant select, insert on kernel.audit_seal to yinqiao_app;

create table kernel.event (
  id uuid primary key,
  source text not null,
  type text not null,
  subject text not null,
  at timestamptz not null,
  data jsonb not null
);
comment on table kernel.event is '事件发件箱（CloudEvents 1.0）';
comment on column kernel.event.id is '编号';
comment on column kernel.event.source is '房间';
comment on column kernel.event.type is '类型';
comment on column kernel.event.subject is '对象';
comment on column kernel.event.at is '时间';
comment on column kernel.event.data is '内容';
create index event_at on kernel.event (at);
grant select, insert on kernel.event to yinqiao_app;

create table kernel.delivery (
  event_id uuid not null references kernel.event (id),
  listener text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'parked')),
  attempts int not null default 0,
  reason text,
  changed_at timestamptz not null,
  primary key (event_id, listener)
);
comment on table kernel.delivery is '事件投递：每个监听者对每个事件只生效一次';
comment on column kernel.delivery.event_id is '事件';
comment on column kernel.delivery.listener is '监听者';
comment on column kernel.delivery.state is '状态：待投递、已完成、搁置';
comment on column kernel.delivery.attempts is '已尝试次数';
comment on column kernel.delivery.reason is '最近一次失败原因';
comment on column kernel.delivery.changed_at is '最近变化时间';
create index delivery_open on kernel.delivery (state, changed_at) where state <> 'done';
grant select, insert, update on kernel.delivery to yinqiao_app;

create table kernel.file (
  id uuid primary key,
  name text not null,
  mime text not null,
  size bigint not null,
  sha256 text not null,
  sm3 text not null,
  account_id uuid,
  at timestamptz not null
);
comment on table kernel.file is '文件登记，内容按摘要存盘';
comment on column kernel.file.id is '编号';
comment on column kernel.file.name is '原文件名';
comment on column kernel.file.mime is '由内容判定的类型';
comment on column kernel.file.size is '字节数';
comment on column kernel.file.sha256 is 'SHA-256 摘要';
comment on column kernel.file.sm3 is 'SM3 摘要';
comment on column kernel.file.account_id is '上传账号';
comment on column kernel.file.at is '上传时间';
alter table kernel.file enable row level security;
alter table kernel.file force row level security;
create policy own on kernel.file to yinqiao_app using (account_id = kernel.account() or kernel.role() = 'system');
grant select, insert on kernel.file to yinqiao_app;
