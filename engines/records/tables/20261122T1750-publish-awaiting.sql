-- what waits for acceptance, so that duty pages can say which records would move a number next
create view records.pub_awaiting with (security_invoker = true) as
  select e.id, e.record_id, r.kind, v.division_code, v.unit_id
  from records.evidence e
  join records.record r on r.id = e.record_id
  join records.version v on v.record_id = e.record_id and v.known_to is null and not v.voided
  where e.known_to is null
    and (select count(*) from records.ruling g where g.evidence_id = e.id and g.verdict = 'accept') < e.needed
    and not exists (select 1 from records.ruling g where g.evidence_id = e.id and g.verdict = 'reject');
comment on view records.pub_awaiting is '等待认定的佐证';
grant select on records.pub_awaiting to yinqiao_app;
