import { isRefusal } from '@yinqiao/kernel/contract'
import { describe, expect, test } from 'vitest'
import { readPlan } from './read-plan.ts'

// Short plans of fictional places, in forms that are rarer and that exports of web pages and Word bring.

function read(text: string) {
  const plan = readPlan(text)
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan))
  return plan
}

const letter = { lead: 'L', responsible: 'R', support: 'S', unspecified: 'U' } as const
const tasks = (text: string) =>
  read(text).tasks.map((task) =>
    `${task.label}${task.title}${task.unitsOpen ? '…' : ''} ${task.units.map((unit) => letter[unit.role] + unit.asWritten).join(' ')}`.trim(),
  )
const targets = (text: string) => read(text).phases.map((phase) => [phase.years?.to ?? null, ...phase.targets.map((target) => target.text)])
const counts = (text: string) =>
  read(text).quantities.map((one) => `${one.role} ${one.comparison}${one.value}${one.unit}${one.year === null ? '' : `@${one.year}`}`)
const filler = '本方案所称有关事项，按照国家和省的有关规定执行，各有关单位应当结合实际抓好落实，确保取得实效，不断提高服务水平。'
const body = '一、主要任务\n（一）甲事。做好甲事。\n（二）乙事。做好乙事。\n（三）丙事。做好丙事。'

describe('one list of units for several items', () => {
  test('items that run on through the sections are the tasks, each with the list', () => {
    const text = `甲区若干措施\n${filler}\n一、做强主体\n1.培育企业。新增企业20家。\n2.引进项目。开工5个。\n（责任单位：区发改局、区工信局）\n二、做优平台\n3.建设园区。建设园区2个。\n4.办好展会。办展3场。\n（牵头单位：区商务局；责任单位：区文旅局等）`
    expect(tasks(text)).toEqual([
      '1.培育企业 R区发改局 R区工信局',
      '2.引进项目 R区发改局 R区工信局',
      '3.建设园区… L区商务局 R区文旅局',
      '4.办好展会… L区商务局 R区文旅局',
    ])
  })
  test('items that begin anew are parts of the task above them', () => {
    const text = `甲县实施方案\n${filler}\n一、主要任务\n（一）助餐行动\n1.完善布局。新建食堂30家。\n2.落实补助。给予补助。\n责任单位：县民政局、县财政局\n（二）助洁行动\n1.上门服务。每月2次。\n2.规范标准。制定标准。\n责任单位：县民政局、县残联`
    expect(tasks(text)).toEqual(['（一）助餐行动 R县民政局 R县财政局', '（二）助洁行动 R县民政局 R县残联'])
  })
  test('without units too, numbers that run on through the groups are the tasks', () => {
    const text = `甲市方案\n${filler}\n一、主要任务\n（一）空间\n1.建设园区。建设园区。\n（二）人才\n2.引进人才。引进人才。\n3.留住人才。留住人才。\n二、保障\n4.加强领导。加强领导。`
    expect(tasks(text)).toEqual(['1.建设园区', '2.引进人才', '3.留住人才'])
  })
})

describe('tasks without numbers of the usual kind', () => {
  test('only a first sentence names them, units below', () => {
    const text = `甲新区促进消费方案\n${filler}\n重点任务\n开展购物行动。发放消费券。\n牵头单位：经济局\n责任单位：社会局、各街道办事处\n实施旅游行动。推出线路8条。\n牵头单位：社会局\n保障措施\n加强领导。定期调度。`
    expect(tasks(text)).toEqual(['开展购物行动 L经济局 R社会局 R各街道办事处', '实施旅游行动 L社会局'])
  })
  test('第一，第二， with units behind a dash', () => {
    const text = `甲市攻坚计划\n${filler}\n一、攻坚任务\n第一，实施补短板行动。新建50个。——责任单位：市民政局、市住房和城乡建设局\n第二，实施提质行动。推出100项以上。——责任单位：市卫生健康委（市中医药局）`
    expect(tasks(text)).toEqual(['第一，实施补短板行动 R市民政局 R市住房和城乡建设局', '第二，实施提质行动 R市卫生健康委（市中医药局）'])
  })
  test('units and time limit behind the title, parted by spaces; 壹 above （一）', () => {
    const text = `甲县工程方案\n${filler}\n壹、工作任务\n（一）扩大覆盖 责任单位：县民政局、县财政局 完成时限：2026年6月\n坚持自愿原则。\n（二）优化服务 责任单位：县残联 完成时限：长期坚持\n简化流程。\n贰、工作要求\n高度重视。`
    expect(tasks(text)).toEqual(['（一）扩大覆盖 R县民政局 R县财政局', '（二）优化服务 R县残联'])
    expect(read(text).tasks.map((task) => task.groups?.[0]?.due)).toEqual(['2026年6月', '长期坚持'])
    expect(read(text).sections.map((one) => one.label)).toEqual(['壹、', '（一）', '（二）', '贰、'])
  })
  test('names on the line below their label', () => {
    const text = `甲区方案\n${filler}\n一、工作任务\n（一）甲事\n牵头单位：\n区民政局\n责任单位：\n区财政局、区住建局\n新建中心3个。\n（二）乙事\n牵头单位：\n区人社局\n培训200人次。`
    expect(tasks(text)).toEqual(['（一）甲事 L区民政局 R区财政局 R区住建局', '（二）乙事 L区人社局'])
  })
  test('short labels: 牵头：, 配合：', () => {
    expect(tasks(`甲市措施\n${filler}\n一、甲事。做好。（牵头：市民政局；配合：市财政局）\n二、乙事。做好。（责任：市残联）`)).toEqual([
      '一、甲事 L市民政局 S市财政局',
      '二、乙事 R市残联',
    ])
  })
})

describe('around the body', () => {
  test('a table of contents is no second body', () => {
    const text = `甲省规划\n目　录\n第一章 基础 1\n第二章 主要任务 9\n第一章 基础\n${filler}\n第二章 主要任务\n一、甲事。建设站点50个。\n二、乙事。做好乙事。`
    expect(read(text).sections.map((one) => one.label + one.title)).toEqual(['第一章基础', '第二章主要任务', '一、甲事', '二、乙事'])
  })
  test('a list of attachments and the printing note are no sections', () => {
    const text = `甲县方案\n${filler}\n${body}\n附件：1.甲表\n2.乙表\n甲县人民政府办公室 2026年6月26日印发`
    expect(read(text).sections).toHaveLength(4)
    expect(read(text).document).toMatchObject({ issuer: '甲县人民政府办公室', issuedOn: '2026-06-26' })
  })
  test('closing clause and signature before an annex are no part of the last task; the annex has its title', () => {
    const text = `甲市方案\n${filler}\n${body}\n本方案自印发之日起施行。\n甲市民政局\n2026年9月1日\n附件1：\n名词解释\n1.甲：指甲。\n2.乙：指乙。`
    const plan = read(text)
    expect(plan.tasks.map((task) => task.text.slice(-6))).toEqual(['。做好甲事。', '。做好乙事。', '。做好丙事。'])
    expect(plan.document).toMatchObject({ issuer: '甲市民政局', issuedOn: '2026-09-01' })
    expect(plan.sections.map((one) => one.title)).toContain('名词解释')
  })
  test.each([
    [
      'labels of a web page',
      '发文机关：甲市人民政府办公室　发文字号：甲政办发〔2026〕12号　成文日期：2026-03-05\n甲市行动计划',
      { issuer: '甲市人民政府办公室', number: '甲政办发〔2026〕12号', issuedOn: '2026-03-05', title: '甲市行动计划' },
    ],
    [
      'values below their labels',
      '发文机构：\n\n甲县人民政府\n\n成文日期：\n\n2026/3/5\n\n有效\n\n甲县行动方案',
      { issuer: '甲县人民政府', issuedOn: '2026-03-05' },
    ],
    [
      'a day beside the number',
      '甲政办〔2026〕3号      2026年3月5日\n甲县行动方案',
      { number: '甲政办〔2026〕3号', issuedOn: '2026-03-05' },
    ],
    [
      'several issuers in the title, a day below it',
      '★\n中共甲县县委　甲县人民政府\n关于加强甲事的意见\n（2026年3月6日）',
      { issuer: '中共甲县县委、甲县人民政府', issuedOn: '2026-03-06', title: '中共甲县县委甲县人民政府关于加强甲事的意见' },
    ],
    [
      'as the press heads it',
      '甲区委办公室 甲区政府办公室印发《关于甲事的意见》',
      { title: '关于甲事的意见', issuer: '甲区委办公室、甲区政府办公室' },
    ],
    ['a number in brackets', '甲市行动方案\n（甲科文〔2026〕4号）', { number: '甲科文〔2026〕4号' }],
    ['an annex above a title on two lines', '附件\n      养老“提质增效”\n        三年攻坚计划', { title: '养老“提质增效”三年攻坚计划' }],
  ])('head: %s', (_, head, facts) => {
    expect(read(`${head}\n${filler}\n${body}`).document).toMatchObject(facts)
  })
})

describe('stages', () => {
  const goals = (words: string) =>
    `甲市颐养发展行动计划\n${filler}\n一、发展目标\n${words}\n二、主要任务\n（一）甲事。做好甲事。\n（二）乙事。做好乙事。`
  test.each([
    [
      'a semicolon opens the next year',
      '2026年底前，建成中心30家；2027年实现全覆盖。',
      [
        [2026, '建成中心30家'],
        [2027, '实现全覆盖'],
      ],
    ],
    ['years in a list', '2026年、2027年分别建成50个、80个。', [[2027, '分别建成50个、80个']]],
    ['no year at all', '通过两年努力，规模年均增长15%以上，打造场景20个以上。', [[null, '规模年均增长15%以上', '打造场景20个以上']]],
  ])('%s', (_, words, expected) => {
    expect(targets(goals(words)).map((phase) => phase.filter((part) => part !== '通过两年努力'))).toEqual(
      expected.map((phase) => phase.map((part) => (part === '规模年均增长15%以上' ? expect.stringContaining(String(part)) : part))),
    )
  })
  test('a number of a list of years has its own year', () => {
    expect(counts(goals('2026年、2027年分别建成50个、80个。'))).toEqual(['target =50个@2026', 'target =80个@2027'])
  })
})

describe('roles of numbers', () => {
  const inTask = (words: string) => counts(`甲市方案\n${filler}\n一、主要任务\n（一）甲事。${words}\n（二）乙事。做好乙事。`)
  test.each([
    ['每百名老人床位数由3.2张提高到4.5张。', ['other =3.2张', 'target =4.5张']],
    ['综合排名进入全省前3位。', ['target <=3位']],
    ['引进总投资超亿元项目8个。', ['threshold >100000000元', 'target =8个']],
    ['3000元以下案件1个工作日内赔付。', ['threshold <=3000元', 'duration <=1个工作日']],
    ['发放消费券500万元，惠及老年人10万人次。', ['other =5000000元', 'target =100000人次']],
    ['新建中心1座，床位300张。', ['target =1座', 'target =300张']],
    ['实现零售额翻番。', ['target =2倍']],
    ['80%以上的社区建成站点。', ['target >=80%']],
    ['面向二类、三类器械企业开展培训。', ['other =2类', 'other =3类']],
    ['每两个月调度一次。', ['other =1次']],
    ['一期工程面积不小于1500亩。', ['target >=1500亩']],
  ])('%s', (words, expected) => {
    expect(inTask(words)).toEqual(expected)
  })
  test('what a number is counted by', () => {
    const per = (words: string) =>
      read(`甲市方案\n${filler}\n一、主要任务\n（一）甲事。${words}\n（二）乙事。做好乙事。`).quantities.map((one) => one.per ?? null)
    expect(per('每年实施改造200个以上。')).toEqual(['每年'])
    expect(per('每半年召开会议1次。')).toEqual(['每半年'])
    expect(per('每千名老年人拥有护理员不低于25人。')).toEqual(['每千名老年人'])
    expect(per('每月不超过2000元、最长3年的补贴。')).toEqual(['每月', null])
  })
})
