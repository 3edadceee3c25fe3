comment on column access.oidc_attempt.state is '防跨站请求的随机值（OIDC state）';
comment on column access.oidc_attempt.nonce is '防重放的随机值（OIDC nonce）';
