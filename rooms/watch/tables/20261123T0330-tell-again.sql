-- who was told twice at one step was told twice: a line each, or nobody sees what became of the second
alter table watch.told drop constraint told_alarm_id_step_channel_account_id_contact_id_key;
create unique index told_once on watch.told (alarm_id, step, channel, account_id, contact_id, notice_id) nulls not distinct where channel <> 'desk';
create unique index told_desk_once on watch.told (alarm_id, step, account_id, sent_at) where channel = 'desk';
create index told_alarm on watch.told (alarm_id);
