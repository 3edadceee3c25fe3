comment on view watch.pub_home is '住处（不含进门须知）';
comment on view watch.pub_device is '设备与最近状况';
comment on view watch.pub_binding is '设备绑定的历程';
comment on view watch.pub_alarm is '告警（不含说明与姓名）';
