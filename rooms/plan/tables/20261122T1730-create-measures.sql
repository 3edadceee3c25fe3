create table plan.measure (
  code text collate "C" primary key,
  disclosure text not null default '依申请公开' check (disclosure in ('公开', '依申请公开', '不公开')),
  archived_at timestamptz,
  archived_by text,
  archived_reason text,
  created_at timestamptz not null
);
comment on table plan.measure is '指标';
comment on column plan.measure.code is '指标代码';
comment on column plan.measure.disclosure is '公开类别';
comment on column plan.measure.archived_at is '停用时间';
comment on column plan.measure.archived_by is '停用人';
comment on column plan.measure.archived_reason is '停用理由';
comment on column plan.measure.created_at is '建立时间';
grant select, insert on plan.measure to yinqiao_app;
grant update (disclosure, archived_at, archived_by, archived_reason) on plan.measure to yinqiao_app;

create table plan.measure_version (
  id uuid primary key,
  code text collate "C" not null references plan.measure (code),
  seq int not null,
  state text not null check (state in ('draft', 'reviewed', 'effective', 'refused')),
  title jsonb not null,
  unit jsonb not null,
  tree jsonb not null,
  params jsonb not null,
  tree_hash text not null,
  period text not null check (period in ('stock', 'month', 'quarter', 'year', 'phase')),
  better text not null check (better in ('more', 'less', 'neither')),
  guard text collate "C",
  fresh_days int not null check (fresh_days > 0),
  least_coverage numeric not null check (least_coverage between 0 and 1),
  quality jsonb,
  why text not null,
  shipped boolean not null default false,
  proposed_by uuid,
  proposed_name text not null,
  proposed_role text not null,
  proposed_at timestamptz not null,
  reviewed_by uuid,
  reviewed_name text,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz,
  decision text,
  back_cast jsonb,
  effective_from date,
  unique (code, seq)
);
comment on table plan.measure_version is '指标口径的版本';
comment on column plan.measure_version.id is '编号';
comment on column plan.measure_version.code is '指标代码';
comment on column plan.measure_version.seq is '版次';
comment on column plan.measure_version.state is '状态：草案、已复核、生效、未通过';
comment on column plan.measure_version.title is '名称';
comment on column plan.measure_version.unit is '单位';
comment on column plan.measure_version.tree is '查询树';
comment on column plan.measure_version.params is '参数';
comment on column plan.measure_version.tree_hash is '计算口径指纹';
comment on column plan.measure_version.period is '期别';
comment on column plan.measure_version.better is '好的方向';
comment on column plan.measure_version.guard is '制衡指标';
comment on column plan.measure_version.fresh_days is '时效天数';
comment on column plan.measure_version.least_coverage is '最低可判定比例';
comment on column plan.measure_version.quality is '五项质量说明';
comment on column plan.measure_version.why is '提出理由';
comment on column plan.measure_version.shipped is '随产品提供的首版';
comment on column plan.measure_version.proposed_by is '提出账号';
comment on column plan.measure_version.proposed_name is '提出人';
comment on column plan.measure_version.proposed_role is '提出人岗位';
comment on column plan.measure_version.proposed_at is '提出时间';
comment on column plan.measure_version.reviewed_by is '复核账号';
comment on column plan.measure_version.reviewed_name is '复核人';
comment on column plan.measure_version.decided_by is '批准账号';
comment on column plan.measure_version.decided_name is '批准人';
comment on column plan.measure_version.decided_at is '批准时间';
comment on column plan.measure_version.decision is '批准或退回说明';
comment on column plan.measure_version.back_cast is '批准时看到的前八期新旧值';
comment on column plan.measure_version.effective_from is '生效日';
grant select, insert on plan.measure_version to yinqiao_app;
grant update (state, reviewed_by, reviewed_name, decided_by, decided_name, decided_at, decision, back_cast, effective_from) on plan.measure_version to yinqiao_app;

create table plan.binding (
  row_code text collate "C" not null,
  measure_code text collate "C" not null references plan.measure (code),
  known_from timestamptz not null,
  known_to timestamptz,
  bound_by text not null,
  ended_by text,
  reason text,
  primary key (row_code, measure_code, known_from)
);
comment on table plan.binding is '分解行与指标的绑定（多对多）';
comment on column plan.binding.row_code is '分解行';
comment on column plan.binding.measure_code is '指标';
comment on column plan.binding.known_from is '绑定时间';
comment on column plan.binding.known_to is '解除时间';
comment on column plan.binding.bound_by is '绑定人';
comment on column plan.binding.ended_by is '解除人';
comment on column plan.binding.reason is '理由';
create unique index binding_once on plan.binding (row_code, measure_code) where known_to is null;
grant select, insert on plan.binding to yinqiao_app;
grant update (known_to, ended_by, reason) on plan.binding to yinqiao_app;

create table plan.target_value (
  id uuid primary key,
  row_code text collate "C" not null,
  measure_code text collate "C" not null references plan.measure (code),
  op text not null check (op in ('>=', '<=', '=')),
  value numeric not null,
  source text not null check (source in ('plan', 'decision')),
  paper text,
  decided_by text not null,
  decided_on date not null,
  known_from timestamptz not null,
  known_to timestamptz,
  entered_by text not null
);
comment on table plan.target_value is '目标值：方案所写，或另行决定';
comment on column plan.target_value.id is '编号';
comment on column plan.target_value.row_code is '分解行';
comment on column plan.target_value.measure_code is '指标';
comment on column plan.target_value.op is '比较';
comment on column plan.target_value.value is '目标值';
comment on column plan.target_value.source is '来源：方案、决定';
comment on column plan.target_value.paper is '决定文件';
comment on column plan.target_value.decided_by is '决定者';
comment on column plan.target_value.decided_on is '决定日';
comment on column plan.target_value.known_from is '已知起';
comment on column plan.target_value.known_to is '已知止';
comment on column plan.target_value.entered_by is '录入人';
create unique index target_value_once on plan.target_value (row_code, measure_code) where known_to is null;
grant select, insert on plan.target_value to yinqiao_app;
grant update (known_to) on plan.target_value to yinqiao_app;

create table plan.measure_state (
  measure_code text collate "C" not null references plan.measure (code),
  state text not null,
  why text not null,
  value text,
  since timestamptz not null,
  until timestamptz,
  primary key (measure_code, since)
);
comment on table plan.measure_state is '指标状态的变化（全区，定时巡查记下）';
comment on column plan.measure_state.measure_code is '指标';
comment on column plan.measure_state.state is '状态';
comment on column plan.measure_state.why is '原因';
comment on column plan.measure_state.value is '当时的值';
comment on column plan.measure_state.since is '起';
comment on column plan.measure_state.until is '止，空为至今';
grant select, insert on plan.measure_state to yinqiao_app;
grant update (until) on plan.measure_state to yinqiao_app;

create table plan.recount (
  id uuid primary key,
  at timestamptz not null,
  asked int not null,
  different int not null,
  findings jsonb not null
);
comment on table plan.recount is '重算核对的结果';
comment on column plan.recount.id is '编号';
comment on column plan.recount.at is '时间';
comment on column plan.recount.asked is '核对数';
comment on column plan.recount.different is '不一致数';
comment on column plan.recount.findings is '不一致明细';
grant select, insert on plan.recount to yinqiao_app;
grant delete on plan.measure, plan.measure_version to yinqiao_app;

create table plan.round (
  id uuid primary key,
  phase text not null,
  title text not null,
  gate_day date not null,
  closes_on date not null,
  state text not null default 'open' check (state in ('open', 'frozen', 'reviewed', 'signed', 'published', 'archived')),
  opened_at timestamptz not null,
  opened_by text not null,
  known_at timestamptz,
  manifest jsonb,
  manifest_hash text,
  supplement_of uuid references plan.round (id),
  synthetic boolean not null default false,
  version int not null default 1
);
comment on table plan.round is '阶段评估轮次';
comment on column plan.round.id is '编号';
comment on column plan.round.phase is '阶段';
comment on column plan.round.title is '名称';
comment on column plan.round.gate_day is '关口日（数值取这一天）';
comment on column plan.round.closes_on is '本轮预定结束日，口径变更自次日起生效';
comment on column plan.round.state is '状态：进行、已冻结、已评审、已签发、已公布、已归档';
comment on column plan.round.opened_at is '开启时间';
comment on column plan.round.opened_by is '开启人';
comment on column plan.round.known_at is '冻结所用的已知时刻';
comment on column plan.round.manifest is '冻结清单';
comment on column plan.round.manifest_hash is '清单指纹';
comment on column plan.round.supplement_of is '所补充的轮次';
comment on column plan.round.synthetic is '是否合成数据';
comment on column plan.round.version is '版本';
grant select, insert, update on plan.round to yinqiao_app;
