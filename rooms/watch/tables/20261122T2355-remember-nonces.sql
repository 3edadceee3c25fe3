create table watch.push_nonce (
  source text collate "C" not null,
  nonce text collate "C" not null,
  until timestamptz not null,
  primary key (source, nonce)
);
comment on table watch.push_nonce is '签名推送用过的随机数：几个接入进程共用，过期即删';
comment on column watch.push_nonce.source is '签名的密钥（设备来源）';
comment on column watch.push_nonce.nonce is '随机数';
comment on column watch.push_nonce.until is '记到何时；此后这样的请求已过时限';
alter table watch.push_nonce enable row level security;
alter table watch.push_nonce force row level security;
create policy scope on watch.push_nonce to yinqiao_app using ((select kernel.role()) = 'system');
grant select, insert, delete on watch.push_nonce to yinqiao_app;

create index push_nonce_until on watch.push_nonce (until);
