import { onDemand, type Screen } from '@yinqiao/kernel/web'
import { EditElders, ReadElders } from '../contract/permissions.ts'

export const PersonPicker = onDemand(async () => (await import('./PersonPicker.tsx')).PersonPicker)

export const screens: readonly Screen[] = [
  {
    path: '/people/elders',
    title: { zh: '老人档案', en: 'Elders' },
    group: 'people',
    order: 10,
    permission: ReadElders.code,
    shortcut: 'e',
    load: async () => (await import('./EldersScreen.tsx')).EldersScreen,
  },
  {
    path: '/people/elders/new',
    title: { zh: '新建老人档案', en: 'New elder' },
    permission: EditElders.code,
    load: async () => (await import('./NewElderScreen.tsx')).NewElderScreen,
  },
  {
    path: '/people/elders/$id',
    title: { zh: '老人档案', en: 'Elder' },
    permission: ReadElders.code,
    load: async () => (await import('./ElderScreen.tsx')).ElderScreen,
  },
]
