create view industry.pub_lead_report with (security_invoker = true) as
  select id, record_id, standing, uscc, reported_on, division_code, unit_id, synthetic, known_from, known_to from industry.lead_report;
comment on view industry.pub_lead_report is '供指标读取的线索报送';
grant select on industry.pub_lead_report to yinqiao_app;
