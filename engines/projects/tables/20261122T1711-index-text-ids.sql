-- Measures join by the text of an id.
create index stage_entry_record_text on projects.stage_entry ((record_id::text), stage);
create index amount_record_text on projects.amount ((record_id::text), sort);
