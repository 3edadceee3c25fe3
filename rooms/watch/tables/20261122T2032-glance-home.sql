-- Row security shows a family its own person only. That others live there too, and that the home itself has an alarm, they must be told
-- all the same, as numbers: else a movement of somebody else would read as a sign of life of theirs.
create function watch.glance_home(home uuid) returns table (together bigint, open bigint, owned bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select
    (select count(*) from watch.home_member m where m.home_id = home and m.valid_to is null),
    (select count(*) from watch.alarm a where a.home_id = home and a.elder_id is null and a.closed_at is null
      and a.cause in ('person', 'hazard', 'wander', 'late-call')),
    (select count(*) from watch.alarm a where a.home_id = home and a.elder_id is null and a.closed_at is null and a.state <> 'new'
      and a.cause in ('person', 'hazard', 'wander', 'late-call'))
  where exists (select from watch.home_member o where o.home_id = home and o.valid_to is null and o.elder_id = any (kernel.persons()))
$$;
comment on function watch.glance_home(uuid) is '一户住几位受守护的老人、整户有几件未结告警；只答给其中一位的本人或家属';
revoke all on function watch.glance_home(uuid) from public;
grant execute on function watch.glance_home(uuid) to yinqiao_app;
