import type { Source } from '@yinqiao/kernel/contract'

const place = {
  division_code: { type: 'text', title: { zh: '属地', en: 'Place' }, always: true },
  synthetic: { type: 'boolean', title: { zh: '合成数据', en: 'Synthetic' }, always: true },
} as const
const scene = {
  type: 'text',
  title: { zh: '场景', en: 'Scene' },
  codes: [
    { code: 'home', title: { zh: '居家', en: 'Home' } },
    { code: 'community', title: { zh: '社区', en: 'Community' } },
    { code: 'institution', title: { zh: '机构', en: 'Institution' } },
  ],
} as const
const column = (type: 'text' | 'number' | 'day' | 'boolean' | 'texts', zh: string, en: string, always = false) => ({
  type,
  title: { zh, en },
  ...(always ? { always } : {}),
})
const idOf = (name: string, zh: string, en: string) => ({ ...column('text', zh, en, true), sql: `s.${name}::text` })
const scored = { town: 'division_code', unit: null } as const
const told = { versioned: true, known: true, single: true, ...scored } as const

/** What of homes, devices and alarms measures may read: places and devices, no names and no persons. */
export const sourcesOfWatch: readonly Source[] = [
  {
    ...told,
    name: 'watch.home',
    title: { zh: '守护的住处与点位', en: 'Homes and places watched' },
    view: 'watch.pub_counted_home',
    uuid: true,
    valid: true,
    opens: '/watch/homes/{id}',
    columns: { ...place, id: idOf('id', '住处', 'Home'), scene: { ...scene, always: true } },
  },
  {
    ...told,
    name: 'watch.binding',
    title: { zh: '设备绑定', en: 'Devices bound' },
    view: 'watch.pub_counted_binding',
    uuid: true,
    valid: true,
    opens: null,
    columns: {
      ...place,
      device_id: idOf('device_id', '设备', 'Device'),
      home_id: idOf('home_id', '住处', 'Home'),
      device_kind: column('text', '设备种类', 'Kind of device', true),
      scene: { ...scene, always: true },
    },
  },
  {
    ...told,
    name: 'watch.device-day',
    title: { zh: '设备日', en: 'Days of devices' },
    view: 'watch.pub_counted_device_day',
    opens: null,
    columns: {
      ...place,
      device_id: idOf('device_id', '设备', 'Device'),
      home_id: idOf('home_id', '住处', 'Home'),
      device_kind: column('text', '设备种类', 'Kind of device', true),
      scene: { ...scene, always: true },
      town: column('text', '镇街', 'Town', true),
      day: column('day', '日期', 'Day', true),
      held: column('boolean', '日终时仍绑定', 'Bound at its end', true),
      entries: column('number', '消息数', 'Messages', true),
      trusted: column('number', '可信消息数', 'Trusted messages', true),
      online: column('boolean', '日终时在线', 'Online at its end'),
    },
  },
  {
    name: 'watch.scene-cell',
    title: { zh: '镇街与场景的每一格', en: 'Town by scene cells' },
    view: 'watch.pub_counted_cell',
    single: true,
    valid: true,
    ...scored,
    opens: null,
    columns: { ...place, town: column('text', '镇街', 'Town', true), scene: { ...scene, always: true } },
  },
  {
    ...told,
    name: 'watch.alarm',
    title: { zh: '告警', en: 'Alarms' },
    view: 'watch.pub_counted_alarm',
    uuid: true,
    opens: '/watch/handover/{id}',
    columns: {
      ...place,
      cause: column('text', '原因类', 'Cause', true),
      level: column('number', '等级', 'Level', true),
      rules: column('texts', '所据规则', 'Rules', true),
      scene,
      opened_on: column('day', '开始日', 'Opened on', true),
      closed_on: column('day', '结案日', 'Closed on'),
      close_cause: column('text', '结案原因', 'Closed as'),
      asked: column('boolean', '需要有人接', 'Asks for an answer', true),
      answer_seconds: column('number', '接警用时（秒）', 'Seconds to the answer'),
      answered_60: column('boolean', '60 秒内有人接', 'Answered in 60 s'),
      answered_180: column('boolean', '180 秒内有人接', 'Answered in 180 s'),
      dispatched: column('boolean', '已派出', 'Somebody was sent', true),
      arrival_minutes: column('number', '到达用时（分钟）', 'Minutes to the arrival'),
      arrived_45: column('boolean', '45 分钟内到达', 'Arrived in 45 min'),
      arrived_60: column('boolean', '60 分钟内到达', 'Arrived in 60 min'),
    },
  },
]
