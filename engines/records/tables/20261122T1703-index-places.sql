-- The first rows of a town and month behind a number.
create index version_kind_place on records.version (kind, division_code, day, record_id) where day is not null;
