import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fill, isRefusal } from '@yinqiao/kernel/contract'
import { describe, expect, test } from 'vitest'
import { PlanStructure } from '../contract/structure.ts'
import { readPlan } from './read-plan.ts'

const fixture = readFileSync(join(import.meta.dirname, '../fixtures/qinghe-2026.txt'), 'utf8')

function must(text: string) {
  const plan = readPlan(text)
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan))
  return plan
}

const plan = must(fixture)
const bare = (text: string) => text.replace(/\s/g, '')
const quantity = (quote: string) =>
  plan.quantities
    .filter((one) => bare(one.quote) === quote)
    .map(({ value, unit, comparison, year, role }) => ({ value, unit, comparison, year, role }))

describe('a plan with its covering notice', () => {
  test('has the shape of the contract', () => {
    expect(PlanStructure.parse(plan)).toEqual(plan)
  })

  test('head: both titles run over two lines; numbers of cited documents are not its own', () => {
    expect(plan.document).toEqual({
      title: '青禾区推进颐养服务高质量发展行动方案（2026—2030年）',
      number: '青政办〔2026〕8号',
      issuer: '青禾区人民政府办公室',
      issuedOn: '2026-04-30',
      disclosure: '主动公开',
      noticeTitle: '青禾区人民政府办公室关于印发《青禾区推进颐养服务高质量发展行动方案（2026—2030年）》的通知',
    })
  })

  test('sections in order, with levels; every mark of a heading', () => {
    expect(plan.sections.map((one) => `${one.level} ${one.label} ${one.title}`)).toEqual([
      '1 一、 总体要求',
      '2 （一） 基本原则',
      '2 （二） 主要目标',
      '1 二、 重点任务',
      '2 （一） 建设设施网络',
      '3 1. 建设颐养中心',
      '3 2． 改造存量房屋',
      '2 （二） 培育服务主体',
      '3 3、 引进龙头企业',
      '3 4. 发展金融服务',
      '3 5. 营造良好氛围',
      '1 三、 保障措施',
      '2 （一） 加强领导',
      '2 （二） 强化考核',
    ])
  })

  test('the closing clause and the signature belong to no section', () => {
    const last = plan.sections.find((one) => one.title === '强化考核')
    expect(fixture.slice(last?.from, last?.to)).toMatch(/0000-12345678。$/)
  })

  test('phases by year, targets by the coarsest mark', () => {
    expect(plan.phases.map((one) => [one.label, one.years, one.targets.map((target) => bare(target.text))])).toEqual([
      [
        '到2027年底',
        { from: 2027, to: 2027 },
        [
          '设施：建成颐养中心12个以上，总床位不少于1,500张',
          '人才：培训护理员2千名',
          '产业：引进知名企业10余家，年产值超3.5亿元，其中智能产品占比达到30%',
        ],
      ],
      [
        '到2030年',
        { from: 2030, to: 2030 },
        [
          '颐养床位达到0.3万张',
          '护理型床位占比、助餐点覆盖率均不低于85%',
          '建成百个示范点',
          '力争产值比2025年翻一番',
          '入住投诉率控制在2%以内',
          '形成一批可复制的经验',
        ],
      ],
    ])
  })

  test('tasks with units as written and roles', () => {
    expect(
      plan.tasks.map((task) => [task.label, task.unitsOpen, task.units.map((unit) => `${unit.role}:${unit.asWritten}`).join(' ')]),
    ).toEqual([
      ['1.', true, 'lead:区民政局 responsible:区住建局 responsible:资规局 responsible:各镇（街道）'],
      ['2．', false, 'responsible:区住建局 responsible:区国资办（城投集团） responsible:各镇人民政府〈含农场、林场，下同〉'],
      ['3、', false, 'lead:区商务局 support:区发改委 support:甲镇 support:乙镇政府'],
      ['4.', true, 'lead:区金融办 support:区财政局 support:区民政局'],
      ['5.', false, 'unspecified:区委宣传部 unspecified:区融媒体中心'],
    ])
  })

  test('a rule stated once reaches the later tasks only as a rule', () => {
    expect(plan.rules?.map((rule) => [rule.kind, rule.units.map((unit) => unit.asWritten)])).toEqual([
      ['executor', ['各镇（街道）']],
      ['name-includes', ['各镇人民政府〈含农场、林场，下同〉']],
    ])
    expect(plan.tasks.map((task) => task.unitsByRule?.map((unit) => unit.asWritten))).toEqual([
      undefined,
      ['各镇（街道）'],
      ['各镇（街道）'],
      ['各镇（街道）'],
      ['各镇（街道）'],
    ])
  })

  test.each([
    ['12个以上', { value: 12, unit: '个', comparison: '>=', year: 2027, role: 'target' }],
    ['不少于1,500张', { value: 1500, unit: '张', comparison: '>=', year: 2027, role: 'target' }],
    ['超3.5亿元', { value: 350_000_000, unit: '元', comparison: '>', year: 2027, role: 'target' }],
    ['达到0.3万张', { value: 3000, unit: '张', comparison: '>=', year: 2030, role: 'target' }],
    ['百个', { value: 100, unit: '个', comparison: '=', year: 2030, role: 'target' }],
    ['控制在2%以内', { value: 2, unit: '%', comparison: '<=', year: 2030, role: 'target' }],
    ['翻一番', { value: 2, unit: '倍', comparison: '=', year: 2030, role: 'target' }],
    ['最高50万元', { value: 500_000, unit: '元', comparison: '<=', year: null, role: 'ceiling' }],
    ['20万元', { value: 200_000, unit: '元', comparison: '<=', year: null, role: 'ceiling' }],
    ['压缩至5个工作日内', { value: 5, unit: '个工作日', comparison: '<=', year: null, role: 'duration' }],
    ['60岁以上', { value: 60, unit: '岁', comparison: '>=', year: null, role: 'threshold' }],
    ['不低于2000万元', { value: 20_000_000, unit: '元', comparison: '>=', year: null, role: 'threshold' }],
    ['2年', { value: 2, unit: '年', comparison: '=', year: null, role: 'threshold' }],
    ['500元', { value: 500, unit: '元', comparison: '=', year: null, role: 'other' }],
    ['两个', { value: 2, unit: '个', comparison: '=', year: null, role: 'other' }],
    ['15分钟', { value: 15, unit: '分钟', comparison: '=', year: null, role: 'other' }],
    ['三分之二以上', { value: 0.6667, unit: '', comparison: '>=', year: null, role: 'target' }],
    ['10万平方米左右', { value: 100_000, unit: '平方米', comparison: '~', year: null, role: 'target' }],
  ])('quantity %s', (quote, facts) => {
    expect(quantity(quote)).toEqual([facts])
  })

  test('均 and 分别 give one quantity for each of the pair', () => {
    const pairs = plan.quantities.filter((one) => one.subject !== undefined)
    expect(pairs.map((one) => [one.subject, one.value])).toEqual([
      ['护理型床位占比', 85],
      ['助餐点覆盖率', 85],
      ['甲镇', 5],
      ['乙镇', 8],
    ])
  })

  test('ranges and what a number is counted by', () => {
    expect(plan.quantities.find((one) => one.comparison === 'range')).toMatchObject({ value: 800, valueTo: 1000, unit: '张' })
    expect(plan.quantities.find((one) => one.quote === '500元')?.per).toBe('每人每月')
    expect(plan.quantities.find((one) => one.quote === '10万平方米左右')?.per).toBe('每年')
  })

  test('numbers of documents, telephones, dates, patterns and years are no quantities', () => {
    expect(plan.quantities.filter((one) => /2025|2026|2027|2030|12345678|〔|^[36]$|3\+2/.test(one.quote))).toEqual([])
  })

  test('vague words are terms', () => {
    expect(plan.terms.map((one) => one.term)).toEqual(expect.arrayContaining(['知名', '一批', '可复制', '示范']))
  })
})

describe('what is refused', () => {
  const code = (text: string) => {
    const answer = readPlan(text)
    return isRefusal(answer) ? answer.refused.code : 'read'
  }
  test.each([
    ['empty', '', 'plan.read-empty'],
    ['white space only', ' \n\u3000\t\r\n', 'plan.read-empty'],
    ['English prose', 'The quick brown fox. '.repeat(50), 'plan.read-not-plan'],
    ['source code', 'const a = 1\nfunction b() { return a }\n'.repeat(20), 'plan.read-not-plan'],
    [
      'a story in chapters',
      `第一章 初见\n${'那年的秋天来得很早，他沿着河走了很久。'.repeat(20)}\n第二章 重逢\n${'后来他们又见面了，谁也没有说话。'.repeat(20)}`,
      'plan.read-not-plan',
    ],
    ['news without ordinals', '本报讯 昨日，青禾区举行活动，居民踊跃参加，现场气氛热烈。'.repeat(10), 'plan.read-not-plan'],
    [
      'a notice of a meeting',
      `关于召开工作会议的通知\n各有关单位：\n经研究，定于近期召开工作会议，现将有关事项通知如下。\n一、会议时间\n下午两点，请准时参加会议，不得缺席，如有特殊情况请提前请假。\n二、会议地点\n区政府三楼会议室，请与会人员提前十分钟到达会场签到入座，并将手机调至静音。\n三、参会人员\n各单位主要负责人和联络员，请于会前一天报送名单。`,
      'plan.read-not-plan',
    ],
    [
      'a regulation in articles',
      `青禾区养犬管理条例\n第一条 为了规范养犬行为，制定本条例。\n第二条 本区行政区域内的养犬行为适用本条例，法律另有规定的从其规定。\n第三条 养犬人应当遵守社会公德，不得干扰他人正常生活，外出时应当牵引犬只。`,
      'plan.read-not-plan',
    ],
    ['a few words of a plan', '一、目标\n二、任务', 'plan.read-not-plan'],
  ])('%s', (_, text, refused) => {
    expect(code(text)).toBe(refused)
  })

  test('both sentences say what is missing', () => {
    const answer = readPlan('本报讯 昨日，青禾区举行活动，居民踊跃参加，现场气氛热烈。'.repeat(10))
    if (!isRefusal(answer)) throw new Error('read')
    expect(fill(answer.refused.zh, answer.facts)).toMatch(/层次序数/)
    expect(fill(answer.refused.en, answer.facts)).toMatch(/^[^{}]*no ordinals[^{}]*$/)
  })
})
