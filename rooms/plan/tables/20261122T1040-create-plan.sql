create schema plan;
comment on schema plan is '方案：文本版本、条款、释义、职责、覆盖';
grant usage on schema plan to yinqiao_app;

create table plan.document (
  id uuid primary key,
  title text not null,
  number text,
  created_at timestamptz not null
);
comment on table plan.document is '方案文件';
comment on column plan.document.id is '编号';
comment on column plan.document.title is '首次导入时的标题';
comment on column plan.document.number is '文号';
comment on column plan.document.created_at is '建立时间';

create table plan.version (
  id uuid primary key,
  document_id uuid not null references plan.document (id),
  seq int not null,
  state text not null check (state in ('draft', 'in-force', 'stored', 'superseded', 'repealed')),
  title text not null,
  number text,
  issuer text,
  issued_on date,
  disclosure text,
  file_name text not null,
  body text not null,
  sha256 text not null,
  sm3 text not null,
  structure jsonb not null,
  mapping jsonb not null default '[]',
  imported_at timestamptz not null,
  imported_by text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  effective_from date,
  effective_to date,
  ended_reason text,
  unique (document_id, seq)
);
create unique index version_one_in_force on plan.version (document_id) where state = 'in-force';
comment on table plan.version is '方案文本的一个版本；文本从不改动';
comment on column plan.version.id is '编号';
comment on column plan.version.document_id is '所属文件';
comment on column plan.version.seq is '版次';
comment on column plan.version.state is '状态：草稿、生效、存档、被替代、废止';
comment on column plan.version.title is '标题';
comment on column plan.version.number is '文号';
comment on column plan.version.issuer is '发文机关';
comment on column plan.version.issued_on is '成文日期';
comment on column plan.version.disclosure is '公开方式';
comment on column plan.version.file_name is '导入的文件名';
comment on column plan.version.body is '文本原样';
comment on column plan.version.sha256 is '文本 SHA-256';
comment on column plan.version.sm3 is '文本 SM3';
comment on column plan.version.structure is '机器读出的结构';
comment on column plan.version.mapping is '与上一版条款的对应建议及核对';
comment on column plan.version.imported_at is '导入时间';
comment on column plan.version.imported_by is '导入人';
comment on column plan.version.confirmed_at is '确认时间';
comment on column plan.version.confirmed_by is '确认人';
comment on column plan.version.effective_from is '生效日';
comment on column plan.version.effective_to is '失效日';
comment on column plan.version.ended_reason is '废止依据';

create table plan.clause (
  id uuid primary key,
  document_id uuid not null references plan.document (id),
  kind text not null,
  verb_class text check (verb_class in ('effort', 'result'))
);
comment on table plan.clause is '条款，编号跨版本不变';
comment on column plan.clause.id is '编号';
comment on column plan.clause.document_id is '所属文件';
comment on column plan.clause.kind is '种类';
comment on column plan.clause.verb_class is '动词类别：过程、结果';

create table plan.clause_text (
  version_id uuid not null references plan.version (id),
  clause_id uuid not null references plan.clause (id),
  place int not null,
  parent_id uuid references plan.clause (id),
  label text not null,
  from_char int not null,
  to_char int not null,
  text_hash text not null,
  change text not null check (change in ('same', 'edited', 'moved', 'split', 'merged', 'new')),
  primary key (version_id, clause_id),
  check (to_char > from_char)
);
comment on table plan.clause_text is '条款在某一版文本中的位置';
comment on column plan.clause_text.version_id is '版本';
comment on column plan.clause_text.clause_id is '条款';
comment on column plan.clause_text.place is '顺序';
comment on column plan.clause_text.parent_id is '上级条款';
comment on column plan.clause_text.label is '序号';
comment on column plan.clause_text.from_char is '起（UTF-16 单元）';
comment on column plan.clause_text.to_char is '止（不含）';
comment on column plan.clause_text.text_hash is '该段文字 SM3';
comment on column plan.clause_text.change is '相对上一版的变化';

create table plan.clause_link (
  from_clause uuid not null references plan.clause (id),
  to_clause uuid not null references plan.clause (id),
  version_id uuid not null references plan.version (id),
  change text not null check (change in ('split', 'merged')),
  primary key (from_clause, to_clause, version_id)
);
comment on table plan.clause_link is '拆分与合并的来龙去脉';
comment on column plan.clause_link.from_clause is '原条款';
comment on column plan.clause_link.to_clause is '新条款';
comment on column plan.clause_link.version_id is '发生的版本';
comment on column plan.clause_link.change is '拆分或合并';

create table plan.interpretation (
  id uuid primary key,
  clause_id uuid not null references plan.clause (id),
  term text,
  text text not null,
  decided_by text not null,
  decided_on date not null,
  paper text,
  valid_from date not null,
  valid_to date,
  end_reason text,
  entered_by text not null,
  entered_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from),
  exclude using gist (clause_id with =, (coalesce(term, '')) with =, daterange(valid_from, valid_to) with &&)
);
comment on table plan.interpretation is '释义：谁在何日决定一个词指什么';
comment on column plan.interpretation.id is '编号';
comment on column plan.interpretation.clause_id is '条款';
comment on column plan.interpretation.term is '词语，空为整条';
comment on column plan.interpretation.text is '释义';
comment on column plan.interpretation.decided_by is '决定者';
comment on column plan.interpretation.decided_on is '决定日期';
comment on column plan.interpretation.paper is '依据文件';
comment on column plan.interpretation.valid_from is '生效日';
comment on column plan.interpretation.valid_to is '失效日（不含）';
comment on column plan.interpretation.end_reason is '终止原因';
comment on column plan.interpretation.entered_by is '录入人';
comment on column plan.interpretation.entered_at is '录入时间';

create table plan.duty (
  id uuid primary key,
  clause_id uuid not null references plan.clause (id),
  unit_id uuid,
  unit_name text not null,
  as_written text not null,
  role text not null check (role in ('named', 'lead', 'joint', 'local')),
  source text not null check (source in ('plan', 'decision')),
  status text not null default 'open' check (status in ('open', 'accepted', 'disputed', 'ended')),
  accepted_at timestamptz,
  accepted_by text,
  dispute text,
  version int not null default 1
);
create unique index duty_once on plan.duty (clause_id, coalesce(unit_id::text, unit_name)) where status <> 'ended';
create index duty_unit on plan.duty (unit_id);
comment on table plan.duty is '职责：一项任务对一个单位；方案用词与后来的决定分开存放';
comment on column plan.duty.id is '编号';
comment on column plan.duty.clause_id is '任务条款';
comment on column plan.duty.unit_id is '单位，未能对上名称时为空';
comment on column plan.duty.unit_name is '单位名称（产生时）';
comment on column plan.duty.as_written is '方案中的写法';
comment on column plan.duty.role is '角色：责任、牵头、配合、属地';
comment on column plan.duty.source is '角色出自方案还是决定';
comment on column plan.duty.status is '状态：待认领、已认领、有异议、终止';
comment on column plan.duty.accepted_at is '认领时间';
comment on column plan.duty.accepted_by is '认领人';
comment on column plan.duty.dispute is '异议理由';
comment on column plan.duty.version is '版本';

create table plan.duty_decision (
  id uuid primary key,
  duty_id uuid not null references plan.duty (id),
  kind text not null check (kind in ('role', 'keep', 'end', 'transfer')),
  text text not null,
  decided_by text not null,
  decided_on date not null,
  before jsonb not null,
  after jsonb not null,
  entered_by text not null,
  entered_at timestamptz not null
);
create index duty_decision_duty on plan.duty_decision (duty_id);
comment on table plan.duty_decision is '专班对职责的决定，只增不改';
comment on column plan.duty_decision.id is '编号';
comment on column plan.duty_decision.duty_id is '职责';
comment on column plan.duty_decision.kind is '种类：定角色、维持、终止、移交';
comment on column plan.duty_decision.text is '决定内容';
comment on column plan.duty_decision.decided_by is '决定者';
comment on column plan.duty_decision.decided_on is '决定日期';
comment on column plan.duty_decision.before is '决定前';
comment on column plan.duty_decision.after is '决定后';
comment on column plan.duty_decision.entered_by is '录入人';
comment on column plan.duty_decision.entered_at is '录入时间';

create table plan.row_note (
  code text primary key,
  note text not null,
  entered_by text not null,
  entered_at timestamptz not null
);
comment on table plan.row_note is '分解行不计量的说明';
comment on column plan.row_note.code is '行号';
comment on column plan.row_note.note is '说明';
comment on column plan.row_note.entered_by is '录入人';
comment on column plan.row_note.entered_at is '录入时间';

create table plan.row_anchor (
  version_id uuid not null references plan.version (id),
  code text not null,
  clause_id uuid references plan.clause (id),
  spans jsonb not null,
  primary key (version_id, code)
);
comment on table plan.row_anchor is '分解行在某一版文本中的位置';
comment on column plan.row_anchor.version_id is '版本';
comment on column plan.row_anchor.code is '行号';
comment on column plan.row_anchor.clause_id is '所在条款';
comment on column plan.row_anchor.spans is '位置';

grant select, insert, update on plan.document, plan.version, plan.interpretation, plan.duty to yinqiao_app;
grant select, insert on plan.clause, plan.clause_text, plan.clause_link, plan.duty_decision, plan.row_anchor to yinqiao_app;
grant select, insert, update, delete on plan.row_note to yinqiao_app;
grant delete on plan.version, plan.document to yinqiao_app;
