import type { Filter, MeasureDeclaration } from '@yinqiao/kernel/contract'
import { all, any, come, count, is, isParam, measure, not, notEnded, proved, reached, tell, units } from './measure-parts.ts'

const facility = 'industry.facility'
const told = (check: string, limits: string) =>
  tell({ from: '设施与机构项目登记册；每一阶段凭该阶段的佐证，两人认定', check, unsure: '是什么、阶段日期', limits })

/** Facilities of these sorts whose stage was entered and its paper accepted, not ended. */
const stands = (what: readonly string[], stage: string): Filter => all(is('what', ...what), reached([stage]), proved(stage), notEnded)

/** Steps of named works: each stage entered with its own paper accepted. */
const steps = (sort: string, named: Filter): Filter =>
  all(
    is('kind', sort),
    is('stage', 'approved', 'prepared', 'built', 'running'),
    come('entered_on'),
    { exists: 'records.evidence', on: { record_id: 'record_id', slot: 'stage' } },
    { exists: sort, on: { id: 'record_id' }, where: named },
  )

const centres = ['show-centre', 'rd-centre', 'training-centre']

const milestones: readonly MeasureDeclaration[] = [
  measure({
    code: '2.1d',
    zh: '筹建完成的三类中心',
    en: 'Centres prepared in time, of three sorts',
    unit: { zh: '类', en: 'sorts' },
    tree: count(
      {
        source: facility,
        key: 'what',
        where: all(
          is('what', ...centres),
          reached(['prepared'], [{ at: 'entered_on', op: '<=', value: { param: 'until' } }]),
          {
            exists: 'industry.acceptance',
            on: { record_id: 'id' },
            where: all(is('slot', 'prepared'), { at: 'accepted_on', op: '<=', value: { param: 'until' } }),
          },
          notEnded,
        ),
      },
      3,
    ),
    params: { until: '2025-12-31' },
    guard: '2.1d.idle',
    quality: told(
      '筹建完成证明的内容、认定日期是否在期限之前',
      '“筹建成功”由专班释义，本数认“筹建完成”阶段；认定晚于期限的不计，即使事实在期限之前；同类两个中心只计一类',
    ),
  }),
  measure({
    code: '2.1d.idle',
    zh: '筹建完成满半年仍未运行的中心',
    en: 'Prepared half a year ago, not running',
    unit: { zh: '个', en: 'centres' },
    tree: count({
      source: facility,
      where: all(
        is('what', ...centres),
        reached(['prepared'], [{ at: 'entered_on', op: '<=', value: { daysFromValidAt: -183 } }]),
        not(reached(['running'])),
        notEnded,
      ),
    }),
    better: 'less',
    quality: told('未运行的原因', '已运行而未登记运行阶段的也在此列'),
  }),
  measure({
    code: '3.1f',
    zh: '银发经济研究院设立',
    en: 'The institute is set up',
    unit: { zh: '个', en: 'institutes' },
    tree: count({ source: facility, key: 'what', where: stands(['institute'], 'built') }, 1),
    carries: ['3.1f', '4.10.3'],
    guard: '3.1f.ended',
    quality: told('法人登记证书、章程、人员与首年计划', '方案两处写到研究院，是同一件事，只计一次；设立不等于开展研究'),
  }),
  measure({
    code: '3.1f.ended',
    zh: '终止或搁置的研究院、产品服务中心、运营团队',
    en: 'Institute, service centre or team ended or shelved',
    unit: units.projects,
    tree: count({
      source: facility,
      where: all(is('what', 'institute', 'product-service', 'operating-team'), reached(['ended', 'shelved'])),
    }),
    carries: ['3.1f', '4.10.5', '4.11.1'],
    better: 'less',
    quality: told('终止、搁置的理由', '曾搁置又恢复的也在此列'),
  }),
  measure({
    code: '4.10.5',
    zh: '银发经济产品服务中心设立',
    en: 'The product-service centre is set up',
    unit: { zh: '个', en: 'centres' },
    tree: count({ source: facility, key: 'what', where: stands(['product-service'], 'built') }, 1),
    guard: '4.10.5.certificates',
    quality: told('设立证明、共建单位的认证资质', '设立与出证是两件事，出证件数另列'),
  }),
  measure({
    code: '4.11.1',
    zh: '园区专业运营团队组建',
    en: 'The operating team of the park is formed',
    unit: { zh: '支', en: 'teams' },
    tree: count({ source: facility, key: 'what', where: all(stands(['operating-team'], 'built'), proved('prepared')) }, 1),
    guard: '3.1f.ended',
    quality: told('授权文件与人员名册（筹建证明）、组建证明', '组建不反映运营水平，运营看园区入驻与租约'),
  }),
]

const named: readonly MeasureDeclaration[] = [
  measure({
    code: '3.1a',
    zh: '展示中心、产业中心建设台阶',
    en: 'Steps of the show centre and the industry centre',
    unit: { zh: '个台阶', en: 'steps' },
    tree: count({ source: 'industry.stage-step', key: 'step', where: steps(facility, isParam('named', 'first', 'second')) }, 8),
    params: { first: 'digital-show-centre', second: 'digital-industry-centre' },
    guard: '3.1a.stalled',
    quality: told('两个中心各四个台阶（立项、筹建完成、建成、运行）的佐证', '各台阶等权，不反映投资进度；点名代码来自区的数据文件'),
  }),
  measure({
    code: '3.1a.stalled',
    zh: '一年没有进展的设施项目',
    en: 'Facilities without a step for a year',
    unit: units.projects,
    tree: count({
      source: facility,
      where: all(
        reached(['idea', 'approved', 'prepared', 'built']),
        not(reached(['running'])),
        not(reached(['approved', 'prepared', 'built'], [{ at: 'entered_on', op: '>=', value: { daysFromValidAt: -365 } }])),
        { at: 'from', op: '<=', value: { daysFromValidAt: -365 } },
        notEnded,
      ),
    }),
    carries: ['3.1a', '3.3c', '3.3d', '4.4.8'],
    better: 'less',
    quality: told('停滞的原因、下一步', '谋划日未登记的为不能判定；没有登记任何阶段的不在内'),
  }),
  measure({
    code: '3.3b',
    zh: '富吉公司与医疗健康展示中心设立',
    en: 'Fuji company and medical show centre set up',
    unit: { zh: '项', en: 'milestones' },
    tree: count(
      {
        source: 'projects.stage',
        key: 'record_id',
        where: any(
          all(is('kind', 'industry.investment'), is('stage', 'registered'), come('entered_on'), proved('licence', 'record_id'), {
            exists: 'industry.investment',
            on: { id: 'record_id' },
            where: isParam('named', 'company'),
          }),
          all(is('kind', facility), is('stage', 'built'), come('entered_on'), proved('built', 'record_id'), {
            exists: facility,
            on: { id: 'record_id' },
            where: isParam('named', 'centre'),
          }),
        ),
      },
      2,
    ),
    params: { company: 'fuji-company', centre: 'fuji-show-centre' },
    guard: '2.2b.withdrawn',
    quality: told('营业执照、展示中心建成证明', '只看两个点名项目，点名代码由登记人填写；设立后是否终止看护卫指标'),
  }),
  measure({
    code: '3.3c',
    zh: '富吉集团制造业总部项目台阶',
    en: 'Steps of the Fuji headquarters',
    unit: { zh: '个台阶', en: 'steps' },
    tree: count({ source: 'industry.stage-step', key: 'step', where: steps(facility, isParam('named', 'project')) }, 4),
    params: { project: 'fuji-headquarters' },
    guard: '3.1a.stalled',
    quality: told('立项、筹建、建成、运行四个台阶的佐证', '停在一个台阶的天数见项目页；台阶等权'),
  }),
  measure({
    code: '3.3d',
    zh: '中日医疗大健康集成产业中心建设台阶',
    en: 'Steps of the integrated industry centre',
    unit: { zh: '个台阶', en: 'steps' },
    tree: count({ source: 'industry.stage-step', key: 'step', where: steps(facility, isParam('named', 'project')) }, 4),
    params: { project: 'integration-centre' },
    guard: '3.1a.stalled',
    quality: told('立项、筹建、建成、运行四个台阶的佐证', '建设进度不含日资企业集聚，后者另计；台阶等权'),
  }),
  measure({
    code: '4.4.8',
    zh: '建成的康养一体化机构、综合体',
    en: 'Care complexes built',
    unit: { zh: '处', en: 'places' },
    tree: count({ source: facility, where: stands(['care-complex'], 'built') }),
    guard: '3.1a.stalled',
    quality: told('用地或场地、批准文件、床位、建成证明', '一个项目算一处；床位数不在本数'),
  }),
  measure({
    code: '4.4.8.building',
    zh: '在建的康养一体化机构、综合体',
    en: 'Care complexes under way',
    unit: { zh: '处', en: 'places' },
    tree: count({ source: facility, where: all(stands(['care-complex'], 'approved'), not(reached(['built']))) }),
    carries: ['4.4.8'],
    guard: '3.1a.stalled',
    quality: told('立项文件', '立项即算在建，不等于已开工'),
  }),
]

/** Centres, bodies and named works. */
export const facilityMeasures: readonly MeasureDeclaration[] = [...milestones, ...named]
