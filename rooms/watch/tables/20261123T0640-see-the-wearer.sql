-- a watch on its charger tells its battery all day: what is kept of a device is no sign of who wears it
alter table watch.device_state add column sign_at timestamptz;
comment on column watch.device_state.sign_at is '最近一次看得出有人佩戴、测量或走动的可信读数的时间，空为从未';
