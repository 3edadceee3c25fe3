import type { MeasureDeclaration } from '@yinqiao/kernel/contract'
import { all, any, count, goesOn, has, is, measure, not, notEnded, proved, reached, share, tell, units } from './measure-parts.ts'

const research = 'industry.research'
const active = all(reached(['approved']), proved('approval'), not(reached(['closed', 'launched', 'ended'])))
const ageing = ['gene', 'regeneration', 'laser']
const fused = ['gene-test', 'molecular', 'stem-cell']
const ethicsTold = (limits: string) =>
  tell({
    from: '攻关项目登记册、阶段与批件佐证',
    check: '伦理批件、医疗机构资质及其有效期',
    unsure: '是否需要伦理审查、是否需要资质',
    limits,
  })

/** Research projects and trials: 4.3.4, 4.3.5, 4.7.2, 3.4a. */
export const researchMeasures: readonly MeasureDeclaration[] = [
  measure({
    code: '4.3.4',
    zh: '有伦理批件的抗衰技术项目',
    en: 'Anti-ageing projects with ethics approval in force',
    unit: units.projects,
    tree: count({ source: research, where: all(is('technology', ...ageing), active, is('needsEthics', true), proved('ethics')) }),
    guard: '4.3.4.share',
    quality: ethicsTold('三项技术之内；批件到期即退出；批件在不等于合规执行'),
  }),
  measure({
    code: '4.3.4.share',
    zh: '需批件项目的持批率（应为100%）',
    en: 'Projects that need approval and have it (must be 100 %)',
    unit: units.share,
    tree: share({ source: research, where: all(active, is('needsEthics', true)) }, proved('ethics')),
    leastCoverage: 1,
    carries: ['4.3.4'],
    quality: ethicsTold('是否需要审查由登记人填写；没有批件的每一个项目都要处置'),
  }),
  measure({
    code: '4.3.5',
    zh: '合规的融合应用项目',
    en: 'Projects at a licensed site with approval',
    unit: units.projects,
    tree: count({
      source: research,
      where: all(
        is('technology', ...fused),
        active,
        any(is('needsEthics', false), proved('ethics')),
        any(is('needsLicence', false), proved('licence')),
      ),
    }),
    guard: '4.3.4.share',
    quality: ethicsTold('三项技术之内；批件与资质都在有效期内才计'),
  }),
  measure({
    code: '4.7.2',
    zh: '立项的攻关项目',
    en: 'Research projects approved',
    unit: units.projects,
    tree: count({
      source: research,
      where: all(has('fields', 'rehab', 'smart-care', 'biomedicine'), reached(['approved']), proved('approval'), notEnded),
    }),
    guard: '4.7.2.pool',
    quality: tell({
      from: '攻关项目登记册与立项文件',
      check: '立项文件、领域',
      unsure: '领域标签',
      limits: '三个领域合计；立项不等于出成果',
    }),
  }),
  measure({
    code: '4.7.2.pool',
    zh: '谋划中的攻关项目',
    en: 'Research projects in the pool',
    unit: units.projects,
    tree: count({
      source: research,
      where: all(has('fields', 'rehab', 'smart-care', 'biomedicine'), reached(['idea']), not(reached(['approved'])), notEnded),
    }),
    better: 'neither',
    carries: ['4.7.2'],
    quality: tell({ from: '攻关项目登记册', check: '谋划日、是否重复', unsure: '领域标签', limits: '谋划不需佐证，易多报，只作对照' }),
  }),
  measure({
    code: '3.4a',
    zh: '示范运用转正率',
    en: 'Trials that were adopted',
    unit: units.share,
    tree: share({ source: 'industry.trial', day: 'endedOn', where: all({ known: 'endedOn' }, proved('outcome')) }, is('decision', 'adopt')),
    period: 'year',
    guard: '3.4a.open',
    quality: tell({
      from: '示范运用登记册、试用方案与结论',
      check: '试用结论、决定',
      unsure: '决定',
      limits: '只看结束的试用；延长的不算转正',
    }),
  }),
  measure({
    code: '3.4a.open',
    zh: '开始满一年未结束的试用',
    en: 'Trials a year old and not ended',
    unit: units.items,
    tree: count({
      source: 'industry.trial',
      where: all({ at: 'startedOn', op: '<=', value: { daysFromValidAt: -365 } }, goesOn('endedOn')),
    }),
    better: 'less',
    carries: ['3.4a'],
    quality: tell({ from: '示范运用登记册', check: '试用是否仍在进行', unsure: '开始日', limits: '已结束而未登记的也在此列' }),
  }),
]
