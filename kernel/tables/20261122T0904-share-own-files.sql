-- Who put a file may hand it to a room, once and for good.
create policy hand_over on kernel.file for update to yinqiao_app using (account_id = kernel.account()) with check (shared and account_id = kernel.account());
grant update (shared) on kernel.file to yinqiao_app;
