-- The newest moment at which what was known was frozen: nothing may become known at or before it afterwards.
create table kernel.freeze_mark (
  one boolean primary key default true check (one),
  at timestamptz not null
);
comment on table kernel.freeze_mark is '最近一次冻结所用的已知时刻';
comment on column kernel.freeze_mark.one is '只有一行';
comment on column kernel.freeze_mark.at is '已知时刻';
insert into kernel.freeze_mark (at) values ('1970-01-01T00:00:00Z');
grant select, update on kernel.freeze_mark to yinqiao_app;
