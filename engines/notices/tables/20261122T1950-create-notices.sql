create schema notices;
comment on schema notices is '通知：经推送、邮件、短信、语音告知某人，并留存是否送达的凭据';
grant usage on schema notices to yinqiao_app;

create table notices.notice (
  id uuid primary key,
  key text not null unique,
  chain_id uuid not null references notices.notice (id),
  step int not null default 0 check (step >= 0),
  resend_of uuid references notices.notice (id),
  topic text not null,
  subject_kind text not null,
  subject_id text not null,
  division_code text collate "C",
  persons uuid[] not null default '{}',
  account_id uuid,
  name_sealed text,
  phone_sealed text,
  mail_sealed text,
  channel text not null check (channel in ('push', 'mail', 'sms', 'voice')),
  title_sealed text not null,
  body_sealed text not null,
  url text,
  urgent boolean not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'delivered', 'seen', 'answered', 'failed', 'cancelled')),
  queued_at timestamptz not null,
  sending_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  seen_at timestamptz,
  answered_at timestamptz,
  failed_at timestamptz,
  cancelled_at timestamptz,
  attempt int not null default 0,
  round int not null default 1,
  next_at timestamptz not null,
  lease_until timestamptz,
  fence int not null default 0,
  cancel_asked boolean not null default false,
  fallback jsonb not null default '[]',
  fall_at timestamptz,
  gateway_id text,
  failure_reason text,
  failure_detail text,
  answer_sealed text,
  -- a state always has its time, and a failure its reason
  check (state <> 'sending' or sending_at is not null),
  check (state <> 'sent' or sent_at is not null),
  check (state <> 'delivered' or delivered_at is not null),
  check (state <> 'seen' or seen_at is not null),
  check (state <> 'answered' or answered_at is not null),
  check (state <> 'failed' or (failed_at is not null and failure_reason is not null)),
  check (state <> 'cancelled' or cancelled_at is not null)
);
comment on table notices.notice is '一条通知：告知一个人一件事的一种途径';
comment on column notices.notice.id is '编号，也是发给网关的幂等标识';
comment on column notices.notice.key is '调用方的键，同一步只产生一条';
comment on column notices.notice.chain_id is '依次尝试的各途径中的第一条';
comment on column notices.notice.step is '第几种途径，首条为 0';
comment on column notices.notice.resend_of is '人工重发自哪一条';
comment on column notices.notice.topic is '主题，由调用方命名';
comment on column notices.notice.subject_kind is '所涉事物的种类';
comment on column notices.notice.subject_id is '所涉事物的编号';
comment on column notices.notice.division_code is '区划，空为未指定';
comment on column notices.notice.persons is '所涉老人';
comment on column notices.notice.account_id is '收件账号，空为不限账号';
comment on column notices.notice.name_sealed is '收件人姓名（加密）';
comment on column notices.notice.phone_sealed is '收件电话（加密）';
comment on column notices.notice.mail_sealed is '收件邮箱（加密）';
comment on column notices.notice.channel is '途径：推送、邮件、短信、语音';
comment on column notices.notice.title_sealed is '标题（加密）';
comment on column notices.notice.body_sealed is '内容（加密）';
comment on column notices.notice.url is '点开后的站内地址';
comment on column notices.notice.urgent is '是否紧急，紧急的先发';
comment on column notices.notice.state is '状态：待发、发送中、已发出、已送达、已看到、已应答、失败、取消';
comment on column notices.notice.queued_at is '待发时间';
comment on column notices.notice.sending_at is '首次发送时间';
comment on column notices.notice.sent_at is '网关接收时间';
comment on column notices.notice.delivered_at is '送达时间';
comment on column notices.notice.seen_at is '看到时间';
comment on column notices.notice.answered_at is '应答时间';
comment on column notices.notice.failed_at is '失败时间';
comment on column notices.notice.cancelled_at is '取消时间';
comment on column notices.notice.attempt is '已发送次数';
comment on column notices.notice.round is '第几轮呼叫，占线或无人接听后另起一条再打';
comment on column notices.notice.next_at is '下次发送时间';
comment on column notices.notice.lease_until is '当前发送者的租期';
comment on column notices.notice.fence is '栅栏号，旧发送者的结果不再采用';
comment on column notices.notice.cancel_asked is '发送途中已要求取消';
comment on column notices.notice.fallback is '其后依次采用的途径和等待秒数';
comment on column notices.notice.fall_at is '未应答时改用下一途径的时间';
comment on column notices.notice.gateway_id is '网关给出的编号';
comment on column notices.notice.failure_reason is '最近一次失败原因代码';
comment on column notices.notice.failure_detail is '失败原因细节，不含地址';
comment on column notices.notice.answer_sealed is '应答内容（加密）';
create index notice_due on notices.notice (channel, urgent desc, next_at) where state in ('queued', 'sending');
create index notice_fall on notices.notice (fall_at) where fall_at is not null;
create index notice_subject on notices.notice (subject_kind, subject_id);
create index notice_chain on notices.notice (chain_id);
create index notice_again on notices.notice (resend_of) where resend_of is not null;
create index notice_failed on notices.notice (failed_at desc, id desc) where state = 'failed';
create index notice_silent on notices.notice (sent_at) where state = 'sent' and channel in ('sms', 'voice');
alter table notices.notice enable row level security;
alter table notices.notice force row level security;
create policy scope on notices.notice to yinqiao_app using (
  kernel.role() = 'system'
  or (kernel.area() <> '' and (starts_with(division_code, kernel.area()) or (division_code is null and length(kernel.area()) <= 6)))
  or account_id = kernel.account()
  or persons && kernel.persons()
);
grant select, insert, update on notices.notice to yinqiao_app;

create table notices.notice_event (
  id uuid primary key,
  notice_id uuid not null references notices.notice (id),
  at timestamptz not null,
  what text not null,
  attempt int not null,
  detail text,
  receipt_id text,
  by_account uuid,
  by_name text not null,
  unique (notice_id, receipt_id)
);
comment on table notices.notice_event is '通知的每一步，只增不改，作为凭据';
comment on column notices.notice_event.id is '编号';
comment on column notices.notice_event.notice_id is '通知';
comment on column notices.notice_event.at is '时间';
comment on column notices.notice_event.what is '发生了什么';
comment on column notices.notice_event.attempt is '第几次发送';
comment on column notices.notice_event.detail is '细节，不含姓名、电话和内容';
comment on column notices.notice_event.receipt_id is '网关回执编号，同一回执只记一次';
comment on column notices.notice_event.by_account is '经手账号，空为系统';
comment on column notices.notice_event.by_name is '经手人或系统';
alter table notices.notice_event enable row level security;
alter table notices.notice_event force row level security;
create policy scope on notices.notice_event to yinqiao_app using (exists (select from notices.notice n where n.id = notice_id));
grant select, insert on notices.notice_event to yinqiao_app;

create table notices.subscription (
  id uuid primary key,
  account_id uuid not null,
  endpoint_blind text not null,
  endpoint_sealed text,
  secret_sealed text,
  device text not null,
  made_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('unsubscribed', 'gone', 'other-account')),
  unique (account_id, endpoint_blind),
  check ((ended_at is null) = (end_reason is null) and (ended_at is null) = (endpoint_sealed is not null) and (ended_at is null) = (secret_sealed is not null))
);
comment on table notices.subscription is '账号的浏览器推送订阅，结束后抹去地址';
comment on column notices.subscription.id is '编号';
comment on column notices.subscription.account_id is '账号';
comment on column notices.subscription.endpoint_blind is '推送地址的盲索引';
comment on column notices.subscription.endpoint_sealed is '推送地址（加密），结束后为空';
comment on column notices.subscription.secret_sealed is '浏览器公钥和验证密钥（加密），结束后为空';
comment on column notices.subscription.device is '设备说明';
comment on column notices.subscription.made_at is '订阅时间';
comment on column notices.subscription.accepted_at is '推送服务最近一次接收的时间';
comment on column notices.subscription.ended_at is '结束时间';
comment on column notices.subscription.end_reason is '结束原因：退订、推送服务已注销、浏览器改属其他账号';
create index subscription_endpoint on notices.subscription (endpoint_blind) where ended_at is null;
alter table notices.subscription enable row level security;
alter table notices.subscription force row level security;
create policy own on notices.subscription to yinqiao_app using (kernel.role() = 'system' or account_id = kernel.account());
grant select, insert, update on notices.subscription to yinqiao_app;

create view notices.pub_notice with (security_invoker = true) as
  select id, key, chain_id, step, resend_of, topic, subject_kind, subject_id, division_code, persons, account_id, channel, urgent, state,
    queued_at, sending_at, sent_at, delivered_at, seen_at, answered_at, failed_at, cancelled_at, attempt, failure_reason
  from notices.notice;
comment on view notices.pub_notice is '通知：主题、途径、状态和各状态时间；无姓名、地址与内容';
grant select on notices.pub_notice to yinqiao_app;
