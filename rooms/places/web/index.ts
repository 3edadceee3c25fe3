import { onDemand, type Screen } from '@yinqiao/kernel/web'

export { useDivisionName } from './division-name.ts'
export type { MapPoint } from './draw-map.ts'

export const DistrictMap = onDemand(async () => (await import('./DistrictMap.tsx')).DistrictMap)
export const DivisionPicker = onDemand(async () => (await import('./DivisionPicker.tsx')).DivisionPicker)

export const screens: readonly Screen[] = [
  {
    path: '/places/divisions',
    title: { zh: '区划与板块', en: 'Divisions and blocks' },
    group: 'orgs',
    order: 50,
    load: async () => (await import('./DivisionsScreen.tsx')).DivisionsScreen,
  },
]
