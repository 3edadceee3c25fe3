import type { WordsLike } from '@yinqiao/kernel/web'
import type { zh } from './zh.ts'

export const en: WordsLike<typeof zh> = {
  map: 'District map: {n} points',
  mapHint: 'Arrow keys move, + − zoom; every point can also be chosen in the list.',
  mapFailed: 'This browser cannot show the map (it needs WebGL); use the list.',
  outlineSource: 'Outline: {title}',
  division: 'Division',
  divisionAll: 'All divisions',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Whole district',
}
