import type { Screen } from '@yinqiao/kernel/web'
import { ReadAllIsWell, ReadDevices, ReadErasures, ReadQuarantine } from '@yinqiao/watch/contract'

/** Screens of homes and devices, and the light page for elders and families. */
export const deviceScreens: readonly Screen[] = [
  {
    path: '/watch/homes',
    title: { zh: '守护住处', en: 'Homes' },
    group: 'watch',
    order: 30,
    permission: ReadDevices.code,
    load: async () => (await import('./HomesScreen.tsx')).HomesScreen,
  },
  {
    path: '/watch/homes/$id',
    title: { zh: '住处', en: 'Home' },
    permission: ReadDevices.code,
    load: async () => (await import('./HomeScreen.tsx')).HomeScreen,
  },
  {
    path: '/watch/devices',
    title: { zh: '设备', en: 'Devices' },
    group: 'watch',
    order: 40,
    permission: ReadDevices.code,
    load: async () => (await import('./DevicesScreen.tsx')).DevicesScreen,
  },
  {
    path: '/watch/devices/$id',
    title: { zh: '设备档案', en: 'Device' },
    permission: ReadDevices.code,
    load: async () => (await import('./DeviceScreen.tsx')).DeviceScreen,
  },
  {
    path: '/watch/tests-due',
    title: { zh: '待测试', en: 'Tests due' },
    group: 'watch',
    order: 50,
    permission: ReadDevices.code,
    load: async () => (await import('./TestsDueScreen.tsx')).TestsDueScreen,
  },
  {
    path: '/watch/quarantine',
    title: { zh: '隔离消息', en: 'Quarantine' },
    group: 'watch',
    order: 60,
    permission: ReadQuarantine.code,
    load: async () => (await import('./QuarantineScreen.tsx')).QuarantineScreen,
  },
  {
    path: '/watch/erasures',
    title: { zh: '读数删除', en: 'Erasing readings' },
    group: 'watch',
    order: 65,
    permission: ReadErasures.code,
    load: async () => (await import('./ErasuresScreen.tsx')).ErasuresScreen,
  },
  {
    path: '/watch/well',
    title: { zh: '是否平安', en: 'Is all well' },
    group: 'watch',
    order: 5,
    permission: ReadAllIsWell.code,
    load: async () => (await import('./WellScreen.tsx')).WellScreen,
  },
]
