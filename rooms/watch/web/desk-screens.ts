import type { Screen } from '@yinqiao/kernel/web'
import { AnswerCallouts, ReadAlarms, ReadAnswerTimes, ReadSheets } from '../contract/permissions.ts'

/** The desk, the phone page, the hand-over sheet, the list and the times. */
export const deskScreens: readonly Screen[] = [
  {
    path: '/watch/desk',
    title: { zh: '值守台', en: 'Watch desk' },
    group: 'watch',
    order: 10,
    permission: ReadAlarms.code,
    shortcut: 'w',
    load: async () => (await import('./WatchDesk.tsx')).WatchDesk,
  },
  {
    path: '/watch/responder',
    title: { zh: '我的呼叫', en: 'My call-outs' },
    group: 'watch',
    order: 15,
    permission: AnswerCallouts.code,
    roles: ['responder', 'village-officer'],
    load: async () => (await import('./ResponderScreen.tsx')).ResponderScreen,
  },
  {
    path: '/watch/alarms',
    title: { zh: '告警记录', en: 'Alarms' },
    group: 'watch',
    order: 20,
    permission: ReadAlarms.code,
    load: async () => (await import('./AlarmsScreen.tsx')).AlarmsScreen,
  },
  {
    path: '/watch/answer-times',
    title: { zh: '响应时效', en: 'Answer times' },
    group: 'watch',
    order: 25,
    permission: ReadAnswerTimes.code,
    load: async () => (await import('./TimesScreen.tsx')).TimesScreen,
  },
  {
    path: '/watch/counted',
    title: { zh: '计入的告警', en: 'Alarms counted' },
    permission: ReadAnswerTimes.code,
    load: async () => (await import('./CountedScreen.tsx')).CountedScreen,
  },
  {
    path: '/watch/handover/$id',
    title: { zh: '120 交接单', en: 'Hand-over sheet' },
    permission: ReadSheets.code,
    load: async () => (await import('./HandoverScreen.tsx')).HandoverScreen,
  },
]
