import type { RecordKind } from '@yinqiao/records/contract'
import { dailyClasses, eventSorts, hostSorts } from './codes.ts'
import { code, day, integer, name, ours, slot, text } from './fields.ts'

/** Matching meetings, exchanges of the alliance, fairs */
export const eventKind: RecordKind = {
  ...ours,
  code: 'industry.event',
  title: { zh: '对接与交流活动', en: 'Events' },
  about: { zh: '产业对接会、联盟交流、展会', en: 'Matching meetings, exchanges of the alliance, fairs' },
  order: 17,
  fields: [
    name('活动名称', 'Name of the event'),
    code('sort', '类别', 'Sort', eventSorts, { required: true, listed: true, filtered: true }),
    code('productClass', '品类', 'Class of product', dailyClasses),
    text('host', '主办单位', 'Host', { listed: true }),
    code('hostSort', '主办单位类型', 'Sort of host', hostSorts),
    text('place', '地点', 'Place'),
    day('heldOn', '举办日', 'Held on', { required: true, listed: true }),
    integer('attendees', '到会人数', 'Attendees', { min: 0 }),
  ],
  name: 'name',
  identity: ['name', 'heldOn'],
  day: 'heldOn',
  evidence: [slot('minutes', '签到与纪要', 'Attendance and minutes', 1)],
  carries: ['3.1c', '4.10.1'],
}
