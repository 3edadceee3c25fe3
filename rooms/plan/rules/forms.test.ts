import { isRefusal } from '@yinqiao/kernel/contract'
import { describe, expect, test } from 'vitest'
import { readPlan } from './read-plan.ts'

// Short plans of fictional places, each in another form that real documents take.

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
const targets = (text: string) => read(text).phases.map((phase) => [phase.years?.to, ...phase.targets.map((target) => target.text)])
const filler = '本方案所称有关事项，按照国家和省的有关规定执行，各有关单位应当结合实际抓好落实，确保取得实效，不断提高服务水平。'

describe('where tasks stand', () => {
  test('（一） running on through the sections, two lists in one task, the first listed leads', () => {
    const text = `青山市人民政府办公厅关于支持颐养发展的若干意见
青山政办发〔2026〕7号
${filler}
一、建设社区
（一）建设实体社区。到2028年底，打造社区10个以上。（责任单位：市民政局、市财政局，各区〔县、市〕政府。列第一位的为牵头单位，下同。以下均需各区、县（市）政府落实，不再列出）
（二）提供线上服务。鼓励社区同步建设。（责任单位：市委改革办〔市营商环境局〕、市数据局）支持自主研发。（责任单位：市科技局）
二、强化人才服务保障
（三）培养人才。开展培训。（责任单位：市人社局等相关部门）
本意见自2026年5月1日起施行，有效期至2028年12月31日。本意见施行期间遇新政策的，从其规定。`
    expect(tasks(text)).toEqual([
      '（一）建设实体社区 L市民政局 R市财政局 R各区〔县、市〕政府',
      '（二）提供线上服务 L市委改革办〔市营商环境局〕 R市数据局 L市科技局',
      '（三）培养人才… L市人社局',
    ])
    expect(read(text).tasks[2]?.unitsByRule?.map((unit) => unit.asWritten)).toEqual(['各区、县（市）政府'])
    expect(read(text).tasks[2]?.text).toMatch(/相关部门）$/)
  })

  test('任务一：, units and a person and a time limit on lines of their own', () => {
    const text = `河清县2026年民生实事任务分解方案
${filler}
一、总体要求
坚持尽力而为。
二、任务分解
任务一：建设颐养中心。新建中心6个，改扩建12个。
牵头领导：某某某
牵头单位：县民政局
责任单位：县财政局、有关乡镇
完成时限：2026年11月底
任务二：实施适老化改造。完成300户以上，每户补助不超过3000元。
牵头单位：县住建局
责任单位：县民政局、县残联等
完成时限：持续推进
三、工作要求
（一）加强领导。各单位要高度重视。
河清县人民政府办公室
2026年1月20日印发`
    expect(tasks(text)).toEqual([
      '任务一：建设颐养中心 L县民政局 R县财政局 R有关乡镇',
      '任务二：实施适老化改造… L县住建局 R县民政局 R县残联',
    ])
    expect(read(text).document).toMatchObject({ issuer: '河清县人民政府办公室', issuedOn: '2026-01-20' })
    expect(read(text).quantities.map((one) => [one.quote, one.role, one.per ?? null])).toEqual([
      ['6个', 'target', null],
      ['12个', 'target', null],
      ['300户以上', 'target', null],
      ['不超过3000元', 'ceiling', '每户'],
    ])
  })

  test('chapters and articles; units in labelled sentences after a full stop', () => {
    const chapters = `青河市“十五五”颐养发展规划
${filler}
第一章 规划背景
一、发展基础
“十四五”期间，全市建成养老机构120家。
第二章 重点任务
一、完善服务网络
（一）优化居家服务。建设站点50个。牵头单位：市民政局。配合单位：市财政局、市住建局
（二）做强社区服务。推广样板。牵头单位：市民政局。配合单位：各县（市、区）人民政府
第三章 保障措施
一、加强领导
发挥作用。`
    expect(tasks(chapters)).toEqual([
      '（一）优化居家服务 L市民政局 S市财政局 S市住建局',
      '（二）做强社区服务 L市民政局 S各县（市、区）人民政府',
    ])
    expect(read(chapters).quantities.map((one) => [one.quote, one.role])).toEqual([
      ['120家', 'other'],
      ['50个', 'target'],
    ])
    const articles = `第一章 总则\n第一条 为推进城市更新，制定本实施意见。${filler}\n第二章 重点任务\n第二条 编制规划。2026年6月底前完成编制。（责任部门：市自然资源局）\n第三条 改造小区，每年改造不少于100个。（责任部门：市住建局，各区政府）\n第三章 附则\n第四条 本意见由市住建局负责解释。`
    expect(tasks(articles)).toEqual(['第二条编制规划 R市自然资源局', '第三条改造小区，每年改造不少于100个 R市住建局 R各区政府'])
  })

  test('unlabelled headings, no units: the section of measures holds the tasks', () => {
    const text = `清溪园区关于建设颐养首选区的若干措施\n适用范围\n${filler}\n具体举措\n（一）打造空间。打造10个以上、总面积不低于100万平方米的标杆社区。\n（二）完善服务。提供1500元/月补贴。\n（三）加强支持。连续补贴3年。\n本措施自印发之日起施行，有效期三年，由园区负责解释。`
    expect(tasks(text)).toEqual(['（一）打造空间', '（二）完善服务', '（三）加强支持'])
    expect(read(text).tasks[2]?.text).toBe('（三）加强支持。连续补贴3年。')
    expect(
      read(text)
        .quantities.slice(0, 3)
        .map((one) => [one.value, one.unit, one.role, one.per ?? null]),
    ).toEqual([
      [10, '个', 'target', null],
      [1_000_000, '平方米', 'target', null],
      [1500, '元', 'other', '月'],
    ])
  })

  test('units in sentences without brackets', () => {
    const text = `甲区关于推进康养产业的实施意见\n${filler}\n一、明确目标任务\n到2028年，总产值突破200亿元。\n二、完善体系\n1、做优制造。支持技改，对投入超过500万元的，按8%给予补助。由区工信局牵头，区科技局、财政局等部门配合，各镇（街道）负责落实。\n2、做大旅游。打造线路3条。责任部门：区文旅局、区农业农村局。\n三、建立机制\n召开调度会。`
    expect(tasks(text)).toEqual(['1、做优制造… L区工信局 S区科技局 S财政局 R各镇（街道）', '2、做大旅游 R区文旅局 R区农业农村局'])
  })

  test('a closing paragraph after the last of like tasks, and an annex, belong to no task', () => {
    const text = `乙市颐养行动计划\n${filler}\n一、主要任务\n（一）甲事。做好甲事。\n（二）乙事。做好乙事。\n（三）丙事。做好丙事。\n各地要加强统筹，推动形成合力。\n附：首批名单\n甲社区\n乙社区`
    expect(read(text).tasks.map((task) => task.text)).toEqual([
      '（一）甲事。做好甲事。',
      '（二）乙事。做好乙事。',
      '（三）丙事。做好丙事。',
    ])
    expect(read(text).sections.map((one) => one.label)).toEqual(['一、', '（一）', '（二）', '（三）', '附：'])
  })
})

describe('stages and targets', () => {
  const goals = (words: string) =>
    `青河市颐养发展行动计划\n${filler}\n一、发展目标\n${words}\n二、主要任务\n（一）甲事。做好甲事。\n（二）乙事。做好乙事。`
  test('two years in one paragraph; semicolons keep what explains, numbers part', () => {
    expect(
      targets(
        goals(
          '到2027年，床位占比不低于65%，达标率达到100%；引入10家以上企业，初步形成集聚效应。到2030年，规模比2023年翻一番，失业率控制在5.5%以内。展望2035年，基本建成现代化体系。',
        ),
      ),
    ).toEqual([
      [2027, '床位占比不低于65%', '达标率达到100%', '引入10家以上企业，初步形成集聚效应'],
      [2030, '规模比2023年翻一番', '失业率控制在5.5%以内'],
      [2035, '基本建成现代化体系'],
    ])
  })
  test('a list after a colon, with dashes or lead-ins', () => {
    expect(
      targets(goals('到2030年，具体目标如下：\n——供给更加充分。床位不低于3万张，占比提高到70%。\n——环境更加友好。完成5万户改造。')),
    ).toEqual([[2030, '床位不低于3万张', '占比提高到70%', '完成5万户改造']])
    expect(targets(goals('到2028年，力争实现：\n规模扩大：主体突破500家，集聚人才1000名以上。'))).toEqual([
      [2028, '规模扩大：主体突破500家', '集聚人才1000名以上'],
    ])
  })
  test('headed stages, the inner section of aims, a five-year plan', () => {
    expect(targets(goals('（一）第一阶段（2026年）。建成中心20个。\n（二）第二阶段（2027—2028年）。全面推广；形成经验。'))).toEqual([
      [2026, '建成中心20个'],
      [2028, '全面推广', '形成经验'],
    ])
    const inner = `丁市若干措施\n${filler}\n一、总体思路与目标\n（一）总体思路：聚焦甲事。\n（二）发展目标：“十五五”期间力争实现“两个一”目标：\n1.汇聚人才：吸引超过10000名创业者。\n2.转化项目：助力超过2000个项目。\n二、重点任务\n（一）甲事。做好甲事。`
    expect(targets(inner)).toEqual([[2030, '汇聚人才：吸引超过10000名创业者', '转化项目：助力超过2000个项目']])
  })
})

describe('heads', () => {
  test.each([
    [
      'a title over two lines, years on the second',
      '甲市打造颐养引领地行动计划\n（2026—2027年）',
      '甲市打造颐养引领地行动计划（2026—2027年）',
    ],
    ['issuer on its own line above 关于', '甲市人民政府办公室\n关于加快颐养发展的实施意见', '甲市人民政府办公室关于加快颐养发展的实施意见'],
    ['book-title marks', '《甲市颐养发展行动方案》（试行）', '甲市颐养发展行动方案（试行）'],
    ['an annex', '附件\n甲市颐养发展规划', '甲市颐养发展规划'],
    ['Markdown', '# 甲市颐养发展规划', '甲市颐养发展规划'],
  ])('%s', (_, head, title) => {
    expect(read(`${head}\n${filler}\n一、主要任务\n（一）甲事。做好甲事。`).document.title).toBe(title)
  })
  test.each([
    ['甲市民政局\n乙市财政局\n二〇二六年三月五日', '甲市民政局、乙市财政局', '2026-03-05'],
    ['2026年3月23日甲市发展和改革局发布，征求意见截止2026年4月23日。', '甲市发展和改革局', '2026-03-23'],
    ['甲市科学技术局2026年5月25日发布，征求意见截止2026年6月24日。', '甲市科学技术局', '2026-05-25'],
    ['甲市人民政府\n2026年2月30日', null, null],
  ])('signed %s', (tail, issuer, issuedOn) => {
    expect(
      read(`甲市颐养发展规划\n${filler}\n一、主要任务\n（一）甲事。做好甲事。\n（二）乙事。做好乙事。\n${tail}`).document,
    ).toMatchObject({ issuer, issuedOn })
  })
})
