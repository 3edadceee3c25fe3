-- Upper rooms find a unit by any of its names, and the units a collective name stands for.
create view orgs.pub_unit_called with (security_invoker = true) as
  select n.unit_id, translate(n.name, '() ', '（）') as called from orgs.unit_name n
  union
  select a.unit_id, translate(a.alias, '() ', '（）') from orgs.unit_alias a;
comment on view orgs.pub_unit_called is '单位的各种叫法（名称与别名，括号统一为全角）';
grant select on orgs.pub_unit_called to yinqiao_app;

create view orgs.pub_collective_member with (security_invoker = true) as
  select translate(c.as_written, '() ', '（）') as called, u.id as unit_id from orgs.unit_collective c join orgs.unit u on u.kind = any (c.kinds) where u.valid_to is null;
comment on view orgs.pub_collective_member is '统称所代表的单位';
grant select on orgs.pub_collective_member to yinqiao_app;
