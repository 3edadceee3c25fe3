create table industry.graph (
  row_id uuid primary key,
  id uuid not null,
  title text not null,
  state text not null check (state in ('draft', 'in-force', 'ended')),
  source text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  recorded_by uuid,
  exclude using gist (id with =, daterange(valid_from, valid_to) with &&) where (known_to is null),
  exclude using gist (daterange(valid_from, valid_to) with &&) where (known_to is null and state = 'in-force')
);
comment on table industry.graph is '产业链图谱版本，按状态分段；同一日只有一个版本生效';
comment on column industry.graph.row_id is '行编号';
comment on column industry.graph.id is '版本编号';
comment on column industry.graph.title is '版本名称';
comment on column industry.graph.state is '状态：草稿、生效、已替换';
comment on column industry.graph.source is '来源';
comment on column industry.graph.valid_from is '该状态起日';
comment on column industry.graph.valid_to is '该状态止日（不含），空为至今';
comment on column industry.graph.known_from is '记录时间';
comment on column industry.graph.known_to is '被更正的时间（不含），空为现行';
comment on column industry.graph.recorded_by is '记录账号';
grant select, insert, update (known_to) on industry.graph to yinqiao_app;

create table industry.node (
  row_id uuid primary key,
  graph_id uuid not null,
  code text not null,
  title text not null,
  stage text not null check (stage in ('upstream', 'midstream', 'downstream')),
  parent text check (parent <> code),
  outward text,
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  recorded_by uuid
);
comment on table industry.node is '图谱环节；代码在各版本间不变';
comment on column industry.node.row_id is '行编号';
comment on column industry.node.graph_id is '图谱版本';
comment on column industry.node.code is '环节代码';
comment on column industry.node.title is '环节名称';
comment on column industry.node.stage is '上游、中游、下游';
comment on column industry.node.parent is '上级环节代码';
comment on column industry.node.outward is '图谱之外希望延伸的方向，空为无';
comment on column industry.node.known_from is '记录时间';
comment on column industry.node.known_to is '被更正的时间（不含），空为现行';
comment on column industry.node.recorded_by is '记录账号';
create unique index node_code on industry.node (graph_id, code) where known_to is null;
grant select, insert, update (known_to) on industry.node to yinqiao_app;

create table industry.link (
  graph_id uuid not null,
  from_code text not null,
  to_code text not null,
  known_from timestamptz not null,
  recorded_by uuid,
  primary key (graph_id, from_code, to_code)
);
comment on table industry.link is '环节间的供应关系，允许成环';
comment on column industry.link.graph_id is '图谱版本';
comment on column industry.link.from_code is '供方环节';
comment on column industry.link.to_code is '需方环节';
comment on column industry.link.known_from is '记录时间';
comment on column industry.link.recorded_by is '记录账号';
grant select, insert on industry.link to yinqiao_app;

create table industry.on_node (
  row_id uuid primary key,
  id uuid not null,
  version int not null,
  node_code text not null,
  firm_id uuid not null,
  role text not null check (role in ('leader', 'backbone', 'member')),
  evidence text not null,
  evidence_hash text,
  confirmed_on date not null,
  introduced_by uuid check (introduced_by <> firm_id),
  division_code text collate "C",
  synthetic boolean not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  recorded_by uuid,
  exclude using gist (node_code with =, firm_id with =, daterange(valid_from, valid_to) with &&) where (known_to is null)
);
comment on table industry.on_node is '环节企业';
comment on column industry.on_node.row_id is '行编号';
comment on column industry.on_node.id is '记录编号';
comment on column industry.on_node.version is '版本';
comment on column industry.on_node.node_code is '环节代码';
comment on column industry.on_node.firm_id is '企业';
comment on column industry.on_node.role is '作用：链主、骨干、一般';
comment on column industry.on_node.evidence is '凭据说明';
comment on column industry.on_node.evidence_hash is '凭据文件哈希，空为纸质';
comment on column industry.on_node.confirmed_on is '最近确认日';
comment on column industry.on_node.introduced_by is '引荐企业，空为无或未知';
comment on column industry.on_node.division_code is '企业所在区划';
comment on column industry.on_node.synthetic is '是否合成数据';
comment on column industry.on_node.valid_from is '起日';
comment on column industry.on_node.valid_to is '止日（不含），空为至今';
comment on column industry.on_node.known_from is '记录时间';
comment on column industry.on_node.known_to is '被更正的时间（不含），空为现行';
comment on column industry.on_node.recorded_by is '记录账号';
create index on_node_id on industry.on_node (id);
create index on_node_firm on industry.on_node (firm_id);
grant select, insert, update (known_to) on industry.on_node to yinqiao_app;

create table industry.confirmation (
  id uuid primary key,
  node_code text not null,
  confirmed_on date not null,
  note text,
  known_from timestamptz not null,
  recorded_by uuid
);
comment on table industry.confirmation is '环节确认，只增不改';
comment on column industry.confirmation.id is '编号';
comment on column industry.confirmation.node_code is '环节代码';
comment on column industry.confirmation.confirmed_on is '确认日';
comment on column industry.confirmation.note is '说明';
comment on column industry.confirmation.known_from is '记录时间';
comment on column industry.confirmation.recorded_by is '确认账号';
create index confirmation_node on industry.confirmation (node_code, confirmed_on desc);
grant select, insert on industry.confirmation to yinqiao_app;

create table industry.supply_contract (
  row_id uuid primary key,
  id uuid not null,
  version int not null,
  number text not null,
  node_code text,
  buyer_id uuid not null,
  seller_id uuid not null check (seller_id <> buyer_id),
  amount_fen bigint check (amount_fen >= 0),
  evidence_hash text,
  seller_local boolean,
  division_code text collate "C",
  synthetic boolean not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  known_from timestamptz not null,
  known_to timestamptz check (known_to >= known_from),
  recorded_by uuid
);
comment on table industry.supply_contract is '供应合同';
comment on column industry.supply_contract.row_id is '行编号';
comment on column industry.supply_contract.id is '合同记录编号';
comment on column industry.supply_contract.version is '版本';
comment on column industry.supply_contract.number is '合同编号';
comment on column industry.supply_contract.node_code is '所供环节代码，空为未定';
comment on column industry.supply_contract.buyer_id is '买方企业';
comment on column industry.supply_contract.seller_id is '卖方企业';
comment on column industry.supply_contract.amount_fen is '合同金额（分），空为未知';
comment on column industry.supply_contract.evidence_hash is '合同文件哈希，空为纸质';
comment on column industry.supply_contract.seller_local is '卖方是否在本区，空为卖方所在未知';
comment on column industry.supply_contract.division_code is '买方所在区划';
comment on column industry.supply_contract.synthetic is '是否合成数据';
comment on column industry.supply_contract.valid_from is '签订日';
comment on column industry.supply_contract.valid_to is '到期日（不含），空为长期';
comment on column industry.supply_contract.known_from is '记录时间';
comment on column industry.supply_contract.known_to is '被更正的时间（不含），空为现行';
comment on column industry.supply_contract.recorded_by is '记录账号';
create unique index supply_contract_number on industry.supply_contract (buyer_id, number) where known_to is null;
create index supply_contract_id on industry.supply_contract (id);
grant select, insert, update (known_to) on industry.supply_contract to yinqiao_app;

create table industry.gap (
  id uuid primary key,
  node_code text not null,
  kind text not null check (kind in ('extend', 'fill', 'strengthen')),
  rule text not null,
  opened_on date not null,
  known_from timestamptz not null,
  unique (node_code, kind)
);
comment on table industry.gap is '按规则发现的缺口；是否关闭由关闭记录与其凭据推出，不另存';
comment on column industry.gap.id is '编号';
comment on column industry.gap.node_code is '环节代码';
comment on column industry.gap.kind is '类别：延链、补链、强链';
comment on column industry.gap.rule is '发现时的规则';
comment on column industry.gap.opened_on is '发现日';
comment on column industry.gap.known_from is '记录时间';
grant select, insert on industry.gap to yinqiao_app;

create table industry.gap_closing (
  id uuid primary key,
  gap_id uuid not null references industry.gap (id),
  on_node_id uuid,
  contract_id uuid,
  closed_on date not null,
  known_from timestamptz not null,
  recorded_by uuid,
  check ((on_node_id is null) <> (contract_id is null))
);
comment on table industry.gap_closing is '缺口关闭记录：以落户企业或供应合同为凭，只增不改';
comment on column industry.gap_closing.id is '编号';
comment on column industry.gap_closing.gap_id is '缺口';
comment on column industry.gap_closing.on_node_id is '落户企业（环节企业记录）';
comment on column industry.gap_closing.contract_id is '供应合同';
comment on column industry.gap_closing.closed_on is '关闭日';
comment on column industry.gap_closing.known_from is '记录时间';
comment on column industry.gap_closing.recorded_by is '记录账号';
create index gap_closing_gap on industry.gap_closing (gap_id);
grant select, insert on industry.gap_closing to yinqiao_app;

create view industry.pub_node with (security_invoker = true) as
  select n.graph_id || ':' || n.code as id, n.graph_id, n.code, n.title, n.stage, g.state as graph_state,
    not exists (select from industry.node c where c.graph_id = n.graph_id and c.parent = n.code
      and tstzrange(c.known_from, c.known_to) && tstzrange(n.known_from, n.known_to)) as leaf,
    null::text as division_code, null::uuid as unit_id, false as synthetic,
    g.valid_from, g.valid_to, greatest(n.known_from, g.known_from) as known_from, least(n.known_to, g.known_to) as known_to
  from industry.node n join industry.graph g on g.id = n.graph_id and tstzrange(g.known_from, g.known_to) && tstzrange(n.known_from, n.known_to);
comment on view industry.pub_node is '图谱环节与其版本的状态';
grant select on industry.pub_node to yinqiao_app;

create view industry.pub_on_node with (security_invoker = true) as
  select o.id, o.version, o.node_code, o.firm_id, o.role, o.introduced_by, o.confirmed_on, o.valid_from as joined_on, f.state as firm_state,
    f.state = 'active' as operating, starts_with(o.division_code, d.code) as in_district, o.division_code, null::uuid as unit_id, o.synthetic,
    o.valid_from, o.valid_to, o.known_from, o.known_to
  from industry.on_node o left join orgs.pub_firm f on f.id = o.firm_id
  left join lateral (select code from places.pub_district limit 1) d on true;
comment on view industry.pub_on_node is '环节企业（含已更正的）；企业状态为当前状态';
grant select on industry.pub_on_node to yinqiao_app;

create view industry.pub_supply_contract with (security_invoker = true) as
  select id, version, number, node_code, buyer_id, seller_id, amount_fen / 100.0 as amount_yuan, seller_local,
    evidence_hash is not null as evidenced, valid_from as signed_on,
    division_code, null::uuid as unit_id, synthetic, valid_from, valid_to, known_from, known_to
  from industry.supply_contract;
comment on view industry.pub_supply_contract is '供应合同（含已更正的），金额为元';
grant select on industry.pub_supply_contract to yinqiao_app;

create view industry.pub_confirmation with (security_invoker = true) as
  select id, node_code, confirmed_on, null::text as division_code, null::uuid as unit_id, false as synthetic, known_from, null::timestamptz as known_to
  from industry.confirmation;
comment on view industry.pub_confirmation is '环节确认';
grant select on industry.pub_confirmation to yinqiao_app;

-- A closing holds while the row behind it holds: from the day of closing to the end of that row, as known then.
create view industry.pub_gap_closing with (security_invoker = true) as
  select c.id, c.gap_id, g.node_code, g.kind, g.opened_on, c.closed_on, b.by_kind, b.division_code, null::uuid as unit_id, b.synthetic,
    c.closed_on as valid_from, b.valid_to, greatest(c.known_from, b.known_from) as known_from, b.known_to
  from industry.gap_closing c join industry.gap g on g.id = c.gap_id
  cross join lateral (
    select 'settlement' as by_kind, o.division_code, o.synthetic, o.valid_to, o.known_from, o.known_to
    from industry.on_node o where o.id = c.on_node_id
    union all
    select 'supply', s.division_code, s.synthetic, s.valid_to, s.known_from, s.known_to
    from industry.supply_contract s where s.id = c.contract_id
  ) b
  where (b.valid_to is null or b.valid_to > c.closed_on) and (b.known_to is null or b.known_to > c.known_from);
comment on view industry.pub_gap_closing is '缺口关闭记录及其凭据的有效期（含已更正的）';
grant select on industry.pub_gap_closing to yinqiao_app;
