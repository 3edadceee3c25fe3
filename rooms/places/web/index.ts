import type { Screen } from '@yinqiao/kernel/web'

export { DistrictMap } from './DistrictMap.tsx'
export { DivisionPicker, useDivisionName } from './DivisionPicker.tsx'
export type { MapPoint } from './draw-map.ts'

export const screens: readonly Screen[] = [
  {
    path: '/places/divisions',
    title: { zh: '区划与板块', en: 'Divisions and blocks' },
    group: 'orgs',
    order: 50,
    load: async () => (await import('./DivisionsScreen.tsx')).DivisionsScreen,
  },
]
