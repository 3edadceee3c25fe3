import type { RecordKind } from '@yinqiao/records/contract'
import { fieldTags, scenes } from './codes.ts'
import { code, codes, day, firm, name, ours, slot, text, yes } from './fields.ts'

/** Scenes in institutions, communities and homes: where, by whom, since when; whether in use is told by the records of use */
export const sceneKind: RecordKind = {
  ...ours,
  code: 'industry.scene',
  title: { zh: '应用场景', en: 'Scenes of use' },
  about: {
    zh: '机构、社区、居家的应用场景：在哪、谁供、何时上线；在用以使用记录为准',
    en: 'Scenes in institutions, communities and homes: where, by whom, since when; whether in use is told by the records of use',
  },
  order: 7,
  fields: [
    name('场景名称', 'Name of the scene'),
    code('scene', '场景', 'Scene', scenes, { required: true, listed: true, filtered: true }),
    yes('smart', '智能化', 'Smart'),
    text('owner', '责任主体', 'Owner', { listed: true }),
    firm({ title: { zh: '供应企业', en: 'Supplier' } }),
    codes('fields', '领域标签', 'Fields', fieldTags),
    text('site', '地点', 'Place', { max: 200 }),
    day('liveOn', '上线日', 'Live since', { required: true, listed: true }),
    day('until', '停用日', 'Stopped on'),
  ],
  name: 'name',
  identity: ['name', 'site'],
  day: 'liveOn',
  until: 'until',
  evidence: [slot('golive', '上线验收', 'Acceptance', 2)],
  carries: ['2.0c', '2.2c'],
}
