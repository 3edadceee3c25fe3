import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '@yinqiao/kernel/contract'
import { describe, expect, test } from 'vitest'
import type { PlanStructure } from '../contract/structure.ts'
import { readPlan } from './read-plan.ts'

// Real plans lie outside the repository; their words are not copied here beyond names, numbers and labels.
const folder = join(import.meta.dirname, '../../../../shared/data/plans')
const present = existsSync(folder)
if (!present) console.warn('skipped: ../shared/data/plans is not here, public plans are not read')

function read(name: string): PlanStructure {
  const plan = readPlan(readFileSync(join(folder, `${name}.txt`), 'utf8'))
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan))
  return plan
}

const letter = { lead: 'L', responsible: 'R', support: 'S', unspecified: 'U' } as const
const units = (plan: PlanStructure, place: number) => plan.tasks[place]?.units.map((unit) => letter[unit.role] + unit.asWritten).join(' ')
const numbers = (plan: PlanStructure, role: string) =>
  plan.quantities
    .filter((one) => one.role === role)
    .map(
      (one) =>
        `${one.comparison}${one.value}${one.valueTo === undefined ? '' : `-${one.valueTo}`}${one.unit}${one.year === null ? '' : `@${one.year}`}`,
    )
const labels = (plan: PlanStructure) => plan.tasks.map((task) => task.label).join(' ')

describe.skipIf(!present)('public plans of different forms', () => {
  test('太仓: （一） restarts, lead-ins with lists of their own', () => {
    const plan = read('taicang-2026')
    expect(plan.document).toMatchObject({
      title: '太仓市人工智能OPC培育发展行动计划（2026-2028年）',
      number: null,
      issuer: '太仓市人民政府办公室',
      issuedOn: '2026-03-19',
      disclosure: '公开发布',
    })
    expect(plan.sections.filter((one) => one.level === 1).map((one) => one.title)).toEqual([
      '总体要求',
      '重点培育领域',
      '主要任务',
      '保障措施',
    ])
    expect(labels(plan)).toBe('（一） （二） （三） （四） （五）')
    expect(plan.tasks.map((task) => task.groups?.length ?? 1)).toEqual([1, 3, 3, 1, 4])
    expect(plan.tasks.map((task) => task.unitsOpen)).toEqual([false, false, true, false, false])
    expect(units(plan, 0)).toBe('L市委组织部（人才办） R市教育局 R市科技局 R市工信局 R市人社局 R市招商局 R团市委')
    expect(plan.tasks[1]?.groups?.[2]?.units.map((unit) => unit.asWritten)).toEqual(['各区镇'])
    expect(plan.tasks[3]?.units).toHaveLength(22)
    expect(plan.phases.map((phase) => [phase.label, phase.years?.to, phase.targets.length])).toEqual([['到2028年', 2028, 7]])
    expect(numbers(plan, 'target')).toEqual([
      '>20个@2028',
      '=40个@2028',
      '>100家@2028',
      '>1000名@2028',
      '=100家@2028',
      '>1000名@2028',
      '>20个@2028',
      '=40个@2028',
    ])
  })

  test('郑州: full-width dots, units on lines of their own', () => {
    const plan = read('zhengzhou-2026')
    expect(plan.document).toMatchObject({
      title: '郑州市人工智能OPC创业社区推广方案',
      number: '郑政办〔2026〕30号',
      issuedOn: '2026-06-24',
    })
    expect(labels(plan)).toBe(Array.from({ length: 16 }, (_, i) => `${i + 1}．`).join(' '))
    expect(units(plan, 8)).toBe('R市委人才办 R团市委 R市人社局 R市市场监管局 R各开发区管委会 R各区县（市）政府')
    expect(
      plan.tasks.every(
        (task) =>
          task.units
            .slice(-2)
            .map((unit) => unit.asWritten)
            .join() === '各开发区管委会,各区县（市）政府',
      ),
    ).toBe(true)
    expect(plan.phases).toEqual([])
    expect(numbers(plan, 'target')).toEqual(['range1-2个'])
    expect(numbers(plan, 'ceiling')).toEqual(['<=1000000元', '<=10000元', '<=500000元', '<=50000000元', '<=1000000元'])
    expect(numbers(plan, 'threshold')).toEqual(['<=10人', '>=1年', '<=2年', '<=5年'])
  })

  test('武汉: the sections are the tasks, up to four lists in each', () => {
    const plan = read('wuhan-2026')
    expect(plan.document).toMatchObject({
      title: '武汉市支持人工智能OPC创新发展若干措施',
      number: '武政规〔2026〕4号',
      issuer: '武汉市人民政府',
      issuedOn: '2026-02-13',
      disclosure: null,
    })
    expect(labels(plan)).toBe('一、 二、 三、 四、 五、 六、 七、 八、 九、 十、')
    expect(plan.tasks.reduce((sum, task) => sum + (task.groups?.length ?? 1), 0)).toBe(24)
    expect(units(plan, 0)).toBe('R市数据局 R市经信局 R各区人民政府〈含开发区、长江新区、风景区管委会,下同〉')
    expect(plan.rules?.map((rule) => rule.kind)).toEqual(['name-includes'])
    expect(numbers(plan, 'target')).toEqual(['>=2000卡时', '>=50场', '>=100个', '>=50个'])
    expect(plan.tasks[9]?.text).toMatch(/（责任单位：各区人民政府）$/)
  })

  test('胶州: numbers restart or run on, no units, five issuers', () => {
    const plan = read('jiaozhou-2026')
    expect(plan.document.issuer?.split('、')).toHaveLength(5)
    expect(labels(plan)).toBe('1. 2. 3. 1. 2. 3. 1. 2. 3. 1. 2. 3. 1. 2. 3.')
    expect(plan.tasks.every((task) => task.units.length === 0 && !task.unitsOpen)).toBe(true)
    expect(plan.sections.filter((one) => /^\d/.test(one.label))).toHaveLength(35 + 0)
    expect(plan.phases.map((phase) => [phase.label, phase.targets.length])).toEqual([
      ['到2026年底', 5],
      ['到2028年底', 5],
    ])
    expect(numbers(plan, 'target')).toEqual([
      '>=10个@2026',
      '>=200个@2026',
      '>=50家@2026',
      '>=50个@2026',
      '>=30个@2026',
      '>10000000@2026',
      '>20%@2026',
      '=4个@2028',
      '>=15个@2028',
      '>=500个@2028',
      '>=100家@2028',
      '>=200个@2028',
      '>=100个@2028',
      '>50000000@2028',
      '>30%@2028',
      '=10000平方米',
      '=200个',
    ])
  })

  test('广东: units as a sentence, short forms, Chinese numerals', () => {
    const plan = read('guangdong-2026')
    expect(plan.document).toMatchObject({ number: '粤发改高技〔2026〕78号', issuer: '广东省发展和改革委员会', issuedOn: '2026-03-12' })
    expect(plan.tasks).toHaveLength(18)
    expect(units(plan, 0)).toBe('L省发展改革委 S省工业和信息化厅 S财政厅 S政务和数据局 S各地级以上市人民政府')
    expect(units(plan, 2)).toBe('L省发展改革委 L科技厅 L工业和信息化厅 L财政厅 S各地级以上市人民政府')
    expect(units(plan, 3)).toBe('R省发展改革委 R各地级以上市人民政府')
    expect(units(plan, 7)).toBe('R广州、深圳市政府 R横琴粤澳深度合作区执委会')
    expect(units(plan, 17)).toBe('L省发展改革委 S省工业和信息化厅 S卫生健康委 S广州、深圳、东莞市政府')
    expect(plan.tasks[17]?.units[3]?.members).toEqual(['广州市政府', '深圳市政府', '东莞市政府'])
    expect(plan.phases.map((phase) => [phase.years?.to, phase.targets.length])).toEqual([
      [2026, 2],
      [2028, 4],
    ])
    expect(numbers(plan, 'target')).toEqual(['=10个@2026', '=100个@2028', '=1000家@2028', '=10000名@2028'])
    expect(numbers(plan, 'threshold')).toEqual(['>10000000@2026'])
  })

  test('宿迁: only 1. to 10., sums of support are ceilings, two real targets', () => {
    const plan = read('suqian-2026')
    expect(labels(plan)).toBe('1. 2. 3. 4. 5. 6. 7. 8. 9. 10.')
    expect(units(plan, 0)).toBe('R市数据局 R各县区人民政府 R市各功能区管委会')
    expect(plan.tasks[5]?.unitsByRule?.map((unit) => unit.asWritten)).toEqual(['各县区', '功能区'])
    expect(plan.tasks[9]?.text).toMatch(/（责任单位：市市场监管局、市数据局）$/)
    expect(numbers(plan, 'target')).toEqual(['>=20个', '>=100000平方米'])
    expect(numbers(plan, 'threshold')).toEqual(['>=20000000元'])
    expect(numbers(plan, 'ceiling')).toHaveLength(37)
  })

  test('罗湖: articles are the tasks, the annex rules are none', () => {
    const plan = read('luohu-2026')
    expect(plan.document).toMatchObject({
      number: '罗科工〔2026〕7号',
      issuer: '罗湖区科技和工业信息化局（乡村振兴和协作交流局）',
      issuedOn: '2026-04-24',
    })
    expect(labels(plan)).toBe('第一条 第二条 第三条 第四条 第五条 第六条 第七条 第八条 第九条 第十条')
    expect(plan.tasks.reduce((sum, task) => sum + (task.groups?.length ?? 1), 0)).toBe(15)
    expect(units(plan, 3)).toBe('R各OPC社区 R区科技和工业信息化局 R区投资促进局 R区财政局')
    expect(plan.sections.filter((one) => one.level === 1)).toHaveLength(11)
    expect(numbers(plan, 'target')).toEqual(['>=50000元'])
    expect(numbers(plan, 'duration')).toEqual(['>=1年', '=1年', '<=36个月'])
  })

  test('国务院: title on two lines, the first listed leads', () => {
    const plan = read('state-council-2019-3')
    expect(plan.document).toEqual({
      title: '国务院关于促进综合保税区高水平开放高质量发展的若干意见',
      number: '国发〔2019〕3号',
      issuer: '国务院',
      issuedOn: '2019-01-12',
      disclosure: '公开发布',
    })
    expect(plan.tasks).toHaveLength(21)
    expect(plan.sections.filter((one) => one.level === 2)).toHaveLength(9)
    expect(
      plan.tasks.every((task) => task.units.filter((unit) => unit.role === 'lead').length === 1 && task.units[0]?.role === 'lead'),
    ).toBe(true)
    expect(units(plan, 12)).toBe('L海关总署 R文化和旅游部 R文物局')
    expect(plan.tasks.flatMap((task) => (task.unitsOpen ? [task.label] : []))).toEqual(['6.', '18.', '21.'])
    expect(plan.quantities.filter((one) => one.role !== 'other')).toEqual([])
  })
})
