import type { Screen } from '@yinqiao/kernel/web'

export { DistrictMap } from './DistrictMap.tsx'
export { DivisionPicker, useDivisionName } from './DivisionPicker.tsx'
export type { MapPoint } from './draw-map.ts'

export const screens: readonly Screen[] = []
