import { describe, expect, test } from 'vitest'
import { chartColours, chartOption, tellSeries } from './chart-option.ts'

interface Month {
  readonly name: string
  readonly n: number | null
}
const rows: readonly Month[] = [
  { name: '1月', n: 3 },
  { name: '2月', n: null },
  { name: '3月', n: 0 },
]
const series = [{ key: 'n', title: '数量', value: (row: Month) => row.n }]
const facts = { kind: 'line', rows, label: (row: Month) => row.name, series, unit: '家', format: String, still: true } as const

describe('what a chart draws', () => {
  test('a month that is not known is a gap, not a zero, and is not bridged', () => {
    expect(chartOption(facts)).toMatchObject({ series: [{ data: [3, null, 0], connectNulls: false }], animation: false })
  })
  test('tooltips are painted: HTML with style attributes would break the content policy', () => {
    expect(chartOption(facts)).toMatchObject({ tooltip: { renderMode: 'richText' } })
  })
  test('lying bars swap the axes and keep the target on the amounts', () => {
    const option = chartOption({ ...facts, kind: 'lying', target: { title: '目标', value: 5 } })
    expect(option).toMatchObject({
      xAxis: { type: 'value' },
      yAxis: { type: 'category', inverse: true },
      series: [{ markLine: { data: [{ xAxis: 5 }] } }],
    })
  })
  test('stacks share one pile, plain bars none', () => {
    expect(chartOption({ ...facts, kind: 'stacked' })).toMatchObject({ series: [{ stack: 'all' }] })
    expect(JSON.stringify(chartOption({ ...facts, kind: 'bar' }))).not.toContain('"stack"')
  })
  test('no two series share a colour', () => expect(new Set(chartColours).size).toBe(chartColours.length))
})

describe('what a chart says to who cannot see it', () => {
  test('ends, extremes and what is not known', () => {
    expect(tellSeries(facts, series[0] ?? { key: '', title: '', value: () => null })).toEqual({
      unknown: 1,
      first: { name: '1月', value: 3 },
      last: { name: '3月', value: 0 },
      least: { name: '3月', value: 0 },
      greatest: { name: '1月', value: 3 },
    })
  })
  test('nothing known is said as such', () => {
    expect(tellSeries(facts, { key: 'x', title: '', value: () => null })).toMatchObject({ unknown: 3, first: undefined })
  })
})
