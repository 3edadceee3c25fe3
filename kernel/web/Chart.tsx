import { Button, Segmented } from 'antd'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Drawing } from './chart-draw.ts'
import { type ChartFacts, type ChartKind, chartOption, type ChartSeries, tellSeries } from './chart-option.ts'
import { csvText, saveFile } from './csv.ts'
import { en } from './en.ts'
import { useLanguage, useWords } from './language.tsx'
import { Loading } from './states.tsx'
import { zh } from './zh.ts'

interface ChartProps<R> {
  readonly title: string
  readonly kind: ChartKind
  readonly rows: readonly R[]
  /** Name of a row on the axis and in the table. */
  readonly label: (row: R) => string
  /** Heading of that column in the table. */
  readonly labelTitle: string
  readonly series: readonly ChartSeries<R>[]
  readonly unit: string
  readonly target?: { readonly title: string; readonly value: number }
  /** Opens what a row was counted from; every number is its rows. */
  readonly onPick?: (row: R) => void
  readonly format?: (value: number) => string
  readonly height?: number
  /** Level of its heading: 3 in a sheet that has its own. */
  readonly level?: 2 | 3
  /** The rows are synthetic: the export says so. */
  readonly synthetic?: boolean
}

/** A chart with its table behind it: the same rows as a picture, as numbers and as a file. */
export function Chart<R>(props: ChartProps<R>) {
  const { title, rows, label, labelTitle, series, unit, onPick, synthetic } = props
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const heading = useId()
  const Heading = props.level === 2 ? 'h2' : 'h3'
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  const plain = useCallback((value: number) => value.toLocaleString(locale, { maximumFractionDigits: 2 }), [locale])
  const format = props.format ?? plain
  const unitOf = (name: string) => (unit === '' ? name : `${name}（${unit}）`)
  const save = () => {
    const lines = [
      [labelTitle, ...series.map((each) => unitOf(each.title))],
      ...rows.map((row) => [label(row), ...series.map((each) => each.value(row))]),
    ]
    saveFile(`${title}${synthetic ? '（合成数据）' : ''}.csv`, csvText(synthetic ? [[zh.synthetic, zh.syntheticHint], ...lines] : lines))
  }
  const words = series.map((each) => {
    const { first, last, least, greatest, unknown } = tellSeries({ rows, label }, each)
    if (!first || !last || !least || !greatest) return say('chartNothing', { name: each.title })
    return say('chartTold', {
      name: each.title,
      first: `${first.name} ${format(first.value)}`,
      last: `${last.name} ${format(last.value)}`,
      least: `${least.name} ${format(least.value)}`,
      greatest: `${greatest.name} ${format(greatest.value)}`,
      unknown,
    })
  })
  return (
    <figure className="yq-chart" aria-labelledby={heading}>
      <figcaption className="yq-chart-head">
        <Heading id={heading}>{title}</Heading>
        <span className="yq-list-space" />
        <Segmented
          size="small"
          aria-label={say('chartAs')}
          value={as}
          onChange={(next) => setAs(next === 'table' ? 'table' : 'chart')}
          options={[
            { value: 'chart', label: say('asChart') },
            { value: 'table', label: say('asTable') },
          ]}
        />
        <Button size="small" type="text" onClick={save}>
          {say('exportCsv')}
        </Button>
      </figcaption>
      {as === 'chart' ? (
        <Picture {...props} format={format} label={label} told={`${title}。${words.join(' ')}`} />
      ) : (
        <table className="yq-table">
          <thead>
            <tr>
              <th scope="col">{labelTitle}</th>
              {series.map((each) => (
                <th key={each.key} scope="col" className="yq-numeric">
                  {unitOf(each.title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={label(row)}>
                <th scope="row">
                  {onPick ? (
                    <button type="button" className="yq-link" onClick={() => onPick(row)}>
                      {label(row)}
                    </button>
                  ) : (
                    label(row)
                  )}
                </th>
                {series.map((each) => {
                  const value = each.value(row)
                  return (
                    <td key={each.key} className="yq-numeric">
                      {value === null ? <span className="yq-unknown">{say('unknown')}</span> : format(value)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </figure>
  )
}

/** The picture itself; the library comes when the first chart is shown. Screen readers hear what it shows; the keyboard's way is the table. */
function Picture<R>(props: ChartProps<R> & { readonly format: (value: number) => string; readonly told: string }) {
  const { kind, rows, label, series, unit, target, format, onPick, height = 280 } = props
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const say = useWords(zh, en)
  const option = useMemo(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const facts: ChartFacts<R> = { kind, rows, label, series, unit, format, still, ...(target ? { target } : {}) }
    return chartOption(facts)
  }, [kind, rows, label, series, unit, target, format])
  const now = useRef({ option, rows, onPick })
  useEffect(() => {
    now.current = { option, rows, onPick }
    drawing.current?.show(option)
  }, [option, rows, onPick])
  useEffect(() => {
    let gone = false
    void import('./chart-draw.ts').then(
      ({ openDrawing }) => {
        if (gone || !place.current) return
        drawing.current = openDrawing(place.current, (at) => {
          const row = now.current.rows[at]
          if (row !== undefined) now.current.onPick?.(row)
        })
        drawing.current.show(now.current.option)
        setState('ready')
      },
      () => setState('failed'),
    )
    return () => {
      gone = true
      drawing.current?.end()
      drawing.current = undefined
    }
  }, [])
  return (
    <>
      {state === 'loading' ? <Loading lines={3} /> : null}
      {state === 'failed' ? <p role="alert">{say('partMissing')}</p> : null}
      <div ref={place} className="yq-chart-place" style={{ height }} role="img" aria-label={props.told} data-state={state} />
    </>
  )
}
