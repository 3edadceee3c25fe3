-- Requests to erase the readings of a person: asked by one, decided by another, carried out by the program; kept as the proof.
create table watch.erasure (
  id uuid primary key,
  elder_id uuid not null,
  division_code text collate "C" not null,
  state text not null check (state in ('asked', 'refused', 'agreed', 'erasing', 'done')),
  why text not null,
  asked_at timestamptz not null,
  asked_by uuid,
  asked_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_why text,
  waits_for text check (waits_for in ('alarm', 'binding')),
  series int,
  entries bigint,
  rows bigint,
  files int,
  finished_at timestamptz,
  check ((state = 'asked') = (decided_at is null)),
  check (decided_by is distinct from asked_by or decided_by is null),
  check ((state = 'done') = (finished_at is not null))
);
comment on table watch.erasure is '删除一人读数的申请：一人受理，另一人决定，程序执行，留作凭证';
comment on column watch.erasure.id is '编号';
comment on column watch.erasure.elder_id is '谁的读数';
comment on column watch.erasure.division_code is '老人所在社区（村）';
comment on column watch.erasure.state is '状态：待决定、不予删除、待执行、执行中、已删净';
comment on column watch.erasure.why is '谁要求、为何';
comment on column watch.erasure.asked_at is '受理时间';
comment on column watch.erasure.asked_by is '受理人账号';
comment on column watch.erasure.asked_by_name is '受理人姓名';
comment on column watch.erasure.decided_at is '决定时间';
comment on column watch.erasure.decided_by is '决定人账号，与受理人不同';
comment on column watch.erasure.decided_by_name is '决定人姓名';
comment on column watch.erasure.decided_why is '决定的说明';
comment on column watch.erasure.waits_for is '执行在等什么：告警结案、设备解绑；空为不等';
comment on column watch.erasure.series is '删除的序列数';
comment on column watch.erasure.entries is '从库内删去的条目数';
comment on column watch.erasure.rows is '从归档文件去掉的行数';
comment on column watch.erasure.files is '重写的归档文件数';
comment on column watch.erasure.finished_at is '删净时间';
create unique index erasure_open on watch.erasure (elder_id) where state in ('asked', 'agreed', 'erasing');
create index erasure_asked on watch.erasure (asked_at, id);
alter table watch.erasure enable row level security;
alter table watch.erasure force row level security;
create policy scope on watch.erasure to yinqiao_app using (
  case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or elder_id = any ((select kernel.persons())::uuid[])
);
grant select, insert, update on watch.erasure to yinqiao_app;
