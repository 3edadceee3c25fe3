-- Measures join by the text of an id, and ask what moved since a moment.
create index evidence_record_text on records.evidence ((record_id::text), slot);
create index version_kind_ended on records.version (kind, known_to) where known_to is not null;
create index version_kind_record on records.version (kind, record_id);
