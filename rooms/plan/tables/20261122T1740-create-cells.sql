create table plan.cell (
  version_id uuid not null references plan.measure_version (id),
  side text collate "C" not null,
  town text collate "C" not null,
  month date not null,
  counted bigint not null,
  amount numeric not null,
  undecided bigint not null,
  primary key (version_id, month, side, town)
);
comment on table plan.cell is '指标按镇、按月的增量单元（只为快，随时可由记录重算）';
comment on column plan.cell.version_id is '口径版本';
comment on column plan.cell.side is '分子、分母或记录';
comment on column plan.cell.town is '镇（街道），空串为不明';
comment on column plan.cell.month is '月份（首日）';
comment on column plan.cell.counted is '计入的行数';
comment on column plan.cell.amount is '金额或数量之和';
comment on column plan.cell.undecided is '不能判定的行数';
grant select, insert, update, delete on plan.cell to yinqiao_app;

create table plan.cell_mark (
  version_id uuid primary key references plan.measure_version (id),
  known_at timestamptz not null
);
comment on table plan.cell_mark is '增量单元所依据的已知时刻';
comment on column plan.cell_mark.version_id is '口径版本';
comment on column plan.cell_mark.known_at is '已知时刻';
grant select, insert, update, delete on plan.cell_mark to yinqiao_app;
