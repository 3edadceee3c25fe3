import type { Block, Words } from '@yinqiao/papers/contract'
import { printFigure, printShare } from './print-figure.ts'
import type { ReportFigure, ReportTarget } from './report-model.ts'
import { aimWords, chineseDay, figureRuns, outcomeWords, wordsOf } from './report-words.ts'

/** One target with all that proves it: words of the plan, meaning, definition, value, guard, quality, sample, the unit's words, finding. */
export function targetBlocks(target: ReportTarget, figures: ReadonlyMap<string, ReportFigure>): Block[] {
  const { figure } = target
  const facts: (readonly [string, Words])[] = [
    ['结果', [{ text: outcomeWords[target.outcome], bold: true }]],
    ['数值', figureRuns(figure)],
    ['目标值与出处', aimWords(target.aim)],
    ['释义', meaning(target)],
    ['口径', figure?.definition == null ? '口径未定' : `第 ${figure.definitionVersion ?? '—'} 版：${figure.definition}`],
    ...(figure === null
      ? []
      : ([
          [
            '记录',
            figure.rowsCode === null
              ? '无'
              : [
                  { text: `${figure.rowCount ?? 0} 条`, code: figure.rowsCode },
                  { text: `\n${figure.rowsHash ?? ''}`, faint: true },
                ],
          ],
          ['可判定率', printShare(figure.coverage)],
          ['数据时间', figure.dataAgeDays === null ? '来源从未更新' : `来源最近一次更新距冻结 ${figure.dataAgeDays} 天`],
        ] as const)),
    [
      '守护指标',
      target.guard === null
        ? '未设'
        : [
            { text: `${target.guard.title}：` },
            { text: printFigure(target.guard), bold: true, ...(target.guard.rowsCode === null ? {} : { code: target.guard.rowsCode }) },
          ],
    ],
    ['抽查', sample(target)],
    ['复核意见', target.finding === null ? '未出具' : `${target.finding.text}（${target.finding.by}，${target.finding.on}）`],
  ]
  return [
    { kind: 'heading', level: 2, text: `${target.code}　${target.place}` },
    target.quote === null ? { kind: 'note', words: '原文不予印出。' } : { kind: 'quote', words: target.quote },
    { kind: 'facts', facts },
    ...target.others.map(
      (other): Block => ({ kind: 'paragraph', words: [{ text: `${other.code}　${other.title}：` }, ...toRuns(figureRuns(other))] }),
    ),
    ...quality(target),
    ...wordsOf(target.words, figures),
  ]
}

const toRuns = (words: Words) => (typeof words === 'string' ? [{ text: words }] : words)

function meaning({ interpretations, openWords }: ReportTarget): Words {
  return [
    ...interpretations.map(({ term, text, decidedBy, decidedOn }, at) => ({
      text: `${at === 0 ? '' : '\n'}${term === null ? '整条' : `“${term}”`}：${text}（${decidedBy}，${chineseDay(decidedOn)}）`,
    })),
    ...(openWords.length === 0
      ? []
      : [{ text: `${interpretations.length === 0 ? '' : '\n'}未作释义：${openWords.join('、')}`, unproven: true }]),
    ...(interpretations.length === 0 && openWords.length === 0 ? [{ text: '无需释义的词语' }] : []),
  ]
}

function sample({ sample: drawn }: ReportTarget): string {
  if (drawn === null) return '未抽查'
  const interval = drawn.from === null || drawn.to === null ? '' : `，一致率区间 ${printShare(drawn.from)}至${printShare(drawn.to)}`
  const seed =
    drawn.seed === null ? `种子校验值 ${drawn.seedHash}（抽取后公布种子）` : `种子 ${drawn.seed}，抽取前公布的校验值 ${drawn.seedHash}`
  return `抽 ${drawn.drawn} 条，一致 ${drawn.confirmed} 条，不一致 ${drawn.notConfirmed} 条，未找到 ${drawn.notFound} 条${interval}${drawn.low ? '；一致率低于九成，本指标数值须谨慎使用' : ''}；${seed}`
}

function quality({ quality: said }: ReportTarget): Block[] {
  if (said === null) return [{ kind: 'note', words: '五项质量说明：未写。没有质量说明的指标不得公开。' }]
  return [
    {
      kind: 'bullets',
      items: (
        [
          ['核验方法', said.verify],
          ['数据来源', said.sources],
          ['准确程度', said.accuracy],
          ['局限', said.limits],
          ['补救', said.remedy],
        ] as const
      ).map(([name, text]) => [{ text: `${name}：`, bold: true }, { text }]),
    },
  ]
}
