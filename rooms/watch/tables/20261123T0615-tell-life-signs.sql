-- a pendant on the night table says its battery every hour: that is no sign of who should be wearing it
alter table watch.device_state add column life_at timestamptz;
comment on column watch.device_state.life_at is '最近一次表明佩戴者本人有动静的时间（体征、走动、按压），空为从未';
