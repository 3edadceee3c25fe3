-- who asks is the same for every row: asked once a statement instead of once a row
alter policy scope on cases.case_file using (
  (select kernel.role()) = 'system'
  or ((select kernel.area()) <> '' and (starts_with(division_code, (select kernel.area()))
    or (division_code is null and (select length(kernel.area())) <= 6)))
  or (select kernel.account()) = any (parties)
  or (select kernel.unit()) = any (parties)
);
