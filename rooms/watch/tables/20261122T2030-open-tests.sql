alter table watch.device add column test_until timestamptz;
comment on column watch.device.test_until is '测试窗口开到何时：此前的呼叫算作测试';

create index device_serial on watch.device (serial, id);
create index binding_changed on watch.binding (valid_to) where valid_to is not null;
create index home_changed on watch.home (updated_at);
create index home_name on watch.home (name, id);
create index personal_limit_from on watch.personal_limit (known_from);
create index personal_limit_to on watch.personal_limit (known_to) where known_to is not null;
create index contact_account on watch.contact (account_id) where ended_at is null;
