-- inside the subqueries a bare "id" is the id of the inner table: family saw neither home nor device
drop policy scope on watch.home;
create policy scope on watch.home to yinqiao_app using (
  case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or exists (select 1 from watch.home_member m where m.home_id = home.id and m.valid_to is null and m.elder_id = any ((select kernel.persons())::uuid[]))
);
-- who sees the binding of today (the person, or somebody of the home) sees the device
drop policy scope on watch.device;
create policy scope on watch.device to yinqiao_app using (
  case when (select kernel.area()) = '' then false else starts_with(division_code, (select kernel.area())) end
  or exists (select 1 from watch.binding b where b.device_id = device.id and b.valid_to is null)
);

alter table watch.personal_limit add column ended_why text, add column ended_by_name text;
comment on column watch.personal_limit.ended_why is '为何撤回，空为被新界限替代或仍现行';
comment on column watch.personal_limit.ended_by_name is '撤回或替代的人';
alter table watch.home_member add column ended_why text, add column ended_by_name text;
comment on column watch.home_member.ended_why is '为何结束';
comment on column watch.home_member.ended_by_name is '结束的人';
