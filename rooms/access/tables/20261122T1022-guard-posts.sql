-- The second wall around the rights themselves: nobody gives himself a post, and the audit administrator only reads.
drop policy follows_account on access.post;
create policy see on access.post for select to yinqiao_app using (exists (select from access.account a where a.id = account_id));
create policy grant_post on access.post for insert to yinqiao_app
  with check (kernel.role() in ('security-admin', 'system') and account_id is distinct from kernel.account());
create policy end_post on access.post for update to yinqiao_app
  using (kernel.role() in ('security-admin', 'system') and account_id is distinct from kernel.account());

drop policy follows_post on access.post_person;
create policy see on access.post_person for select to yinqiao_app using (exists (select from access.post p where p.id = post_id));
create policy grant_post on access.post_person for insert to yinqiao_app
  with check (kernel.role() in ('security-admin', 'system') and exists (select from access.post p where p.id = post_id and p.account_id is distinct from kernel.account()));

drop policy administrators on access.account;
create policy administrators_see on access.account for select to yinqiao_app using (kernel.role() in ('system-admin', 'security-admin', 'audit-admin', 'system'));
create policy make on access.account for insert to yinqiao_app with check (kernel.role() in ('system-admin', 'system'));
create policy tend on access.account for update to yinqiao_app using (kernel.role() in ('system-admin', 'security-admin', 'system'));
