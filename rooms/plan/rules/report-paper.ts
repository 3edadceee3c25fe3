import type { Block, Paper, Words } from '@yinqiao/papers/contract'
import { printMoney, printNumber, printShare } from './print-figure.ts'
import { figuresOf, type ReportFigure, type ReportModel } from './report-model.ts'
import { targetBlocks } from './report-target.ts'
import { aimWords, chineseDay, figureRuns, localMoment, outcomeWords, stateWords, wholeDistrict, wordsOf } from './report-words.ts'

const none = (text: string): Block => ({ kind: 'note', words: text })
const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })

/** Lays a report out as a paper (chapter 5.6, in its order): one page of results first, proof after it. */
export function reportPaper(report: ReportModel): Paper {
  const figures = figuresOf(report)
  return {
    title: report.title,
    under: [
      [report.district, report.number, `状态：${stateWords[report.state]}`].filter(Boolean).join('　'),
      ...(report.supplementOf === null ? [] : [`补充报告，补充 ${report.supplementOf}，不改动原报告`]),
      `评估阶段：${report.phase.label}（${report.phase.years}）　数据口径日：${chineseDay(report.validAt)}`,
      `冻结时点：${localMoment(report.knownAt)}　公开类别：${report.disclosure}`,
    ],
    issuer: report.issuer,
    at: report.signed?.at ?? report.knownAt,
    mark: report.synthetic ? '合成数据' : null,
    foot: `清单校验值 ${report.manifestHash.slice(0, 16)}`,
    blocks: [
      ...resultPage(report),
      { kind: 'break' },
      heading('一、逐项目标'),
      ...report.targets.flatMap((target) => targetBlocks(target, figures)),
      heading('二、逐项任务'),
      ...taskBlocks(report, figures),
      heading('三、各单位'),
      ...unitBlocks(report),
      ...wordsOf(report.words, figures),
      heading('四、资金'),
      ...moneyBlocks(report),
      heading('五、口径变动'),
      ...changeBlocks(report),
      heading('六、上次报告以来的数据修订'),
      ...revisionBlocks(report),
      heading('七、未决问题与提请决定事项'),
      ...problemBlocks(report),
      heading('八、真实性核验提示'),
      ...honestyBlocks(report),
      { kind: 'break' },
      ...annex(report),
    ],
  }
}

function resultPage({ targets, planTitle, planNumber, manifestHash, signed, synthetic }: ReportModel): Block[] {
  const seldom = new Set(['no-value-set', 'thin', 'stale'])
  const counted = (['met', 'not-met', 'no-value-set', 'undefined', 'no-data', 'thin', 'stale', 'not-due', 'disputed'] as const)
    .map((outcome) => ({ outcome, count: targets.filter((target) => target.outcome === outcome).length }))
    // the six the page always has, and the others where there is one
    .filter(({ outcome, count }) => count > 0 || !seldom.has(outcome))
    .map(({ outcome, count }) => [outcomeWords[outcome], count] as const)
  return [
    { kind: 'heading', level: 2, text: '评估结果' },
    { kind: 'paragraph', words: `本阶段目标 ${targets.length} 项。依据：${planTitle}${planNumber === null ? '' : `（${planNumber}）`}。` },
    {
      kind: 'table',
      columns: counted.map(([title]) => ({ title, share: 1, align: 'center' as const })),
      rows: [counted.map(([, count]): Words => [{ text: `${count}`, bold: true }])],
    },
    {
      kind: 'table',
      columns: [
        { title: '目标', share: 8 },
        { title: '方案原文', share: 34 },
        { title: '数值', share: 22 },
        { title: '目标值与出处', share: 24 },
        { title: '结果', share: 12 },
      ],
      rows: targets.map((target) => [
        target.code,
        target.quote ?? [{ text: '原文不予印出', faint: true }],
        figureRuns(target.figure === null ? null : { ...target.figure, why: null }),
        aimWords(target.aim),
        [{ text: outcomeWords[target.outcome], bold: true }],
      ]),
    },
    ...(synthetic ? [{ kind: 'note' as const, words: '本报告由合成数据生成，用于演示与检验，不是本区统计数据。' }] : []),
    none('数值后的小字是数字代码，可在平台打开冻结时的逐条记录；“口径未定”与“无数据”不等于零，也不等于未达到。'),
    {
      kind: 'facts',
      facts: [
        ['清单校验值', manifestHash],
        ['签发', signed === null ? '未签发' : `${signed.by}　${localMoment(signed.at)}`],
      ],
    },
  ]
}

function taskBlocks({ tasks }: ReportModel, figures: ReadonlyMap<string, ReportFigure>): Block[] {
  if (tasks.length === 0) return [none('本阶段没有纳入评估的任务。')]
  const rows = (list: readonly ReportFigure[], kind: string): Words[][] =>
    list.length === 0
      ? [[kind, [{ text: '无指标', faint: true }], '', '']]
      : list.map((figure) => [kind, `${figure.code}　${figure.title}`, figureRuns(figure), printShare(figure.coverage)])
  return tasks.flatMap((task): Block[] => [
    { kind: 'heading', level: 2, text: `${task.label} ${task.title}`.trim() },
    none(`责任单位（方案写法）：${task.units.length === 0 ? '方案未写明' : task.units.join('、')}`),
    {
      kind: 'table',
      columns: [
        { title: '类别', share: 10 },
        { title: '指标', share: 44 },
        { title: '数值', share: 32 },
        { title: '可判定率', share: 14, align: 'right' },
      ],
      rows: [...rows(task.effort, '过程'), ...rows(task.result, '结果')],
    },
    ...wordsOf(task.words, figures),
  ])
}

const table = (
  titles: readonly (readonly [string, number, ('left' | 'right')?])[],
  rows: readonly (readonly Words[])[],
  empty: string,
): Block =>
  rows.length === 0
    ? none(empty)
    : { kind: 'table', columns: titles.map(([title, share, align]) => ({ title, share, ...(align === undefined ? {} : { align }) })), rows }

const unitBlocks = ({ units }: ReportModel): Block[] => [
  table(
    [
      ['单位', 36],
      ['职责', 12, 'right'],
      ['已认领', 12, 'right'],
      ['有异议', 12, 'right'],
      ['逾期', 12, 'right'],
      ['人工填报字段（个/月）', 20, 'right'],
    ],
    units.map((unit) => [
      unit.name,
      `${unit.duties}`,
      `${unit.accepted}`,
      `${unit.disputed}`,
      `${unit.late}`,
      unit.burden === null ? '未统计' : printNumber(unit.burden),
    ]),
    '没有纳入评估的单位。',
  ),
  none('各单位按名录顺序列出，不排名次。'),
]

const moneyBlocks = ({ money }: ReportModel): Block[] => [
  table(
    [
      ['项目', 28],
      ['申请（元）', 18, 'right'],
      ['批准（元）', 18, 'right'],
      ['支付（元）', 18, 'right'],
      ['成效', 26],
    ],
    money.map((row) => [
      row.rowsCode === null ? row.title : [{ text: row.title, code: row.rowsCode }],
      printMoney(row.asked),
      printMoney(row.approved),
      printMoney(row.paid),
      row.effect ?? [{ text: '无数据', faint: true }],
    ]),
    '本阶段没有资金记录。没有记录不等于没有支出。',
  ),
]

const value = (number: number | null) => (number === null ? '—' : printNumber(number, Number.isInteger(number) ? 0 : 2))

const changeBlocks = ({ definitionChanges }: ReportModel): Block[] =>
  definitionChanges.length === 0
    ? [none('本阶段没有口径变动。')]
    : definitionChanges.flatMap((change): Block[] => [
        {
          kind: 'paragraph',
          words: `${change.code}　第 ${change.fromVersion} 版改为第 ${change.toVersion} 版，${chineseDay(change.on)}起。${change.why}`,
        },
        table(
          [
            ['期间', 40],
            ['原口径', 30, 'right'],
            ['新口径', 30, 'right'],
          ],
          change.backCast.map(({ period, before, after }) => [period, value(before), value(after)]),
          '没有可回算的期间。',
        ),
      ])

const revisionBlocks = ({ revisions }: ReportModel): Block[] => [
  table(
    [
      ['指标', 14],
      ['期间', 18],
      ['原数', 16, 'right'],
      ['现数', 16, 'right'],
      ['原因', 36],
    ],
    revisions.map((row) => [row.code, row.period, `${value(row.before)} ${row.unit}`, `${value(row.after)} ${row.unit}`, row.why]),
    '没有修订。',
  ),
]

const problemBlocks = ({ problems }: ReportModel): Block[] => [
  table(
    [
      ['问题', 44],
      ['提请决定', 28],
      ['责任单位', 16],
      ['期限', 14],
    ],
    problems.map((row) => [row.text, row.asked ?? '—', row.owner ?? '未定', row.due ?? '未定']),
    '没有未决问题。',
  ),
]

const honestyBlocks = ({ honesty }: ReportModel): Block[] => [
  none('以下提示供评估人查看记录，不改变任何数值。'),
  table(
    [
      ['核验', 24],
      ['指标', 14],
      ['情况', 62],
    ],
    honesty.map((row) => [row.check, row.code, row.rowsCode === null ? row.text : [{ text: row.text, code: row.rowsCode }]]),
    '核验没有发现异常。',
  ),
]

const annex = ({ manifest, manifestHash, manifestSm3, auditHead, uncovered, undefinedWords }: ReportModel): Block[] => [
  heading('附件一　冻结清单'),
  {
    kind: 'facts',
    facts: [
      ['清单校验值（SHA-256）', manifestHash],
      ...(manifestSm3 === null ? [] : [['清单校验值（SM3）', manifestSm3] as const]),
      ...(auditHead === null ? [] : [['审计链末值', auditHead] as const]),
      ['数值个数', `${manifest.length}`],
    ],
  },
  none('此处列出全区的数值；各镇（街道）的数值与代码见表格文件的“冻结清单”和清单原文件。'),
  table(
    [
      ['指标', 13],
      ['版', 6, 'right'],
      ['范围', 15],
      ['行数', 9, 'right'],
      ['代码', 15],
      ['逐条记录校验值', 42],
    ],
    manifest
      .filter(({ scope }) => scope === wholeDistrict)
      .map((row) => [row.code, `${row.version}`, row.scope, printNumber(row.rowCount), row.rowsCode, row.hash]),
    '清单为空。',
  ),
  heading('附件二　尚无指标的条目'),
  table(
    [
      ['条目', 12],
      ['内容', 44],
      ['将由何处承载', 18],
      ['说明', 26],
    ],
    uncovered.map((row) => [row.code, row.name, row.room, row.note ?? '']),
    '全部条目均有指标。',
  ),
  heading('附件三　未作释义的词语'),
  table(
    [
      ['词语', 70],
      ['出现处', 30, 'right'],
    ],
    undefinedWords.map(({ term, places }) => [term, `${places}`]),
    '全部词语均有释义。',
  ),
]
