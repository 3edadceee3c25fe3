-- null for the many messages whose readings are all believed, or doubted, for one reason: those cost nothing
alter table series.entry add column trusts smallint[];
comment on column series.entry.trusts is '与指标一一对应的可信代码，空为各读数均同条目的可信代码';
comment on column series.entry_rest.trusts is '与指标一一对应的可信代码，空为各读数均同条目的可信代码';
