import { isRefusal } from '@yinqiao/kernel/contract'
import { describe, expect, test } from 'vitest'
import { readPlan } from './read-plan.ts'

function read(text: string) {
  const plan = readPlan(text)
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan))
  return plan
}

const filler = '本方案所称有关事项，按照国家和省的有关规定执行，各有关单位应当结合实际抓好落实，确保取得实效，不断提高服务水平。'
const letter = { lead: 'L', responsible: 'R', support: 'S', unspecified: 'U' } as const
const tasks = (text: string) =>
  read(text).tasks.map((task) => [
    task.label,
    task.title,
    task.units.map((unit) => letter[unit.role] + unit.asWritten).join(' '),
    task.unitsOpen,
    task.groups?.[0]?.due ?? null,
  ])

describe('tables of duties', () => {
  const rows =
    '序号\t工作任务\t牵头单位\t配合单位\t完成时限\n1\t新增床位500张\t区民政局\t区财政局、区住建局等\t2026年11月底\n2\t改造小区12个\t区住建局\t各街道办事处\t2026年10月底'
  test('a plan that is nothing but its table', () => {
    const text = `甲区人民政府办公室关于印发《任务分解方案》的通知\n${filler}\n甲区人民政府办公室\n2026年1月25日\n附件\n任务分解表\n${rows}`
    expect(tasks(text)).toEqual([
      ['1', '新增床位500张', 'L区民政局 S区财政局 S区住建局', true, '2026年11月底'],
      ['2', '改造小区12个', 'L区住建局 S各街道办事处', false, '2026年10月底'],
    ])
    const plan = read(text)
    for (const task of plan.tasks) {
      expect(text.slice(task.from, task.to)).toBe(task.text)
      for (const unit of task.units) expect(text.slice(unit.from, unit.to)).toBe(unit.asWritten)
    }
  })
  test('rows give their units to the tasks of the text that they name', () => {
    const text = `甲市若干措施\n${filler}\n一、扩大供给\n推出产品30款。\n二、培育主体\n引进企业20家。\n附件：重点任务分工表\n序号\t重点任务\t责任单位\n1\t扩大供给\t市工信局\n2\t培育主体\t市商务局等`
    expect(tasks(text).map(([label, title, units, open]) => [label, title, units, open])).toEqual([
      ['一、', '扩大供给', 'R市工信局', false],
      ['二、', '培育主体', 'R市商务局', true],
    ])
  })
  test('where the text lists units the table only repeats it', () => {
    const text = `甲市方案\n${filler}\n一、甲事。新增床位500张。（市民政局负责）\n二、乙事。改造小区12个。（市住建局负责）\n附件：分工表\n${rows}`
    expect(read(text).tasks.map((task) => task.label)).toEqual(['一、', '二、'])
  })
})

describe('tables of indicators', () => {
  const table = (lines: string) =>
    read(`甲市三年行动计划（2026—2028年）\n${filler}\n一、主要任务\n（一）甲事。做好甲事。\n（二）乙事。做好乙事。\n${lines}`)
  const figures = (lines: string) =>
    table(lines).quantities.map((one) => `${one.role} ${one.comparison}${one.value}${one.unit}@${one.year} ${one.subject ?? ''}`)
  test('Markdown: years over the columns, units in brackets', () => {
    expect(
      figures(
        '| 序号 | 指标 | 2025年 | 2026年 | 2028年 |\n|---|---|---|---|---|\n| 1 | 覆盖率（%） | 60 | 70 | ≥85 |\n| 2 | 助餐点（万个） | 0.9 | 1.1 | 1.5 |',
      ),
    ).toEqual([
      'other =60%@2025 覆盖率',
      'target =70%@2026 覆盖率',
      'target >=85%@2028 覆盖率',
      'other =9000个@2025 助餐点',
      'target =11000个@2026 助餐点',
      'target =15000个@2028 助餐点',
    ])
  })
  test('tabs: a column of units, a column of what is', () => {
    expect(figures('指标名称\t单位\t2026年现状\t2028年目标\n护理型床位\t张\t1200\t2000以上\n满意度\t%\t待定\t95')).toEqual([
      'other =1200张@2026 护理型床位',
      'target >=2000张@2028 护理型床位',
      'target =95%@2028 满意度',
    ])
  })
  test('a cell that holds no figure is no figure', () => {
    expect(figures('指标\t单位\t2028年\n甲\t个\t—\n乙\t个\t按需')).toEqual([])
  })
})

describe('HTML left in a text', () => {
  const page = `<html><head><style>p{margin:0}</style><title>x</title></head><body><h1>甲城市若干措施</h1>
<p>&nbsp;&nbsp;为支持&ldquo;十五五&rdquo;规划，${filler}</p><h2>一、重点举措</h2>
<p><strong>（一）</strong>建设社区。<br/>每个街道&ge;1个。<span class="u">（责任单位：市民政局、市住建局）</span></p>
<p>（二）培育机构。引进<b>10</b>家以上。（责任单位：市商务局）</p>
<table><tr><td><p>指标</p></td>
<td>2027年</td></tr><tr><td>覆盖率（%）</td><td>80</td></tr></table></body></html>`
  test('tags, entities and tables are read as a browser shows them; places stay those of the text', () => {
    const plan = read(page)
    expect(plan.document.title).toBe('甲城市若干措施')
    expect(plan.tasks.map((task) => [task.title, task.units.map((unit) => unit.asWritten)])).toEqual([
      ['建设社区', ['市民政局', '市住建局']],
      ['培育机构', ['市商务局']],
    ])
    expect(plan.quantities.map((one) => `${one.comparison}${one.value}${one.unit}`)).toEqual(['>=1个', '>=10家'])
    for (const one of plan.quantities) expect(page.slice(one.from, one.to)).toBe(one.quote)
  })
  test('signs that only look like markup stay', () => {
    const text = `甲市方案\n${filler}\n一、甲事。占比<5%且>1%。\n二、乙事。R&D投入3%。（市民政局、市财政局负责）`
    expect(read(text).quantities.map((one) => `${one.comparison}${one.value}`)).toEqual(['<5', '>1', '=3'])
  })
})
