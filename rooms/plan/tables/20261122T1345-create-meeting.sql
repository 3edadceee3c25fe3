create table plan.meeting (
  id uuid not null,
  version int not null,
  kind text not null check (kind in ('推进会', '交流会', '专题会')),
  title text not null,
  place text,
  all_day boolean not null,
  first_day date not null,
  last_day date not null,
  starts_at timestamptz,
  ends_at timestamptz,
  state text not null check (state in ('draft', 'called', 'held', 'cancelled')),
  sequence int not null,
  held_on date,
  reason text,
  synthetic boolean not null,
  entered_by text not null,
  known_from timestamptz not null,
  known_to timestamptz,
  primary key (id, version),
  check (last_day >= first_day),
  check (all_day = (starts_at is null) and all_day = (ends_at is null)),
  check (ends_at is null or ends_at > starts_at),
  check ((state = 'held') = (held_on is not null)),
  check (known_to is null or known_to >= known_from)
);
create unique index meeting_one_current on plan.meeting (id) where known_to is null;
create index meeting_day on plan.meeting (first_day) where known_to is null;
comment on table plan.meeting is '会议，每次变动一个版本，只增不改';
comment on column plan.meeting.id is '编号，各版本不变';
comment on column plan.meeting.version is '版本';
comment on column plan.meeting.kind is '种类：推进会、交流会、专题会';
comment on column plan.meeting.title is '名称';
comment on column plan.meeting.place is '地点';
comment on column plan.meeting.all_day is '是否全天';
comment on column plan.meeting.first_day is '第一天';
comment on column plan.meeting.last_day is '最后一天';
comment on column plan.meeting.starts_at is '开始时间，全天的为空';
comment on column plan.meeting.ends_at is '结束时间，全天的为空';
comment on column plan.meeting.state is '状态：拟议、已通知、已召开、已取消';
comment on column plan.meeting.sequence is '日历文件的次序号，通知后每次变动加一';
comment on column plan.meeting.held_on is '召开日';
comment on column plan.meeting.reason is '取消原因';
comment on column plan.meeting.synthetic is '是否合成数据';
comment on column plan.meeting.entered_by is '录入人';
comment on column plan.meeting.known_from is '何时得知';
comment on column plan.meeting.known_to is '何时被更正';

create table plan.agenda_item (
  meeting_id uuid not null,
  meeting_version int not null,
  place int not null,
  id uuid not null,
  kind text not null check (kind in ('late-measure', 'open-issue', 'gate', 'overdue-decision', 'finding', 'hand')),
  source_id text,
  source_title text,
  why text,
  title text not null,
  text text,
  primary key (meeting_id, meeting_version, place),
  foreign key (meeting_id, meeting_version) references plan.meeting (id, version),
  unique (meeting_id, meeting_version, id),
  check ((kind = 'hand') = (source_id is null))
);
comment on table plan.agenda_item is '会议某一版本的议程；改动后仍保留来源';
comment on column plan.agenda_item.meeting_id is '会议';
comment on column plan.agenda_item.meeting_version is '会议版本';
comment on column plan.agenda_item.place is '次序';
comment on column plan.agenda_item.id is '编号，各版本不变';
comment on column plan.agenda_item.kind is '来源种类：滞后指标、未决事项、阶段节点、逾期决议、评估发现、手工';
comment on column plan.agenda_item.source_id is '来源编号';
comment on column plan.agenda_item.source_title is '来源原标题';
comment on column plan.agenda_item.why is '列入原因';
comment on column plan.agenda_item.title is '议题';
comment on column plan.agenda_item.text is '说明';

create table plan.attendance (
  meeting_id uuid not null,
  meeting_version int not null,
  place int not null,
  unit_id uuid,
  unit_name text not null,
  state text not null check (state in ('called', 'present', 'excused', 'absent')),
  delegate text,
  primary key (meeting_id, meeting_version, place),
  foreign key (meeting_id, meeting_version) references plan.meeting (id, version)
);
comment on table plan.attendance is '会议某一版本的参会单位';
comment on column plan.attendance.meeting_id is '会议';
comment on column plan.attendance.meeting_version is '会议版本';
comment on column plan.attendance.place is '次序';
comment on column plan.attendance.unit_id is '单位';
comment on column plan.attendance.unit_name is '单位名称（当时）';
comment on column plan.attendance.state is '状态：通知、到会、请假、缺席';
comment on column plan.attendance.delegate is '到会人的职务或姓名';

create table plan.minutes (
  meeting_id uuid not null,
  version int not null,
  body text not null,
  change_reason text,
  written_by text not null,
  written_at timestamptz not null,
  signed_by text,
  signed_at timestamptz,
  primary key (meeting_id, version),
  check ((signed_by is null) = (signed_at is null))
);
comment on table plan.minutes is '会议纪要的版本，只增不改；签发后再改即新版本';
comment on column plan.minutes.meeting_id is '会议';
comment on column plan.minutes.version is '版本';
comment on column plan.minutes.body is '纪要正文';
comment on column plan.minutes.change_reason is '签发后修改的原因';
comment on column plan.minutes.written_by is '撰写人';
comment on column plan.minutes.written_at is '撰写时间';
comment on column plan.minutes.signed_by is '签发人';
comment on column plan.minutes.signed_at is '签发时间';

create table plan.meeting_decision (
  id uuid not null,
  version int not null,
  meeting_id uuid not null,
  item_id uuid,
  item_kind text not null,
  text text not null,
  owner_unit_id uuid not null,
  owner_name text not null,
  decided_on date not null,
  due date not null,
  done_on date,
  record_kind text,
  record_id text,
  done_note text,
  closed_by text,
  synthetic boolean not null,
  entered_by text not null,
  known_from timestamptz not null,
  known_to timestamptz,
  primary key (id, version),
  check (due >= decided_on),
  check ((done_on is null) = (record_id is null) and (done_on is null) = (record_kind is null) and (done_on is null) = (closed_by is null)),
  check (known_to is null or known_to >= known_from)
);
create unique index meeting_decision_one_current on plan.meeting_decision (id) where known_to is null;
create index meeting_decision_open on plan.meeting_decision (due) where known_to is null and done_on is null;
create index meeting_decision_owner on plan.meeting_decision (owner_unit_id) where known_to is null;
comment on table plan.meeting_decision is '会议决议：必有承办单位与期限，凭记录办结；每次变动一个版本';
comment on column plan.meeting_decision.id is '编号，各版本不变';
comment on column plan.meeting_decision.version is '版本';
comment on column plan.meeting_decision.meeting_id is '作出决议的会议';
comment on column plan.meeting_decision.item_id is '所属议题';
comment on column plan.meeting_decision.item_kind is '议题来源种类';
comment on column plan.meeting_decision.text is '决议内容';
comment on column plan.meeting_decision.owner_unit_id is '承办单位';
comment on column plan.meeting_decision.owner_name is '承办单位名称（当时）';
comment on column plan.meeting_decision.decided_on is '决议日';
comment on column plan.meeting_decision.due is '期限，当日含';
comment on column plan.meeting_decision.done_on is '办结日';
comment on column plan.meeting_decision.record_kind is '办结凭据种类';
comment on column plan.meeting_decision.record_id is '办结凭据编号';
comment on column plan.meeting_decision.done_note is '办结说明';
comment on column plan.meeting_decision.closed_by is '办结登记人';
comment on column plan.meeting_decision.synthetic is '是否合成数据';
comment on column plan.meeting_decision.entered_by is '录入人';
comment on column plan.meeting_decision.known_from is '何时得知';
comment on column plan.meeting_decision.known_to is '何时被更正';

create table plan.meeting_due (
  id uuid not null,
  version int not null,
  kind text not null check (kind in ('推进会', '交流会', '专题会')),
  period_from date not null,
  due_on date not null,
  basis text not null,
  decided_by text not null,
  meeting_id uuid,
  held_on date,
  withdrawn boolean not null default false,
  synthetic boolean not null,
  known_from timestamptz not null,
  known_to timestamptz,
  primary key (id, version),
  check (due_on >= period_from),
  check ((meeting_id is null) = (held_on is null)),
  check (held_on is null or held_on between period_from and due_on),
  check (known_to is null or known_to >= known_from)
);
create unique index meeting_due_one_current on plan.meeting_due (id) where known_to is null;
create unique index meeting_due_one_period on plan.meeting_due (kind, due_on) where known_to is null and not withdrawn;
comment on table plan.meeting_due is '按决定应当召开的会议，一期一条，凭已召开的会议兑现';
comment on column plan.meeting_due.id is '编号，各版本不变';
comment on column plan.meeting_due.version is '版本';
comment on column plan.meeting_due.kind is '会议种类';
comment on column plan.meeting_due.period_from is '本期第一天';
comment on column plan.meeting_due.due_on is '本期最后一天，应在当日及以前召开';
comment on column plan.meeting_due.basis is '依据文件';
comment on column plan.meeting_due.decided_by is '决定者';
comment on column plan.meeting_due.meeting_id is '兑现本期的会议';
comment on column plan.meeting_due.held_on is '召开日';
comment on column plan.meeting_due.withdrawn is '规则改变后不再要求';
comment on column plan.meeting_due.synthetic is '是否合成数据';
comment on column plan.meeting_due.known_from is '何时得知';
comment on column plan.meeting_due.known_to is '何时被更正';

create view plan.pub_meeting with (security_invoker = true) as
  select id, version, kind, title, state, first_day, held_on, null::text as division_code, null::uuid as unit_id, synthetic, known_from, known_to
  from plan.meeting;
comment on view plan.pub_meeting is '会议的全部版本';
create view plan.pub_meeting_decision with (security_invoker = true) as
  select id, version, meeting_id, item_kind, text, owner_unit_id as unit_id, owner_name, decided_on, due, done_on,
    null::text as division_code, synthetic, known_from, known_to
  from plan.meeting_decision;
comment on view plan.pub_meeting_decision is '会议决议的全部版本';
create view plan.pub_meeting_due with (security_invoker = true) as
  select id, version, kind, period_from, due_on, held_on, meeting_id, withdrawn, null::text as division_code, null::uuid as unit_id, synthetic,
    known_from, known_to
  from plan.meeting_due;
comment on view plan.pub_meeting_due is '应当召开的会议的全部版本';

grant select, insert on plan.meeting, plan.agenda_item, plan.attendance, plan.minutes, plan.meeting_decision, plan.meeting_due to yinqiao_app;
grant update (known_to) on plan.meeting, plan.meeting_decision, plan.meeting_due to yinqiao_app;
grant update (signed_by, signed_at) on plan.minutes to yinqiao_app;
grant select on plan.pub_meeting, plan.pub_meeting_decision, plan.pub_meeting_due to yinqiao_app;
