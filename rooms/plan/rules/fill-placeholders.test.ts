import { describe, expect, test } from 'vitest'
import { fillPlaceholders } from './fill-placeholders.ts'
import type { ReportFigure } from './report-model.ts'

const figure = (of: Partial<ReportFigure>): ReportFigure => ({
  code: '2.2b',
  title: '知名企业',
  value: 12,
  unit: '家',
  decimals: 0,
  state: '冻结',
  why: null,
  rowsCode: 'R-2b7f90c1',
  rowCount: 12,
  rowsHash: 'ab',
  definitionVersion: 1,
  definition: null,
  coverage: 1,
  dataAgeDays: 2,
  ...of,
})
const figures = new Map(
  [figure({}), figure({ code: '5.1.3', value: 83.25, unit: '%', decimals: 1 }), figure({ code: '2.1d', value: null, state: '无数据' })].map(
    (each) => [each.code, each],
  ),
)
const typed = (text: string) => fillPlaceholders(text, figures).typed.map((each) => each.text)

describe('placeholders', () => {
  test('take value, unit and rows code from the frozen figures; a missing value says its state', () => {
    expect(fillPlaceholders('已引入{{2.2b}}，办结率{{ 5.1.3 }}，筹备{{2.1d}}。', figures).parts).toEqual([
      { kind: 'words', text: '已引入' },
      { kind: 'figure', text: '12 家', code: '2.2b', rowsCode: 'R-2b7f90c1' },
      { kind: 'words', text: '，办结率' },
      { kind: 'figure', text: '83.3%', code: '5.1.3', rowsCode: 'R-2b7f90c1' },
      { kind: 'words', text: '，筹备' },
      { kind: 'figure', text: '无数据', code: '2.1d', rowsCode: 'R-2b7f90c1' },
      { kind: 'words', text: '。' },
    ])
  })
  test('whose code is not frozen are named with their place', () => {
    expect(fillPlaceholders('共{{9.9z}}', figures).unknown).toEqual([{ code: '9.9z', at: 1 }])
  })
  test('nothing of the text is lost, filled or not', () => {
    const text = '依据相政办〔2025〕10号，已引入{{x}}，另有3家、１２个项目和百分之五；\n1. 第2条。'
    expect(
      fillPlaceholders(text, figures)
        .parts.map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
})

describe('typed figures', () => {
  test.each([
    ['已引入12家企业', ['12家']],
    ['投资3,500.5万元', ['3,500.5万元']],
    ['投资３５００万元', ['３５００万元']],
    ['增长8.6%，高于全市1.2个百分点', ['8.6%', '1.2个百分点']],
    ['下降-3.5%', ['-3.5%']],
    ['GDP5.2%和GDP 5.2%', ['5.2%', '5.2%']],
    ['面积35km和120m2', ['35', '120', '2']],
    ['占比1:10', ['1', '10']],
    ['10000000000元', ['10000000000元']],
    ['13800000000元', ['13800000000元']],
    ['2025家企业', ['2025家']],
    ['2.5m', ['2.5']],
    ['引入十二家企业、二十余个项目、两家银行', ['十二家', '二十余个', '两家']],
    ['提高百分之五，近三成', ['百分之五', '三成']],
    ['服务3.2万人次', ['3.2万人次']],
    ['A股5家', ['5家']],
    ['2025年引入12家', ['12家']],
    ['12个月内3月新增5个', ['12个', '5个']],
    ['举办5次3场', ['5次', '3']],
  ])('%s', (text, found) => {
    expect(typed(text)).toEqual(found)
  })
})

describe('no figures', () => {
  test.each([
    '依据相政办〔2025〕10号',
    '依据相政办(2025)第3号和〔2024〕2、3号',
    '截至2026年11月22日',
    '截至2026-11-22，2026/1/2，2026.11.22',
    '2025年度、2026-2028年、2026年至2028年、2026—2028',
    '11月22日上午9:30召开，2026年3月底',
    '2025年第3季度、1季度、12月份',
    '第3条、第10批、5号楼、12号文',
    '编号R-2b7f90c1，见附件A4、F10',
    '目标2.2b、5.1.3、4.4.11',
    'GB/T 1234.5-2020、MZ/T 039-2013',
    '5G、3D、4K',
    '1. 推进\n（2）落实\n3、巩固',
    '电话0512-12345678、13800000000',
    '统一社会信用代码91320507MA1XXXXXX1'.replace('XXXXXX', 'ABCDEF'),
    '十四五期间一批项目成立，一流园区三个场景',
    '两成立'.replace('两', ''),
  ])('%s', (text) => {
    expect(typed(text)).toEqual([])
  })
})

test('a long text without a figure takes no time that grows faster than it', () => {
  const text = '推进银发经济工作〔2025〕'.repeat(20_000)
  expect(typed(text)).toHaveLength(20_000)
  expect(typed('1'.repeat(50_000))).toHaveLength(1)
})
