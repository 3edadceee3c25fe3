import type { Cell, Sheet, SheetColumn, Workbook } from '@yinqiao/papers/contract'
import type { ReportFigure, ReportModel } from './report-model.ts'
import { aimWords, localMoment, outcomeWords, stateWords } from './report-words.ts'

const text = (title: string, width?: number): SheetColumn => ({ title, type: 'text', ...(width === undefined ? {} : { width }) })
const number = (title: string, unit?: string, decimals?: number): SheetColumn => ({
  title,
  type: 'number',
  ...(unit === undefined ? {} : { unit }),
  ...(decimals === undefined ? {} : { decimals }),
})
const day = (title: string): SheetColumn => ({ title, type: 'day', width: 13 })

const figureColumns = [
  number('数值'),
  text('单位', 10),
  text('状态', 12),
  text('原因', 30),
  text('数字代码', 16),
  number('行数', '条', 0),
  number('口径版次'),
  text('口径', 44),
  number('可判定率', '0至1', 3),
  number('数据时间', '天', 0),
]
const figureCells = (figure: ReportFigure | null): Cell[] =>
  figure === null
    ? [null, null, '无指标', null, null, null, null, null, null, null]
    : [
        figure.value,
        figure.unit,
        figure.state,
        figure.why,
        figure.rowsCode,
        figure.rowCount,
        figure.definitionVersion,
        figure.definition,
        figure.coverage,
        figure.dataAgeDays,
      ]
const yuan = (fen: number | null): Cell => (fen === null ? null : fen / 100)

/** The tables of a report as sheets: numbers as numbers, missing ones empty beside their state. */
export function reportWorkbook(report: ReportModel): Workbook {
  const sheet = (name: string, columns: readonly SheetColumn[], rows: readonly (readonly Cell[])[]): Sheet => ({
    name,
    notes: [`${report.title}　${stateWords[report.state]}`, `冻结时点 ${localMoment(report.knownAt)}　清单校验值 ${report.manifestHash}`],
    columns,
    rows,
  })
  return {
    title: report.title,
    issuer: report.issuer,
    at: report.signed?.at ?? report.knownAt,
    mark: report.synthetic ? '合成数据' : null,
    sheets: [
      sheet(
        '目标',
        [
          text('目标', 10),
          text('方案原文', 50),
          text('结果', 12),
          text('目标值与出处', 36),
          text('指标', 10),
          ...figureColumns,
          text('守护指标', 24),
          number('守护值'),
          text('守护值单位', 12),
          text('未作释义的词语', 24),
          text('复核意见', 40),
        ],
        report.targets.map((target) => [
          target.code,
          target.quote,
          outcomeWords[target.outcome],
          aimWords(target.aim),
          target.figure?.code ?? null,
          ...figureCells(target.figure),
          target.guard?.title ?? null,
          target.guard?.value ?? null,
          target.guard?.unit ?? null,
          target.openWords.join('、') || null,
          target.finding?.text ?? null,
        ]),
      ),
      sheet(
        '任务',
        [text('任务', 12), text('名称', 40), text('类别', 8), text('指标', 12), text('指标名称', 36), ...figureColumns],
        report.tasks.flatMap((task) =>
          [...task.effort.map((figure) => ['过程', figure] as const), ...task.result.map((figure) => ['结果', figure] as const)].map(
            ([kind, figure]) => [task.label, task.title, kind, figure.code, figure.title, ...figureCells(figure)],
          ),
        ),
      ),
      sheet(
        '自评',
        [text('目标或任务', 16), text('单位', 24), text('自评（占位符未填）', 80), day('报送日')],
        [
          ...report.targets.map((each) => [each.code, each.words] as const),
          ...report.tasks.map((each) => [each.label, each.words] as const),
        ].flatMap(([code, words]) => words.map((each) => [code, each.unit, each.text ?? '未报送', each.sentOn])),
      ),
      sheet(
        '单位',
        [
          text('单位', 30),
          number('职责', '项', 0),
          number('已认领', '项', 0),
          number('有异议', '项', 0),
          number('逾期', '项', 0),
          number('人工填报字段', '个/月', 0),
        ],
        report.units.map((unit) => [unit.name, unit.duties, unit.accepted, unit.disputed, unit.late, unit.burden]),
      ),
      sheet(
        '资金',
        [
          text('项目', 40),
          number('申请', '元', 2),
          number('批准', '元', 2),
          number('支付', '元', 2),
          text('成效', 40),
          text('数字代码', 16),
        ],
        report.money.map((row) => [row.title, yuan(row.asked), yuan(row.approved), yuan(row.paid), row.effect, row.rowsCode]),
      ),
      sheet(
        '口径变动',
        [
          text('指标', 12),
          number('原版次'),
          number('新版次'),
          day('起始日'),
          text('原因', 40),
          text('期间', 16),
          number('原口径'),
          number('新口径'),
        ],
        report.definitionChanges.flatMap((change) => {
          const head = [change.code, change.fromVersion, change.toVersion, change.on, change.why]
          return change.backCast.length === 0
            ? [[...head, null, null, null]]
            : change.backCast.map(({ period, before, after }) => [...head, period, before, after])
        }),
      ),
      sheet(
        '数据修订',
        [text('指标', 12), text('期间', 16), number('原数'), number('现数'), text('单位', 10), text('原因', 50)],
        report.revisions.map((row) => [row.code, row.period, row.before, row.after, row.unit, row.why]),
      ),
      sheet(
        '未决问题',
        [text('问题', 50), text('提请决定', 40), text('责任单位', 20), day('期限')],
        report.problems.map((row) => [row.text, row.asked, row.owner, row.due]),
      ),
      sheet(
        '真实性核验',
        [text('核验', 24), text('指标', 12), text('情况', 60), text('数字代码', 16)],
        report.honesty.map((row) => [row.check, row.code, row.text, row.rowsCode]),
      ),
      sheet(
        '冻结清单',
        [text('指标', 14), number('版次'), text('范围', 20), number('行数', '条', 0), text('数字代码', 16), text('逐条记录校验值', 70)],
        report.manifest.map((row) => [row.code, row.version, row.scope, row.rowCount, row.rowsCode, row.hash]),
      ),
      sheet(
        '未覆盖条目',
        [text('条目', 12), text('内容', 50), text('将由何处承载', 20), text('说明', 40)],
        report.uncovered.map((row) => [row.code, row.name, row.room, row.note]),
      ),
      sheet(
        '未释义词语',
        [text('词语', 20), number('出现处', '处', 0)],
        report.undefinedWords.map(({ term, places }) => [term, places]),
      ),
    ],
  }
}
