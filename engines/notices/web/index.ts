import { readNotices } from '../contract/permissions.ts'
import type { Screen } from '@yinqiao/kernel/web'

export { useFailureWord } from './notice-words.ts'
export { PushSwitch } from './PushSwitch.tsx'

export const screens: readonly Screen[] = [
  {
    path: '/notices/undelivered',
    title: { zh: '未送达', en: 'Undelivered' },
    group: 'mine',
    order: 60,
    permission: readNotices.code,
    load: async () => (await import('./UndeliveredScreen.tsx')).UndeliveredScreen,
  },
  {
    path: '/notices/mine',
    title: { zh: '消息提醒', en: 'Notifications' },
    group: 'mine',
    order: 70,
    load: async () => (await import('./MyPushScreen.tsx')).MyPushScreen,
  },
  {
    path: '/notices/$id',
    title: { zh: '通知详情', en: 'Notice' },
    permission: readNotices.code,
    load: async () => (await import('./NoticeScreen.tsx')).NoticeScreen,
  },
]
