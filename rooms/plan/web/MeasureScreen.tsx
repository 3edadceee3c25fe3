import { Answer, PageFrame, Sheet, useDays, useParam, useQuery, useSay } from '@yinqiao/kernel/web'
import { GetMeasure, GetValue } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { inUnit } from '../rules/in-unit.ts'
import { everything, inputOf, type Measure, type Question, signs, useBoardWords } from './board-words.ts'
import { MeasureActs, VersionActs } from './MeasureActs.tsx'
import { SeriesChart, TownsChart } from './MeasureCharts.tsx'
import { MeasureNumber, NumberFacts } from './MeasureNumber.tsx'
import { Definition, Quality, Quotes, States, Targets, Versions } from './MeasureParts.tsx'
import { MeasureRows, type Opened, RowsDrawer } from './MeasureRows.tsx'
import { ScopeBar } from './ScopeBar.tsx'
import { StateMark } from './StateMark.tsx'
import './plan.css'
import './cover.css'
import './board.css'
import './measure.css'

/** One number from the plan's words down to its rows: what it means, what it is, what it was, and who may change what. */
export function MeasureScreen() {
  const code = useParam('code')
  const answer = useQuery(GetMeasure, { code })
  return (
    <Answer of={answer} lines={12}>
      {(measure) => <Shown key={measure.code} measure={measure} />}
    </Answer>
  )
}

function Shown({ measure }: { readonly measure: Measure }) {
  const say = useBoardWords()
  const told = useSay()
  const { moment } = useDays()
  const [question, setQuestion] = useState<Question>(everything)
  const [opened, setOpened] = useState<Opened>()
  const { current } = measure
  const answer = useQuery(GetValue, { code: measure.code, ...inputOf(question) })
  const now = useQuery(GetValue, { code: measure.code, ...inputOf({ ...question, known: null }) }, { enabled: question.known !== null })
  const title = told(current.title)
  const [target] = measure.targets
  const line = target
    ? {
        title: `${say('target')} ${signs[target.op]}（${say(target.source === 'plan' ? 'fromPlan' : 'fromDecision')}）`,
        value: inUnit(target.value, current.unit),
      }
    : undefined
  const open = (of: Question, what = { code: measure.code, title }) => setOpened({ ...what, question: of })
  return (
    <PageFrame
      wide
      title={title}
      above={<Link to="/plan/measures">{say('measures')}</Link>}
      lead={
        <>
          <span className="yq-figures">{measure.code}</span> · {say('disclosure')}：{measure.disclosure}
          {measure.archived
            ? ` · ${say('archivedLine', { at: moment(measure.archived.at), by: measure.archived.by, reason: measure.archived.reason })}`
            : ''}
        </>
      }
      acts={<MeasureActs measure={measure} />}
    >
      <ScopeBar question={question} onChange={setQuestion} />
      <div className="yq-columns-main">
        <div>
          <Sheet>
            <Answer of={answer} lines={3}>
              {({ result, guard }) => (
                <div className="yq-stack">
                  <div className="yq-measure-head">
                    <MeasureNumber big always result={result} onOpen={() => open(question)} />
                    <div>
                      <StateMark state={result.state} why={result.why} />
                      <p className="yq-board-why">{result.why}</p>
                      <NumberFacts result={result} />
                    </div>
                    {guard ? (
                      <div className="yq-measure-guard" title={say('guardHint')}>
                        <span className="yq-faint">
                          {say('guard')}：<Link to={`/plan/measures/${guard.code}`}>{told(guard.title)}</Link>
                        </span>
                        <MeasureNumber
                          always
                          result={guard}
                          onOpen={() => open(question, { code: guard.code, title: told(guard.title) })}
                        />
                        <StateMark small state={guard.state} why={guard.why} />
                      </div>
                    ) : null}
                  </div>
                  {question.known !== null && now.data ? (
                    <div className="yq-compare" role="status">
                      <span>
                        <small>
                          {say('atKnown')} {question.known}
                        </small>
                        <MeasureNumber always result={result} onOpen={() => open(question)} />
                      </span>
                      <span>
                        <small>{say('atNow')}</small>
                        <MeasureNumber always result={now.data.result} onOpen={() => open({ ...question, known: null })} />
                      </span>
                      {now.data.result.value === result.value ? <em>{say('sameThen')}</em> : null}
                    </div>
                  ) : null}
                </div>
              )}
            </Answer>
            <Quality version={current} />
          </Sheet>
          {answer.data ? (
            <div className="yq-columns">
              <Sheet>
                <SeriesChart result={answer.data.result} question={question} target={line} onOpen={setOpened} />
              </Sheet>
              <Sheet>
                <TownsChart result={answer.data.result} question={question} onOpen={setOpened} />
              </Sheet>
            </div>
          ) : null}
          <Sheet title={say('rows')}>
            <MeasureRows code={measure.code} title={title} question={question} />
          </Sheet>
        </div>
        <aside>
          <Sheet title={say('quotes')}>
            <Quotes measure={measure} />
          </Sheet>
          <Sheet title={say('targetsTitle')}>
            <Targets measure={measure} />
          </Sheet>
          <Sheet title={say('definition')}>
            <Definition version={current}>
              {measure.guards.length > 0 ? (
                <p className="yq-faint">
                  {say('guards')}{' '}
                  {measure.guards.map((code) => (
                    <Link key={code} to={`/plan/measures/${code}`} className="yq-tag">
                      {code}
                    </Link>
                  ))}
                </p>
              ) : null}
            </Definition>
          </Sheet>
          <Versions measure={measure} Acts={VersionActs} />
          <Sheet title={say('states')}>
            <States measure={measure} />
          </Sheet>
        </aside>
      </div>
      <RowsDrawer opened={opened} onClose={() => setOpened(undefined)} />
    </PageFrame>
  )
}
