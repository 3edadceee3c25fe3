-- On a full disk the time of the last call may find no room: who is on duty must be known all the same.
create or replace function access.find_session(token text, at timestamptz, idle interval, longest interval) returns table (
  session_id uuid, account_id uuid, name text, post_id uuid, role text, unit_id uuid, area text, provider_id uuid, persons uuid[]
) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select s.id, a.id, a.name, p.id, case when a.must_change_password then 'newcomer' else p.role end, p.unit_id, p.area, p.provider_id,
      coalesce((select array_agg(pp.person_id) from access.post_person pp where pp.post_id = p.id), '{}')
    from access.session s join access.account a on a.id = s.account_id join access.post p on p.id = s.post_id
    where s.token_hash = token and s.ended_at is null and s.last_seen_at > at - idle and s.created_at > at - longest
      and a.state = 'active' and p.valid_from <= (at at time zone 'Asia/Shanghai')::date
      and (p.valid_to is null or p.valid_to > (at at time zone 'Asia/Shanghai')::date);
  if found and exists (select from access.session s where s.token_hash = token and s.last_seen_at < at - interval '1 minute') then
    begin
      update access.session s set last_seen_at = at where s.token_hash = token and s.last_seen_at < at - interval '1 minute';
    exception when disk_full then null;
    end;
  end if;
end $$;
