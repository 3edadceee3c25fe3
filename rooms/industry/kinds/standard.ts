import type { RecordKind } from '@yinqiao/records/contract'
import { standardLevels } from './codes.ts'
import { code, day, name, ours, slot, text, yes } from './fields.ts'

/** Standards with a drafter of the district */
export const standardKind: RecordKind = {
  ...ours,
  code: 'industry.standard',
  title: { zh: '标准', en: 'Standards' },
  about: { zh: '本区单位参与研制的标准', en: 'Standards with a drafter of the district' },
  order: 5,
  fields: [
    name('标准名称', 'Name of the standard'),
    text('number', '标准号', 'Number', { required: true, listed: true, max: 60 }),
    code('level', '层级', 'Level', standardLevels, { required: true, listed: true, filtered: true }),
    yes('ourDrafter', '起草单位含本区单位', 'A drafter is of the district'),
    text('drafters', '本区起草单位', 'Drafters of the district', { max: 300 }),
    day('publishedOn', '发布日', 'Published on', { listed: true }),
    day('until', '废止日', 'Withdrawn on'),
  ],
  name: 'name',
  identity: ['number'],
  day: 'publishedOn',
  until: 'until',
  evidence: [slot('text', '标准发布文本', 'Published text', 1)],
  carries: ['4.10.4', '2.3d'],
}
