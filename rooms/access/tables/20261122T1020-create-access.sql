create schema access;
comment on schema access is '账号、岗位、会话';
grant usage on schema access to yinqiao_app;

create table access.account (
  id uuid primary key,
  username text not null,
  name text not null,
  state text not null default 'active' check (state in ('active', 'closed')),
  password_hash text,
  must_change_password boolean not null default true,
  totp_sealed text,
  totp_confirmed boolean not null default false,
  totp_last_step bigint not null default 0,
  oidc_subject text unique,
  failures int not null default 0,
  locked_until timestamptz,
  synthetic boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null
);
create unique index account_username on access.account (lower(username));
comment on table access.account is '账号';
comment on column access.account.id is '编号';
comment on column access.account.username is '账号名';
comment on column access.account.name is '姓名';
comment on column access.account.state is '状态：在用、停用';
comment on column access.account.password_hash is '口令摘要（scrypt），演示账号为空';
comment on column access.account.must_change_password is '下次登录须改口令';
comment on column access.account.totp_sealed is '动态口令密钥（加密）';
comment on column access.account.totp_confirmed is '动态口令是否已启用';
comment on column access.account.totp_last_step is '最近用过的动态口令时间步，防重放';
comment on column access.account.oidc_subject is '统一身份认证的主体标识';
comment on column access.account.failures is '连续失败次数';
comment on column access.account.locked_until is '锁定到';
comment on column access.account.synthetic is '合成数据';
comment on column access.account.version is '版本';
comment on column access.account.created_at is '建立时间';

create table access.post (
  id uuid primary key,
  account_id uuid not null references access.account (id),
  role text not null,
  unit_id uuid,
  unit_name text,
  area text collate "C" not null default '',
  area_name text,
  provider_id uuid,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  granted_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from)
);
create index post_account on access.post (account_id);
comment on table access.post is '岗位：账号在某单位的一个角色及其范围';
comment on column access.post.id is '编号';
comment on column access.post.account_id is '账号';
comment on column access.post.role is '角色';
comment on column access.post.unit_id is '单位';
comment on column access.post.unit_name is '单位名称（授予时）';
comment on column access.post.area is '辖区代码前缀，空串为无';
comment on column access.post.area_name is '辖区名称（授予时）';
comment on column access.post.provider_id is '服务机构';
comment on column access.post.valid_from is '起始日';
comment on column access.post.valid_to is '终止日（不含）';
comment on column access.post.granted_by is '授予人';
comment on column access.post.granted_at is '授予时间';

create table access.post_person (
  post_id uuid not null references access.post (id),
  person_id uuid not null,
  relation text not null check (relation in ('own', 'family', 'assigned')),
  primary key (post_id, person_id)
);
comment on table access.post_person is '岗位可见的具体老人及关系';
comment on column access.post_person.post_id is '岗位';
comment on column access.post_person.person_id is '老人';
comment on column access.post_person.relation is '关系：本人、家属、指派';

create table access.session (
  id uuid primary key,
  token_hash text not null unique,
  account_id uuid not null references access.account (id),
  post_id uuid not null references access.post (id),
  origin text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index session_account on access.session (account_id) where ended_at is null;
comment on table access.session is '登录会话';
comment on column access.session.id is '编号';
comment on column access.session.token_hash is '令牌摘要（SM3），令牌只在浏览器';
comment on column access.session.account_id is '账号';
comment on column access.session.post_id is '当前岗位';
comment on column access.session.origin is '来源地址';
comment on column access.session.created_at is '登录时间';
comment on column access.session.last_seen_at is '最近活动';
comment on column access.session.ended_at is '结束时间';
comment on column access.session.end_reason is '结束原因';

create table access.oidc_attempt (
  attempt_hash text primary key,
  return_to text not null,
  state text not null,
  nonce text not null,
  verifier_sealed text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  account_id uuid,
  ok boolean
);
comment on table access.oidc_attempt is '统一身份认证的一次尝试，只能用一次';
comment on column access.oidc_attempt.attempt_hash is '浏览器所持标识的摘要';
comment on column access.oidc_attempt.return_to is '返回地址';
comment on column access.oidc_attempt.state is 'state';
comment on column access.oidc_attempt.nonce is 'nonce';
comment on column access.oidc_attempt.verifier_sealed is 'PKCE 校验值（加密）';
comment on column access.oidc_attempt.made_at is '发起时间';
comment on column access.oidc_attempt.used_at is '使用时间';
comment on column access.oidc_attempt.account_id is '认证所得账号';
comment on column access.oidc_attempt.ok is '是否通过';

-- Someone signing in sees the one account they name, and nothing before that.
create function access.naming() returns text stable language sql as $$ select coalesce(current_setting('yinqiao.naming', true), '') $$;
comment on function access.naming() is '正在登录者所报的账号（账号名、编号或主体标识）';

alter table access.account enable row level security;
alter table access.account force row level security;
create policy own on access.account to yinqiao_app using (id = kernel.account());
create policy named on access.account to yinqiao_app using (kernel.role() = 'anonymous' and (lower(username) = access.naming() or id::text = access.naming() or oidc_subject = access.naming()));
create policy demo on access.account for select to yinqiao_app using (synthetic);
create policy administrators on access.account to yinqiao_app using (kernel.role() in ('system-admin', 'security-admin', 'audit-admin', 'system'));

alter table access.post enable row level security;
alter table access.post force row level security;
create policy follows_account on access.post to yinqiao_app using (exists (select from access.account a where a.id = account_id));

alter table access.post_person enable row level security;
alter table access.post_person force row level security;
create policy follows_post on access.post_person to yinqiao_app using (exists (select from access.post p where p.id = post_id));

alter table access.session enable row level security;
alter table access.session force row level security;
create policy own on access.session to yinqiao_app using (account_id = kernel.account());
create policy named on access.session to yinqiao_app using (kernel.role() = 'anonymous' and account_id::text = access.naming());
create policy administrators on access.session to yinqiao_app using (kernel.role() in ('system-admin', 'security-admin', 'system'));

grant select, insert, update on access.account, access.post, access.session, access.oidc_attempt to yinqiao_app;
grant select, insert on access.post_person to yinqiao_app;

-- Asked at every request before anybody is known: one row for a live token, and the mark that it is still in use.
create function access.find_session(token text, at timestamptz, idle interval, longest interval) returns table (
  session_id uuid, account_id uuid, name text, post_id uuid, role text, unit_id uuid, area text, provider_id uuid, persons uuid[]
) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select s.id, a.id, a.name, p.id, p.role, p.unit_id, p.area, p.provider_id,
      coalesce((select array_agg(pp.person_id) from access.post_person pp where pp.post_id = p.id), '{}')
    from access.session s join access.account a on a.id = s.account_id join access.post p on p.id = s.post_id
    where s.token_hash = token and s.ended_at is null and s.last_seen_at > at - idle and s.created_at > at - longest
      and a.state = 'active' and p.valid_from <= (at at time zone 'Asia/Shanghai')::date
      and (p.valid_to is null or p.valid_to > (at at time zone 'Asia/Shanghai')::date);
  if found then
    update access.session s set last_seen_at = at where s.token_hash = token and s.last_seen_at < at - interval '1 minute';
  end if;
end $$;
comment on function access.find_session is '按令牌摘要找到活动会话及其岗位';
revoke all on function access.find_session from public;
grant execute on function access.find_session to yinqiao_app;
