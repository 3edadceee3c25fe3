import type { RecordKind } from '@yinqiao/records/contract'
import { day, firm, longText, name, ours, slot, text } from './fields.ts'

/** Visits of officers to firms; hours and place let a person in two places be found */
export const firmVisitKind: RecordKind = {
  ...ours,
  code: 'industry.firm-visit',
  title: { zh: '企业走访', en: 'Visits to firms' },
  about: {
    zh: '干部走访企业，一次一条；时刻与地点供核对同一人同时在两处',
    en: 'Visits of officers to firms; hours and place let a person in two places be found',
  },
  order: 29,
  fields: [
    name('走访事由', 'What about'),
    firm({ required: true }),
    text('worker', '走访人', 'Officer', { required: true, listed: true, max: 40 }),
    day('visitedOn', '走访日', 'Visited on', { required: true, listed: true }),
    text('startAt', '开始时刻', 'From', { required: true, max: 5, help: { zh: '时:分，如 09:30', en: 'HH:MM' } }),
    text('endAt', '结束时刻', 'To', { required: true, max: 5, help: { zh: '时:分，如 10:15', en: 'HH:MM' } }),
    text('place', '地点', 'Place', { required: true }),
    longText('need', '企业诉求', 'What the firm asks for'),
  ],
  name: 'name',
  identity: ['firm', 'worker', 'visitedOn', 'startAt'],
  day: 'visitedOn',
  evidence: [slot('photo', '走访记录', 'Record of the visit', 1)],
  carries: ['4.7.1'],
}
