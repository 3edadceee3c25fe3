create schema series;
comment on schema series is '序列：按日保存的读数，近期在库，久远在列式文件';
grant usage on schema series to yinqiao_app;

create table series.series (
  id int generated always as identity primary key,
  kind text not null,
  division_code text collate "C",
  person uuid,
  label text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  forgotten_at timestamptz,
  cleared_at timestamptz,
  check (closed_at is null or closed_at >= opened_at)
);
comment on table series.series is '一个来源在一段时间内归属一处或一人；换了归属就是新的序列';
comment on column series.series.id is '序列编号';
comment on column series.series.kind is '来源种类，由上层命名';
comment on column series.series.division_code is '所在区划代码，空为不按辖区可见';
comment on column series.series.person is '归属的人，空为不归属个人';
comment on column series.series.label is '来源的标识';
comment on column series.series.opened_at is '归属开始';
comment on column series.series.closed_at is '归属结束，空为仍在';
comment on column series.series.forgotten_at is '要求删除其全部读数的时间，自此不可见';
comment on column series.series.cleared_at is '库内读数已删、归档文件已列入清理的时间';
create index series_person on series.series (person) where person is not null;
create index series_label on series.series (kind, label);
alter table series.series enable row level security;
alter table series.series force row level security;
create policy scope on series.series to yinqiao_app using (
  (select kernel.role()) = 'system'
  or case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or person = any ((select kernel.persons())::uuid[])
);
grant select, insert, update (closed_at, forgotten_at, cleared_at) on series.series to yinqiao_app;

-- one row a message; the key says which message of its moment it is, the day under which it lies is chosen by who keeps it
create table series.entry (
  day date not null,
  series_id int not null,
  at timestamptz not null,
  key bigint not null,
  received_at timestamptz not null,
  claimed_at timestamptz,
  trust smallint not null check (trust >= 0),
  metrics smallint[] not null,
  "values" double precision[] not null,
  raw bytea,
  primary key (series_id, at, key, day)
) partition by range (day);
comment on table series.entry is '读数：一条报文一行，原文与清洗后的数值并存，按日分区';
comment on column series.entry.day is '所属日期，由保存者决定';
comment on column series.entry.series_id is '序列';
comment on column series.entry.at is '读数时间（已校正）';
comment on column series.entry.key is '报文标识，同一序列同一时间同一标识只存一次';
comment on column series.entry.received_at is '收到时间';
comment on column series.entry.claimed_at is '来源自称的时间，空为未说';
comment on column series.entry.trust is '0 为可信，其余为不可信原因代码';
comment on column series.entry.metrics is '指标代码';
comment on column series.entry.values is '与指标一一对应的数值';
comment on column series.entry.raw is '报文原文';
alter table series.entry enable row level security;
alter table series.entry force row level security;
-- the subquery sees through the policy of series.series, so what hides a series hides its entries
create policy scope on series.entry for select to yinqiao_app using (
  (select kernel.role()) = 'system' or exists (select from series.series s where s.id = series_id and s.forgotten_at is null)
);
create policy keep on series.entry for insert to yinqiao_app with check ((select kernel.role()) = 'system');
create policy forget on series.entry for delete to yinqiao_app using (
  (select kernel.role()) = 'system' and exists (select from series.series s where s.id = series_id and s.forgotten_at is not null)
);
grant select, insert, delete on series.entry to yinqiao_app;

-- what meets no day of its own (a restore, a clock gone wrong) is kept here until its day is opened: nothing is refused
create table series.entry_rest partition of series.entry default;
comment on table series.entry_rest is '尚未开分区的日期的读数，开分区时移出';
comment on column series.entry_rest.day is '所属日期，由保存者决定';
comment on column series.entry_rest.series_id is '序列';
comment on column series.entry_rest.at is '读数时间（已校正）';
comment on column series.entry_rest.key is '报文标识，同一序列同一时间同一标识只存一次';
comment on column series.entry_rest.received_at is '收到时间';
comment on column series.entry_rest.claimed_at is '来源自称的时间，空为未说';
comment on column series.entry_rest.trust is '0 为可信，其余为不可信原因代码';
comment on column series.entry_rest.metrics is '指标代码';
comment on column series.entry_rest.values is '与指标一一对应的数值';
comment on column series.entry_rest.raw is '报文原文';
alter table series.entry_rest enable row level security;
alter table series.entry_rest force row level security;
create policy look on series.entry_rest for select to yinqiao_app using ((select kernel.role()) = 'system');
grant select on series.entry_rest to yinqiao_app;

create table series.archive (
  file text primary key,
  day date not null,
  part text not null check (part in ('readings', 'messages')),
  rows bigint not null check (rows >= 0),
  bytes bigint not null,
  hash text not null,
  columns text[] not null,
  mark text not null,
  first_at timestamptz,
  last_at timestamptz,
  made_at timestamptz not null,
  checked_at timestamptz,
  kept_at timestamptz,
  ended_at timestamptz
);
comment on table series.archive is '归档清单：某日读数的列式文件';
comment on column series.archive.file is '文件名（归档目录内）';
comment on column series.archive.day is '日期';
comment on column series.archive.part is '内容：读数或报文';
comment on column series.archive.rows is '行数';
comment on column series.archive.bytes is '字节数';
comment on column series.archive.hash is 'SHA-256 摘要';
comment on column series.archive.columns is '列名';
comment on column series.archive.mark is '写文件时库内该日的行数与摘要';
comment on column series.archive.made_at is '写成时间';
comment on column series.archive.first_at is '最早的读数时间，空文件为空';
comment on column series.archive.last_at is '最晚的读数时间，空文件为空';
comment on column series.archive.checked_at is '确认其中没有应删除的序列的时间，空为待清理';
comment on column series.archive.kept_at is '自此以文件为准（库内分区已删）';
comment on column series.archive.ended_at is '已被新文件取代';
create unique index archive_in_force on series.archive (day, part) where kept_at is not null and ended_at is null;
grant select, insert, delete, update (checked_at, kept_at, ended_at) on series.archive to yinqiao_app;

create function series.part_of(day date) returns text immutable language sql as $$ select 'entry_' || to_char(day, 'YYYYMMDD') $$;
comment on function series.part_of(date) is '某日分区的名称';

create function series.day_mark(day date) returns text stable language sql as $$
  select count(*) || ':' || coalesce(sum(hash_record_extended(e, 0)), 0) from series.entry e where e.day = day_mark.day
$$;
comment on function series.day_mark(date) is '库内某日的行数与摘要（与行序无关）';

-- writers wait for the moment this takes: one on its way to the rest would be refused there once the day is attached; readers
-- only when rows move, for they would look where these no longer are. Behind a long look (a backup) this gives up and is called again
create function series.open_day(day date) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  part text := series.part_of(day);
  patience text := current_setting('lock_timeout');
begin
  if kernel.role() <> 'system' then
    raise insufficient_privilege using message = 'only the program opens days';
  end if;
  if to_regclass('series.' || part) is not null then
    return false;
  end if;
  perform set_config('lock_timeout', '500ms', true);
  -- also lets one opener at a time in, and tells this one what the other made
  lock table only series.entry in share row exclusive mode;
  if to_regclass('series.' || part) is not null then
    perform set_config('lock_timeout', patience, true);
    return false;
  end if;
  if exists (select from series.entry_rest e where e.day = open_day.day) then
    lock table only series.entry in access exclusive mode;
  end if;
  execute format('create table series.%I (like series.entry including all)', part);
  execute format('alter table series.%I enable row level security', part);
  execute format('alter table series.%I force row level security', part);
  execute format('create policy owner_all on series.%I to yinqiao_owner using (true) with check (true)', part);
  execute format('comment on table series.%I is %L', part, day || ' 的读数');
  execute format(
    'with moved as (delete from series.entry_rest e where e.day = %L returning *) insert into series.%I select * from moved', day, part);
  execute format('alter table series.entry attach partition series.%I for values from (%L) to (%L)', part, day, day + 1);
  perform set_config('lock_timeout', patience, true);
  return true;
end
$$;
comment on function series.open_day(date) is '为某日开分区；已有则不变，返回是否新开';

-- the only way a day leaves the database: its files say what it holds, and it still holds that
create function series.drop_day(day date, made_at timestamptz, now timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  part text := series.part_of(day);
  told text;
begin
  if kernel.role() <> 'system' then
    raise insufficient_privilege using message = 'only the program drops days';
  end if;
  if to_regclass('series.' || part) is null then
    return false;
  end if;
  -- a message on its way into this day would wait for us and we for it: then it is we who give up, and are called again
  perform set_config('lock_timeout', '500ms', true);
  execute format('lock table series.%I in share mode', part);
  select min(a.mark) into told from series.archive a
    where a.day = drop_day.day and a.made_at = drop_day.made_at and a.kept_at is null and a.ended_at is null
    having count(*) = 2 and min(a.mark) = max(a.mark);
  if told is null or told <> series.day_mark(day) then
    return false;
  end if;
  update series.archive a set ended_at = now where a.day = drop_day.day and a.kept_at is not null and a.ended_at is null;
  update series.archive a set kept_at = now where a.day = drop_day.day and a.made_at = drop_day.made_at and a.kept_at is null;
  execute format('drop table series.%I', part);
  return true;
end
$$;
comment on function series.drop_day(date, timestamptz, timestamptz) is '归档文件与库内一致时删去某日分区，自此以文件为准；不一致则不动，返回是否删去';

revoke all on all functions in schema series from public;
grant execute on all functions in schema series to yinqiao_app;
