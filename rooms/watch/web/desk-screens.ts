import type { Screen } from '@yinqiao/kernel/web'
import { ReadAlarms } from '../contract/permissions.ts'

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
]
