-- what forgetting took away is told in numbers, also when it was cut off and taken up again
alter table series.series add column erased_entries bigint not null default 0, add column erased_rows bigint not null default 0,
  add column erased_files int not null default 0;
comment on column series.series.erased_entries is '遗忘时从库内删去的条目数';
comment on column series.series.erased_rows is '遗忘时从归档文件中去掉的行数';
comment on column series.series.erased_files is '为去掉它而重写的归档文件数';
grant update (erased_entries, erased_rows, erased_files) on series.series to yinqiao_app;
