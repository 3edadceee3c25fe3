import { readAudit, seeAccounts, tendQueue } from '@yinqiao/access/contract'
import type { Panel, Screen } from '@yinqiao/kernel/web'

export { ChangePasswordForm } from './ChangePasswordForm.tsx'
export { useRoleTitle } from './role-title.ts'

export const screens: readonly Screen[] = [
  { path: '/access/me', title: { zh: '我的账号', en: 'My account' }, load: async () => (await import('./MeScreen.tsx')).MeScreen },
  {
    path: '/access/accounts',
    title: { zh: '账号', en: 'Accounts' },
    group: 'system',
    order: 10,
    permission: seeAccounts.code,
    shortcut: 'a',
    load: async () => (await import('./AccountsScreen.tsx')).AccountsScreen,
  },
  {
    path: '/access/accounts/$id',
    title: { zh: '账号详情', en: 'Account' },
    permission: seeAccounts.code,
    load: async () => (await import('./AccountScreen.tsx')).AccountScreen,
  },
  {
    path: '/access/audit',
    title: { zh: '审计记录', en: 'Audit' },
    group: 'system',
    order: 20,
    permission: readAudit.code,
    shortcut: 't',
    load: async () => (await import('./AuditScreen.tsx')).AuditScreen,
  },
  {
    path: '/access/parked',
    title: { zh: '搁置的事件与任务', en: 'Parked events and jobs' },
    group: 'system',
    order: 30,
    permission: tendQueue.code,
    load: async () => (await import('./ParkedScreen.tsx')).ParkedScreen,
  },
]

export const panels: readonly Panel[] = []
