import { Answer, Chart, useQuery, useNames, useSay, useViewer } from '@yinqiao/kernel/web'
import { ListSeries, ListSlices } from '@yinqiao/plan/contract'
import { inUnit } from '../rules/in-unit.ts'
import { inputOf, type Question, type Result, useBoardWords } from './board-words.ts'
import type { Opened } from './MeasureRows.tsx'
import { StateMark } from './StateMark.tsx'

interface MeasureChartsProps {
  readonly result: Result
  readonly question: Question
  readonly target?: { readonly title: string; readonly value: number } | undefined
  readonly onOpen: (opened: Opened) => void
}

/** A value that was not there, or whose sources had fallen silent, is a gap in the line. */
const drawn = (result: Result | null): number | null =>
  result === null || result.value === null || result.state === '无数据' || result.state === '过期'
    ? null
    : inUnit(result.value, result.unit)

/** The number at the ends of its last periods: as it was known then and as it is known now, with the state of each below. */
export function SeriesChart({ result, question, target, onOpen }: MeasureChartsProps) {
  const say = useBoardWords()
  const told = useSay()
  const { synthetic } = useViewer()
  const answer = useQuery(ListSeries, { code: result.code, ...inputOf(question) })
  return (
    <Answer of={answer} lines={5}>
      {({ points }) => (
        <>
          <Chart
            title={say('overTime')}
            kind="line"
            rows={points}
            label={(point) => point.to}
            labelTitle={say('day')}
            unit={told(result.unit)}
            synthetic={synthetic}
            series={[
              { key: 'now', title: say('nowKnown'), value: (point) => drawn(point.now) },
              { key: 'atEnd', title: say('thenKnown'), value: (point) => drawn(point.atEnd) },
            ]}
            {...(target ? { target } : {})}
            onPick={(point) => onOpen({ code: result.code, title: told(result.title), question: { ...question, day: point.to } })}
            height={250}
          />
          <ol className="yq-strip" aria-label={say('strip')}>
            {points.map((point) => (
              <li key={point.to}>
                <StateMark small state={point.now.state} why={`${point.to} ${point.now.why}`} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Answer>
  )
}

/** The number of every town; those hidden are counted, so that nobody takes their absence for nought. */
export function TownsChart({ result, question, onOpen }: MeasureChartsProps) {
  const say = useBoardWords()
  const told = useSay()
  const { synthetic } = useViewer()
  const nameOf = useNames().division
  const { validAt, knownAt } = inputOf(question)
  const answer = useQuery(ListSlices, { code: result.code, validAt, knownAt })
  return (
    <Answer of={answer} lines={5}>
      {({ rows }) => {
        const hidden = rows.filter((row) => row.hidden).length
        if (rows.length === 0) return <p className="yq-faint">{say('noTowns')}</p>
        return (
          <>
            <Chart
              title={say('townsTitle')}
              kind="lying"
              rows={rows}
              label={(row) => (row.town === null ? say('unknownTown') : (nameOf(row.town) ?? row.town))}
              labelTitle={say('town')}
              unit={told(result.unit)}
              synthetic={synthetic}
              series={[
                { key: 'value', title: told(result.title), value: (row) => (row.value === null ? null : inUnit(row.value, result.unit)) },
              ]}
              onPick={(row) => {
                if (row.town !== null && !row.hidden)
                  onOpen({
                    code: result.code,
                    title: told(result.title),
                    question: { ...question, scope: { kind: 'town', code: row.town } },
                  })
              }}
              height={Math.max(160, rows.length * 30 + 50)}
            />
            {hidden > 0 ? <p className="yq-faint">{say('hiddenTowns', { n: hidden })}</p> : null}
          </>
        )
      }}
    </Answer>
  )
}
