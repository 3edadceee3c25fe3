-- A file given as evidence is looked at by others through the signature of the room that keeps it, never by the file route.
alter table kernel.file add column shared boolean not null default false;
comment on column kernel.file.shared is '由登记它的房间按其权限给他人查看';
create policy shared on kernel.file for select to yinqiao_app using (shared and kernel.role() not in ('', 'anonymous'));
