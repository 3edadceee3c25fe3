import type { Screen } from '@yinqiao/kernel/web'
import { ReadAlarms } from '@yinqiao/watch/contract'

/** Rules with how true they are, and homes of which a rule cannot say. */
export const ruleScreens: readonly Screen[] = [
  {
    path: '/watch/rules',
    title: { zh: '规则', en: 'Rules' },
    group: 'watch',
    order: 70,
    permission: ReadAlarms.code,
    load: async () => (await import('./RulesScreen.tsx')).RulesScreen,
  },
  {
    path: '/watch/unsaid',
    title: { zh: '说不清', en: 'Cannot say' },
    group: 'watch',
    order: 75,
    permission: ReadAlarms.code,
    load: async () => (await import('./UnsaidScreen.tsx')).UnsaidScreen,
  },
]
