import type { EChartsCoreOption } from 'echarts/core'
import { tokens } from './tokens.ts'

/** One line, one set of bars or one slice layer of a chart. */
export interface ChartSeries<R> {
  readonly key: string
  readonly title: string
  /** null is not known: a gap, never zero. */
  readonly value: (row: R) => number | null
  /** What it counts is an alarm: drawn in the colour that means nothing else. */
  readonly alert?: boolean
}

/** How rows are drawn: along time, as bars, bars on each other, or bars lying (long names). */
export type ChartKind = 'line' | 'bar' | 'stacked' | 'lying'

/** What a drawing is made from; rows in the order in which they are shown. */
export interface ChartFacts<R> {
  readonly kind: ChartKind
  readonly rows: readonly R[]
  readonly label: (row: R) => string
  readonly series: readonly ChartSeries<R>[]
  readonly unit: string
  /** A line to measure by: the target of a year. */
  readonly target?: { readonly title: string; readonly value: number }
  readonly format: (value: number) => string
  readonly still: boolean
}

/**
 * Colours of series, in this order: apart for every common colour blindness and in print.
 * The alert colour is not among them: it means alarm and nothing else.
 */
export const chartColours = [tokens.slate, tokens.ginkgo, '#7fb2d0', '#8a5a2b', '#2f8f83', tokens.lineStrong] as const
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'] as const
const dashes = ['solid', 'dashed', 'dotted', 'solid', 'dashed', 'dotted'] as const

/** The drawing of ECharts for these facts: gaps stay gaps, stacks are drawn of what is known, tooltips are painted and not HTML (content policy). */
export function chartOption<R>(facts: ChartFacts<R>): EChartsCoreOption {
  const { kind, rows, label, series, unit, target, format, still } = facts
  const text = { color: tokens.inkSoft, fontFamily: tokens.fontText, fontSize: 12 }
  const names = {
    type: 'category',
    data: rows.map(label),
    axisLine: { lineStyle: { color: tokens.lineStrong } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: kind !== 'lying', interval: kind === 'lying' ? 0 : 'auto' },
    ...(kind === 'lying' ? { inverse: true } : {}),
  }
  const amounts = {
    type: 'value',
    name: unit,
    nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, -24] },
    axisLabel: { ...text, formatter: format },
    splitLine: { lineStyle: { color: tokens.line } },
    // things are counted in whole ones: no tick at one and a half
    ...(rows.every((row) => series.every((each) => Number.isInteger(each.value(row) ?? 0))) ? { minInterval: 1 } : {}),
  }
  const several = series.length > 1
  return {
    animation: !still,
    animationDuration: 260,
    color: [...chartColours],
    textStyle: { fontFamily: tokens.fontText },
    aria: { enabled: true, label: { enabled: false }, decal: { show: several && kind !== 'line' } },
    grid: { left: 8, right: 16, top: 34, bottom: several ? 34 : 8, containLabel: true },
    ...(several
      ? { legend: { bottom: 0, icon: kind === 'line' ? undefined : 'roundRect', textStyle: { ...text, color: tokens.ink } } }
      : {}),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: kind === 'line' ? 'line' : 'shadow' },
      backgroundColor: tokens.wall,
      borderColor: tokens.lineStrong,
      textStyle: { ...text, color: tokens.ink },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? `${format(value)} ${unit}` : '—'),
    },
    xAxis: kind === 'lying' ? amounts : names,
    yAxis: kind === 'lying' ? names : amounts,
    series: series.map((each, at) => ({
      id: each.key,
      name: each.title,
      type: kind === 'line' ? 'line' : 'bar',
      data: rows.map(each.value),
      cursor: 'pointer',
      ...(each.alert ? { itemStyle: { color: tokens.vermilion } } : {}),
      ...(kind === 'line'
        ? {
            connectNulls: false,
            symbol: symbols[at % symbols.length],
            symbolSize: 7,
            lineStyle: { width: 2, type: dashes[at % dashes.length], ...(each.alert ? { color: tokens.vermilion } : {}) },
          }
        : { barMaxWidth: 34, ...(kind === 'stacked' ? { stack: 'all' } : {}) }),
      ...(at === 0 && target
        ? {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: tokens.ginkgoDeep, type: 'dashed', width: 1.5 },
              label: { formatter: `${target.title} ${format(target.value)}`, position: 'insideEndTop', color: tokens.ginkgoDeep },
              data: [kind === 'lying' ? { xAxis: target.value } : { yAxis: target.value }],
            },
          }
        : {}),
    })),
  }
}

/** What a series says in words: its first, last, least and greatest known values, and how many are not known. */
export function tellSeries<R>({ rows, label }: Pick<ChartFacts<R>, 'rows' | 'label'>, series: ChartSeries<R>) {
  const known = rows.flatMap((row) => {
    const value = series.value(row)
    return value === null ? [] : [{ name: label(row), value }]
  })
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last) return { unknown: rows.length, first: undefined, last: undefined, least: undefined, greatest: undefined }
  const least = known.reduce((best, each) => (each.value < best.value ? each : best), first)
  const greatest = known.reduce((best, each) => (each.value > best.value ? each : best), first)
  return { unknown: rows.length - known.length, first, last, least, greatest }
}
