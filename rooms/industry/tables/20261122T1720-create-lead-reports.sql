create table industry.lead_report (
  id uuid primary key,
  record_id uuid not null,
  standing text not null check (standing in ('first', 'competing', 'repeat')),
  first_id uuid references industry.lead_report (id),
  firm_name text not null,
  name_key text collate "C" not null,
  uscc text collate "C",
  reported_on date not null,
  division_code text collate "C",
  unit_id uuid,
  synthetic boolean not null default false,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from),
  reported_by uuid,
  reported_name text not null,
  check ((standing = 'first') = (first_id is null))
);
comment on table industry.lead_report is '招商线索的报送：先报者得，后报也留记录；只增加';
comment on column industry.lead_report.id is '编号';
comment on column industry.lead_report.record_id is '所报的招商项目（后报者为先报者的项目）';
comment on column industry.lead_report.standing is '先报、期内并报、后报';
comment on column industry.lead_report.first_id is '先报的记录，先报者自己为空';
comment on column industry.lead_report.firm_name is '所报企业名称';
comment on column industry.lead_report.name_key is '比对用的名称';
comment on column industry.lead_report.uscc is '统一社会信用代码，空为未知';
comment on column industry.lead_report.reported_on is '报送日';
comment on column industry.lead_report.division_code is '报送地';
comment on column industry.lead_report.unit_id is '报送单位';
comment on column industry.lead_report.synthetic is '是否合成数据';
comment on column industry.lead_report.known_from is '记录时间';
comment on column industry.lead_report.known_to is '被更正的时间（不含），空为现行';
comment on column industry.lead_report.reported_by is '报送账号';
comment on column industry.lead_report.reported_name is '报送人';
create index lead_report_name on industry.lead_report (name_key);
create index lead_report_uscc on industry.lead_report (uscc) where uscc is not null;
create index lead_report_record on industry.lead_report (record_id);
grant select, insert on industry.lead_report to yinqiao_app;
