-- the same person called twice at one step by one channel was told twice: a line each, or nobody sees what became of the second
alter table watch.told drop constraint told_alarm_id_step_channel_account_id_contact_id_key;
alter table watch.told add constraint told_once unique nulls not distinct (alarm_id, step, channel, account_id, contact_id, notice_id);
