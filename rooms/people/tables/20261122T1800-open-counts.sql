-- Numbers must be the same whoever asks, so these two views are looked through with the eyes of their owner. They hold
-- ids, places and states only; who lists their rows sees an id by its last four signs unless the person is the post's duty.
create view people.pub_counted_elder as
  select v.elder_id as id, v.version, v.division_code, e.synthetic, v.recorded_at as known_from,
    lead(v.recorded_at) over (partition by v.elder_id order by v.version) as known_to
  from people.elder_version v join people.elder e on e.id = v.elder_id;
comment on view people.pub_counted_elder is '供指标计数的在册老人（仅编号与属地）';
create view people.pub_counted_state as
  select id, elder_id, division_code, state, valid_from, valid_to, known_from, known_to from people.life_state;
comment on view people.pub_counted_state is '供指标计数的生活状态（仅编号、属地与状态）';
grant select on people.pub_counted_elder, people.pub_counted_state to yinqiao_app;
