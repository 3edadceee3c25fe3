-- Duties change; measures read what was known of them when.
create table plan.known_duty (
  id uuid primary key,
  duty_id uuid not null references plan.duty (id),
  version int not null,
  clause_id uuid not null,
  unit_id uuid,
  unit_name text not null,
  role text not null,
  status text not null,
  known_from timestamptz not null,
  known_to timestamptz check (known_to > known_from)
);
comment on table plan.known_duty is '职责的历次状态（何时已知）';
comment on column plan.known_duty.id is '行编号';
comment on column plan.known_duty.duty_id is '职责';
comment on column plan.known_duty.version is '版本';
comment on column plan.known_duty.clause_id is '条款';
comment on column plan.known_duty.unit_id is '单位';
comment on column plan.known_duty.unit_name is '单位名称';
comment on column plan.known_duty.role is '分工';
comment on column plan.known_duty.status is '状态';
comment on column plan.known_duty.known_from is '已知起';
comment on column plan.known_duty.known_to is '已知止';
create unique index known_duty_current on plan.known_duty (duty_id) where known_to is null;
grant select, insert on plan.known_duty to yinqiao_app;
grant update (known_to) on plan.known_duty to yinqiao_app;

create view plan.pub_duty with (security_invoker = true) as
  select k.duty_id as id, k.version, k.clause_id, c.kind as clause_kind, k.unit_id, k.unit_name, u.kind as unit_kind, u.division_code, k.role, k.status,
    k.known_from, k.known_to
  from plan.known_duty k join plan.clause c on c.id = k.clause_id left join orgs.pub_unit u on u.id = k.unit_id;
comment on view plan.pub_duty is '供指标读取的职责';
create view plan.pub_row with (security_invoker = true) as
  select a.code as id, a.code, a.clause_id from plan.row_anchor a join plan.version v on v.id = a.version_id where v.state = 'in-force';
comment on view plan.pub_row is '供指标读取的分解行（现行文本中已定位的）';
create view plan.pub_binding with (security_invoker = true) as
  select b.row_code || ' ' || b.measure_code as id, b.row_code, b.measure_code, b.known_from, b.known_to from plan.binding b;
comment on view plan.pub_binding is '供指标读取的绑定';
create view plan.pub_row_note with (security_invoker = true) as select code as id, code from plan.row_note;
comment on view plan.pub_row_note is '供指标读取的不计量说明';
grant select on plan.pub_duty, plan.pub_row, plan.pub_binding, plan.pub_row_note to yinqiao_app;
