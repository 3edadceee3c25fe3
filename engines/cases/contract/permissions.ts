import { permission } from '@yinqiao/kernel/contract'

const desk = ['district-leader', 'working-group', 'district-officer', 'town-officer', 'village-officer', 'park-operator', 'statistician']

/** Coarse: the kinds say who may raise, read, move; checked inside each use case. */
export const workCases = permission('cases.use', { zh: '办件', en: 'Cases' }, desk)
/** Holidays and swapped working days as published by the General Office of the State Council. */
export const setCalendar = permission('cases.calendar.set', { zh: '维护工作日历', en: 'Keep the working calendar' }, [
  'working-group',
  'district-officer',
])
