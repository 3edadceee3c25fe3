import type { WordsLike } from '@yinqiao/kernel/web'
import type { zh } from './zh.ts'

export const en: WordsLike<typeof zh> = {
  map: 'District map: {n} points',
  mapHint: 'Arrow keys move, + − zoom; every point can also be chosen in the list.',
  mapFailed: 'This browser cannot show the map (it needs WebGL); use the list.',
  outlineSource: 'Outline: {title}',
  division: 'Division',
  divisions: 'Divisions and blocks',
  divisionTree: 'Divisions',
  divisionsLead:
    'Divisions and management blocks are two axes side by side: a block may cut across divisions, and its range has days and grounds.',
  on: 'As of',
  blocks: 'Management blocks',
  blocksHint: 'No members means not decided yet, not none',
  asWritten: 'Written as "{text}"',
  membersOpen: 'Range not decided',
  setMember: 'Set range',
  memberSaved: 'The range of the block is updated',
  belongs: 'Relation',
  belongsYes: 'Belongs to the block',
  belongsNo: 'No longer belongs',
  fromDay: 'From',
  basis: 'Ground',
  since: 'since {day}',
  until: 'until {day}',
  villages: '{n} communities',
  noDivisions: 'No divisions are loaded',
  divisionAll: 'All divisions',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Whole district',
}
