import { setCalendar, workCases } from '../contract/permissions.ts'
import type { Panel, Screen } from '@yinqiao/kernel/web'

const permission = workCases.code

export const screens: readonly Screen[] = [
  {
    path: '/cases',
    title: { zh: '办件', en: 'Cases' },
    group: 'mine',
    order: 20,
    permission,
    shortcut: 'b',
    load: async () => (await import('./CasesScreen.tsx')).CasesScreen,
  },
  {
    path: '/cases/new',
    title: { zh: '新建办件', en: 'New case' },
    permission,
    load: async () => (await import('./NewCaseScreen.tsx')).NewCaseScreen,
  },
  {
    path: '/cases/calendar',
    title: { zh: '工作日历', en: 'Working calendar' },
    group: 'system',
    order: 40,
    permission: setCalendar.code,
    load: async () => (await import('./CalendarScreen.tsx')).CalendarScreen,
  },
  {
    path: '/cases/$id',
    title: { zh: '办件详情', en: 'Case' },
    permission,
    load: async () => (await import('./CaseScreen.tsx')).CaseScreen,
  },
]

export const panels: readonly Panel[] = [
  { name: 'cases.mine', order: 5, permission, load: async () => (await import('./CasesPanel.tsx')).CasesPanel },
]
