-- The sealer asks for the newest number before it looks at lines.
grant select on sequence kernel.audit_line_n_seq to yinqiao_app;
