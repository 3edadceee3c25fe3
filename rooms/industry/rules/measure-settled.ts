import type { Filter, MeasureDeclaration } from '@yinqiao/kernel/contract'
import { all, any, come, count, goesOn, is, isParam, measure, notEnded, proved, reached, tell, units } from './measure-parts.ts'

const investment = 'industry.investment'

/** A firm of the row has an accepted recognition in force, by one of the criteria the parameters name. */
const recognised: Filter = {
  exists: 'industry.recognition',
  on: { firm: 'firm' },
  where: all(isParam('criterion', 'criterion1', 'criterion2', 'criterion3', 'criterion4'), proved('proof')),
}
/** Registered in the district as a legal person, with the licence accepted. */
const settledBy = (...more: readonly Filter[]) => all(is('form', 'legal-person'), reached(['registered'], more), proved('licence'))
const inPhase: readonly Filter[] = [
  { at: 'entered_on', op: '>=', value: { param: 'phaseFrom' } },
  { at: 'entered_on', op: '<=', value: { param: 'phaseTo' } },
]
const gone: Filter = any(reached(['ended']), all({ known: 'withdrawnOn' }, come('withdrawnOn')))
const stillHere = all(notEnded, goesOn('withdrawnOn'))
const phase = { phaseFrom: '2026-01-01', phaseTo: '2028-12-31' }

const firmsTold = {
  from: '招商项目、认定两个登记册与项目阶段；法人取企业名录，名录中统一社会信用代码唯一',
  check: '营业执照、注册日、认定文件及其复核期限、是否撤出',
  unsure: '登记形式、法人主体、产业链位置',
}

/** Firms that settled: 2.1b, 2.2b, 4.7.3 and what guards them. */
export const settledMeasures: readonly MeasureDeclaration[] = [
  measure({
    code: '2.2b',
    zh: '引入的产业链上下游知名企业',
    en: 'Well-known firms of the chain settled in the phase',
    unit: units.firms,
    tree: count({
      source: investment,
      key: 'firm',
      where: all(settledBy(...inPhase), is('chain', 'upstream', 'midstream', 'downstream'), recognised, stillHere),
    }),
    params: { ...phase, criterion1: 'well-known', criterion2: 'listed', criterion3: 'ranked', criterion4: 'little-giant' },
    guard: '2.2b.withdrawn',
    quality: tell({
      ...firmsTold,
      limits: '“知名”按参数所列认定类别，须由专班释义确定；只计在区内注册的法人，分支机构不计；认定或佐证到期即退出；不反映企业规模',
    }),
  }),
  measure({
    code: '2.2b.withdrawn',
    zh: '本阶段落户后又撤出的企业',
    en: 'Firms settled in the phase that left again',
    unit: units.firms,
    tree: count({ source: investment, key: 'firm', where: all(settledBy(...inPhase), gone) }),
    params: phase,
    better: 'less',
    quality: tell({ ...firmsTold, limits: '只知道已登记的撤出与终止；同一法人另有项目仍在的也列入，须看明细' }),
  }),
  measure({
    code: '2.2b.paid',
    zh: '到资额与签约额之比',
    en: 'Paid in over signed',
    unit: units.share,
    tree: {
      fold: 'quotient',
      part: { source: 'projects.amount', where: all(is('kind', investment), is('sort', 'paid'), come('on_day')) },
      partAmount: 'fen',
      whole: { source: 'projects.amount', where: all(is('kind', investment), is('sort', 'signed'), come('on_day')) },
      wholeAmount: 'fen',
    },
    carries: ['2.2b', '4.7.5'],
    quality: tell({
      from: '招商项目的签约额与到资额，两类分别登记、各凭佐证',
      check: '到资凭证与签约文本',
      unsure: '金额、发生日',
      limits: '到资晚于签约，新签多时比值下降不等于履约差；只含已登记金额',
    }),
  }),
  measure({
    code: '2.1b',
    zh: '落户的人工智能等领域头部企业',
    en: 'Head firms in AI and the like that settled',
    unit: units.firms,
    tree: count({
      source: investment,
      key: 'firm',
      where: all(
        settledBy(),
        { has: 'fields', any: [{ param: 'field1' }, { param: 'field2' }, { param: 'field3' }] },
        recognised,
        stillHere,
      ),
    }),
    params: {
      field1: 'ai',
      field2: 'rehab',
      field3: 'smart-care',
      criterion1: 'head',
      criterion2: 'head',
      criterion3: 'head',
      criterion4: 'head',
    },
    guard: '2.2b.paid',
    quality: tell({
      ...firmsTold,
      unsure: '登记形式、法人主体、领域标签',
      limits: '“头部企业”与“人工智能等领域”的范围按参数，须由专班释义；领域标签由登记单位选定，认定人核对',
    }),
  }),
  measure({
    code: '4.7.3',
    zh: '落户的五类平台企业',
    en: 'Platform firms of the five kinds that settled',
    unit: units.firms,
    tree: count({ source: investment, key: 'firm', where: all({ known: 'platform' }, settledBy(), stillHere) }),
    guard: '2.2b.paid',
    quality: tell({
      ...firmsTold,
      unsure: '登记形式、法人主体',
      limits: '没有登记平台类型的项目视为非平台企业，不计；同一企业兼营两类只算一家',
    }),
  }),
  measure({
    code: '4.7.3.types',
    zh: '已有落户企业的平台类型',
    en: 'Kinds of platform with a settled firm',
    unit: { zh: '类', en: 'kinds' },
    tree: count({ source: investment, key: 'platform', where: all({ known: 'platform' }, settledBy(), stillHere) }, 5),
    guard: '4.7.3',
    quality: tell({ ...firmsTold, unsure: '登记形式', limits: '五类之中有一家即算覆盖，不反映该类有多强' }),
  }),
]
