-- The day a record speaks of, as a column of its own: numbers of a month and the first rows behind them are found by it.
alter table records.version add column day date;
comment on column records.version.day is '记录所说的日期（类别声明了日期字段时），空为无';
create index version_kind_day on records.version (kind, day, record_id) where day is not null;
create or replace view records.pub_record with (security_invoker = true) as
  select v.record_id as id, v.version, v.kind, r.identity, v.title, v.values, v.origin, v.division_code, v.unit_id, v.valid_from, v.valid_to,
    v.known_from, v.known_to, (v.known_from at time zone 'Asia/Shanghai')::date as recorded_on,
    (r.created_at at time zone 'Asia/Shanghai')::date as first_on, r.synthetic, v.day
  from records.version v join records.record r on r.id = v.record_id where not v.voided;
