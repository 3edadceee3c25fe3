-- Evaluation rounds: what was frozen, what units said of it, what a sample found, who reviewed and signed.
alter table plan.round drop column manifest;
alter table plan.round
  add column manifest text,
  add column manifest_sm3 text,
  add column draft jsonb,
  add column opened_account uuid,
  add column frozen_by text,
  add column reviewed_by text,
  add column reviewed_at timestamptz,
  add column signed_by text,
  add column signed_account uuid,
  add column signed_at timestamptz,
  add column missing_named jsonb not null default '[]',
  add column audit_head text,
  add column number text,
  add column disclosure text check (disclosure in ('公开', '依申请公开', '不公开')),
  add column disclosure_basis text,
  add column disclosure_by text,
  add column published_by text,
  add column published_at timestamptz,
  add column archived_by text,
  add column archived_at timestamptz,
  add column reason text,
  add constraint round_frozen check ((state = 'open') = (known_at is null)),
  add constraint round_signed check ((state in ('signed', 'published', 'archived')) = (signed_at is not null)),
  add constraint round_made check ((manifest is null) = (manifest_hash is null) and (manifest is null) = (manifest_sm3 is null));
comment on column plan.round.manifest is '冻结清单的原字节（规范化 JSON）';
comment on column plan.round.manifest_hash is '清单指纹（SHA-256）';
comment on column plan.round.manifest_sm3 is '清单指纹（SM3）';
comment on column plan.round.draft is '冻结时的机器草稿，报告由此印出';
comment on column plan.round.opened_account is '开启账号';
comment on column plan.round.frozen_by is '冻结人';
comment on column plan.round.reviewed_by is '评审结束人';
comment on column plan.round.reviewed_at is '评审结束时间';
comment on column plan.round.signed_by is '签发人';
comment on column plan.round.signed_account is '签发账号';
comment on column plan.round.signed_at is '签发时间';
comment on column plan.round.missing_named is '签发时点名的未报送自评的单位';
comment on column plan.round.audit_head is '签发时审计链末值';
comment on column plan.round.number is '报告文号';
comment on column plan.round.disclosure is '公开决定';
comment on column plan.round.disclosure_basis is '公开决定的依据';
comment on column plan.round.disclosure_by is '公开决定人';
comment on column plan.round.published_by is '公布人';
comment on column plan.round.published_at is '公布时间';
comment on column plan.round.archived_by is '归档人';
comment on column plan.round.archived_at is '归档时间';
comment on column plan.round.reason is '补充的原因';
create unique index round_one_running on plan.round (phase) where state in ('open', 'frozen', 'reviewed');

create table plan.frozen_value (
  id uuid primary key,
  round_id uuid not null references plan.round (id),
  code text collate "C" not null unique,
  measure_code text collate "C" not null,
  version_id uuid not null references plan.measure_version (id),
  scope jsonb not null,
  result jsonb not null,
  row_count int not null,
  rows_hash text not null,
  again boolean not null
);
create index frozen_value_round on plan.frozen_value (round_id, measure_code);
comment on table plan.frozen_value is '冻结的数值，只增不改';
comment on column plan.frozen_value.id is '编号';
comment on column plan.frozen_value.round_id is '评估轮次';
comment on column plan.frozen_value.code is '数字代码';
comment on column plan.frozen_value.measure_code is '指标';
comment on column plan.frozen_value.version_id is '口径版本';
comment on column plan.frozen_value.scope is '范围';
comment on column plan.frozen_value.result is '数值及其状态';
comment on column plan.frozen_value.row_count is '记录行数';
comment on column plan.frozen_value.rows_hash is '逐条记录的指纹';
comment on column plan.frozen_value.again is '来源是否全部留有两种时间，可以按冻结时点重新计算';
grant select, insert on plan.frozen_value to yinqiao_app;

create table plan.frozen_row (
  value_id uuid not null references plan.frozen_value (id),
  n int not null,
  side text not null check (side in ('rows', 'part', 'whole')),
  id text not null,
  version int not null,
  key text,
  town text,
  unit text,
  amount text,
  ok boolean,
  counted boolean not null,
  primary key (value_id, n)
);
comment on table plan.frozen_row is '冻结数值所依据的记录，只增不改';
comment on column plan.frozen_row.value_id is '冻结数值';
comment on column plan.frozen_row.n is '序号';
comment on column plan.frozen_row.side is '所在一侧：全部、分子、分母';
comment on column plan.frozen_row.id is '记录';
comment on column plan.frozen_row.version is '记录版本';
comment on column plan.frozen_row.key is '计数键';
comment on column plan.frozen_row.town is '镇、街道';
comment on column plan.frozen_row.unit is '计分单位';
comment on column plan.frozen_row.amount is '数额';
comment on column plan.frozen_row.ok is '是否属于，空为不能判定';
comment on column plan.frozen_row.counted is '是否计入';
grant select, insert on plan.frozen_row to yinqiao_app;

create table plan.self_report (
  id uuid primary key,
  round_id uuid not null references plan.round (id),
  unit_id uuid not null,
  unit_name text not null,
  about text not null default '',
  version int not null,
  body text not null,
  typed jsonb not null,
  written_by uuid,
  written_name text not null,
  written_at timestamptz not null,
  accepted_by text,
  accepted_at timestamptz,
  accepted_why text,
  unique (round_id, unit_id, about, version)
);
comment on table plan.self_report is '单位自评，每改一次一个版本';
comment on column plan.self_report.id is '编号';
comment on column plan.self_report.round_id is '评估轮次';
comment on column plan.self_report.unit_id is '单位';
comment on column plan.self_report.unit_name is '单位名称（当时）';
comment on column plan.self_report.about is '所说的目标，空为本单位总的情况';
comment on column plan.self_report.version is '版本';
comment on column plan.self_report.body is '正文，数字用占位符';
comment on column plan.self_report.typed is '手写而无占位符的数字，及不认识的占位符';
comment on column plan.self_report.written_by is '撰写账号';
comment on column plan.self_report.written_name is '撰写人';
comment on column plan.self_report.written_at is '撰写时间';
comment on column plan.self_report.accepted_by is '认可手写数字的评审人';
comment on column plan.self_report.accepted_at is '认可时间';
comment on column plan.self_report.accepted_why is '认可理由';
grant select, insert on plan.self_report to yinqiao_app;
grant update (accepted_by, accepted_at, accepted_why) on plan.self_report to yinqiao_app;

create table plan.sample (
  round_id uuid primary key references plan.round (id),
  share numeric not null check (share between 0.05 and 0.1),
  seed text not null,
  seed_hash text not null,
  committed_by text not null,
  committed_at timestamptz not null,
  drawn_by text,
  drawn_at timestamptz,
  population int
);
comment on table plan.sample is '抽查：先公布种子的指纹，再抽取';
comment on column plan.sample.round_id is '评估轮次';
comment on column plan.sample.share is '抽查比例';
comment on column plan.sample.seed is '种子，抽取前不外示';
comment on column plan.sample.seed_hash is '种子的 SM3 指纹';
comment on column plan.sample.committed_by is '承诺人';
comment on column plan.sample.committed_at is '承诺时间';
comment on column plan.sample.drawn_by is '抽取人';
comment on column plan.sample.drawn_at is '抽取时间';
comment on column plan.sample.population is '抽取时的总行数';
grant select, insert on plan.sample to yinqiao_app;
grant update (drawn_by, drawn_at, population) on plan.sample to yinqiao_app;

create table plan.sample_check (
  id uuid not null,
  version int not null,
  round_id uuid not null references plan.sample (round_id),
  n int not null,
  value_id uuid not null references plan.frozen_value (id),
  row_n int not null,
  measure_code text not null,
  result text check (result in ('confirmed', 'wrong', 'not-found')),
  note text,
  checked_on date,
  checked_by uuid,
  checked_name text,
  synthetic boolean not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  primary key (id, version),
  foreign key (value_id, row_n) references plan.frozen_row (value_id, n)
);
create unique index sample_check_current on plan.sample_check (round_id, n) where known_to is null;
comment on table plan.sample_check is '抽中的记录与核查结果，更正另成版本';
comment on column plan.sample_check.id is '编号，各版本不变';
comment on column plan.sample_check.version is '版本';
comment on column plan.sample_check.round_id is '评估轮次';
comment on column plan.sample_check.n is '抽取次序';
comment on column plan.sample_check.value_id is '冻结数值';
comment on column plan.sample_check.row_n is '冻结记录的序号';
comment on column plan.sample_check.measure_code is '指标';
comment on column plan.sample_check.result is '结果：一致、不一致、未找到，空为未核';
comment on column plan.sample_check.note is '情况说明';
comment on column plan.sample_check.checked_on is '核查日';
comment on column plan.sample_check.checked_by is '核查账号';
comment on column plan.sample_check.checked_name is '核查人';
comment on column plan.sample_check.synthetic is '是否合成数据';
comment on column plan.sample_check.known_from is '何时得知';
comment on column plan.sample_check.known_to is '何时被更正';
grant select, insert on plan.sample_check to yinqiao_app;
grant update (known_to) on plan.sample_check to yinqiao_app;

create table plan.finding (
  id uuid primary key,
  round_id uuid not null references plan.round (id),
  about text not null default '',
  body text not null,
  found_by text not null,
  found_account uuid,
  found_on date not null,
  action text,
  owner_unit_id uuid,
  owner_name text,
  due date,
  done_on date,
  done_by text,
  done_note text,
  check ((action is null) = (owner_unit_id is null) and (action is null) = (due is null) and (action is null) = (owner_name is null))
);
create index finding_round on plan.finding (round_id);
comment on table plan.finding is '评审意见与整改行动';
comment on column plan.finding.id is '编号';
comment on column plan.finding.round_id is '评估轮次';
comment on column plan.finding.about is '所评目标，空为总的意见';
comment on column plan.finding.body is '意见';
comment on column plan.finding.found_by is '评审人';
comment on column plan.finding.found_account is '评审账号';
comment on column plan.finding.found_on is '提出日';
comment on column plan.finding.action is '整改行动';
comment on column plan.finding.owner_unit_id is '责任单位';
comment on column plan.finding.owner_name is '责任单位名称（当时）';
comment on column plan.finding.due is '期限';
comment on column plan.finding.done_on is '完成日';
comment on column plan.finding.done_by is '登记完成的人';
comment on column plan.finding.done_note is '完成情况';
grant select, insert on plan.finding to yinqiao_app;
grant update (done_on, done_by, done_note) on plan.finding to yinqiao_app;

create table plan.known_round (
  id uuid not null references plan.round (id),
  version int not null,
  phase text not null,
  gate_day date not null,
  due_on date not null,
  issued_on date,
  synthetic boolean not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  primary key (id, version)
);
create unique index known_round_current on plan.known_round (id) where known_to is null;
comment on table plan.known_round is '评估轮次的历次状态（何时已知），补充轮次不在其中';
comment on column plan.known_round.id is '评估轮次';
comment on column plan.known_round.version is '版本';
comment on column plan.known_round.phase is '阶段';
comment on column plan.known_round.gate_day is '关口日';
comment on column plan.known_round.due_on is '应出具日';
comment on column plan.known_round.issued_on is '出具日';
comment on column plan.known_round.synthetic is '是否合成数据';
comment on column plan.known_round.known_from is '何时得知';
comment on column plan.known_round.known_to is '何时被更正';
grant select, insert on plan.known_round to yinqiao_app;
grant update (known_to) on plan.known_round to yinqiao_app;

create view plan.pub_round with (security_invoker = true) as
  select k.id, k.version, k.phase, k.gate_day, k.due_on, k.issued_on, null::text as division_code, null::uuid as unit_id, k.synthetic,
    k.known_from, k.known_to
  from plan.known_round k;
comment on view plan.pub_round is '供指标读取的评估轮次';
create view plan.pub_sample_check with (security_invoker = true) as
  select c.id, c.version, c.round_id, c.measure_code, c.result, c.checked_on, r.gate_day, f.town as division_code, f.unit as unit_id,
    c.synthetic, c.known_from, c.known_to
  from plan.sample_check c join plan.round r on r.id = c.round_id join plan.frozen_row f on f.value_id = c.value_id and f.n = c.row_n;
comment on view plan.pub_sample_check is '供指标读取的抽查结果';
grant select on plan.pub_round, plan.pub_sample_check to yinqiao_app;
