import { Answer, DrillNumber, PageFrame, Sheet, StateTag, useParam, useQuery } from '@yinqiao/kernel/web'
import { GetReportFile, GetRound, RoundState } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useEffect, useState } from 'react'
import { inUnit } from '../rules/in-unit.ts'
import { FileButton } from './FileButton.tsx'
import { FrozenDrawer } from './FrozenDrawer.tsx'
import { outcomeTone, type Round, roundTone, type Target, useRoundWords } from './round-words.ts'
import { RoundActs } from './RoundActs.tsx'
import { RoundFindings } from './RoundFindings.tsx'
import { RoundReports } from './RoundReports.tsx'
import { RoundRevisions } from './RoundRevisions.tsx'
import { RoundSample } from './RoundSample.tsx'
import './plan.css'
import './rounds.css'

/** One evaluation round from its opening to its archive. */
export function RoundScreen() {
  const roundId = useParam('id')
  const [making, setMaking] = useState(false)
  const answer = useQuery(GetRound, { roundId }, { refreshSeconds: making ? 3 : 60 })
  const round = answer.data?.round
  // a freeze is a moment, its manifest comes after it: looked for more often until it is there
  const waits = round !== undefined && round.knownAt !== null && round.manifestHash === null
  useEffect(() => setMaking(waits), [waits])
  return (
    <Answer of={answer} lines={12}>
      {(whole) => <Shown key={whole.round.id} whole={whole} />}
    </Answer>
  )
}

function Shown({ whole }: { readonly whole: Round }) {
  const { say, day, moment } = useRoundWords()
  const [code, setCode] = useState<string>()
  const { round } = whole
  const made = round.manifestHash !== null
  return (
    <PageFrame
      title={round.title}
      above={<Link to="/plan/rounds">{say('rounds')}</Link>}
      lead={
        <>
          <StateTag tone={roundTone[round.state]} word={say(`state_${round.state}`)} /> {round.number ?? ''} {say('gateDay')}{' '}
          {day(round.gateDay)} · {say('knownAt')} {round.knownAt === null ? say('notFrozen') : moment(round.knownAt)}
          {whole.supplementTo ? (
            <>
              {' · '}
              <Link to={`/plan/rounds/${whole.supplementTo.id}`}>{say('supplementOf', { title: whole.supplementTo.title })}</Link>
            </>
          ) : null}
        </>
      }
      acts={<RoundActs whole={whole} />}
    >
      <Steps state={round.state} />
      {round.knownAt !== null && !made ? <Alert type="info" showIcon className="yq-form-note" title={say('making')} /> : null}
      {whole.signed ? (
        <Alert
          type="success"
          showIcon
          className="yq-form-note"
          title={say('signedLine', {
            by: whole.signed.by,
            at: moment(whole.signed.at),
            missing: whole.signed.missingNamed.join('、') || say('nobody'),
          })}
          description={whole.disclosure ? say('disclosedLine', { ...whole.disclosure }) : undefined}
        />
      ) : null}
      {made ? (
        <>
          <Result whole={whole} onOpen={setCode} />
          <Sheet title={say('files')}>
            <div className="yq-bar">
              {(['docx', 'xlsx', 'pdf', 'json'] as const).map((form) => (
                <FileButton
                  key={form}
                  of={GetReportFile}
                  input={{ roundId: round.id, form }}
                  label={say(({ docx: 'word', xlsx: 'excel', pdf: 'pdf', json: 'json' } as const)[form])}
                />
              ))}
            </div>
            <p className="yq-faint yq-round-hash">
              SHA-256 <code>{round.manifestHash}</code>
              <br />
              SM3 <code>{round.manifestSm3}</code>
              {whole.signed?.auditHead ? (
                <>
                  <br />
                  {say('auditHead')} <code>{whole.signed.auditHead}</code>
                </>
              ) : null}
            </p>
          </Sheet>
          <RoundReports whole={whole} />
          <RoundSample whole={whole} onOpen={setCode} />
          <RoundFindings whole={whole} />
          <RoundRevisions whole={whole} onOpen={setCode} />
          <Figures whole={whole} onOpen={setCode} />
        </>
      ) : null}
      {whole.supplements.length > 0 ? (
        <Sheet title={say('supplements')}>
          <ul className="yq-plain-list">
            {whole.supplements.map((one) => (
              <li key={one.id}>
                <Link to={`/plan/rounds/${one.id}`}>{one.title}</Link>{' '}
                <StateTag tone={roundTone[one.state]} word={say(`state_${one.state}`)} />
              </li>
            ))}
          </ul>
        </Sheet>
      ) : null}
      {code === undefined ? null : <FrozenDrawer code={code} onClose={() => setCode(undefined)} />}
    </PageFrame>
  )
}

function Steps({ state }: { readonly state: RoundState }) {
  const { say } = useRoundWords()
  const at = RoundState.options.indexOf(state)
  return (
    <ol className="yq-round-steps" aria-label={say('state')}>
      {RoundState.options.map((step, place) => (
        <li
          key={step}
          className={place < at ? 'yq-step-done' : place === at ? 'yq-step-now' : ''}
          aria-current={place === at ? 'step' : undefined}
        >
          <span aria-hidden="true">{place < at ? '✓' : place + 1}</span> {say(`state_${step}`)}
        </li>
      ))}
    </ol>
  )
}

const outcomes = ['met', 'not-met', 'no-value-set', 'undefined', 'no-data', 'thin', 'stale', 'not-due', 'disputed'] as const

function Result({ whole, onOpen }: { readonly whole: Round; readonly onOpen: (code: string) => void }) {
  const { say } = useRoundWords()
  const aim = ({ aim: one, unit }: Target) =>
    one === null ? (
      <span className="yq-faint">{say('noAim')}</span>
    ) : (
      <>
        {{ '>=': '≥', '<=': '≤', '=': '=' }[one.op] ?? one.op} {one.value} {unit}{' '}
        <span className={one.source === 'plan' ? 'yq-mark-plan' : 'yq-mark-decision'}>
          {say(one.source === 'plan' ? 'byPlan' : 'byDecision')}
        </span>
      </>
    )
  return (
    <Sheet title={say('result')}>
      <dl className="yq-counts">
        {outcomes.map((outcome) => (
          <div key={outcome}>
            <dt>{say(`out_${outcome}`)}</dt>
            <dd>{whole.counts[outcome] ?? 0}</dd>
          </div>
        ))}
      </dl>
      <p className="yq-faint">{say('resultHint')}</p>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('target')}</th>
            <th scope="col">{say('value')}</th>
            <th scope="col">{say('aim')}</th>
            <th scope="col">{say('result')}</th>
          </tr>
        </thead>
        <tbody>
          {whole.targets.map((target) => (
            <tr key={target.row}>
              <td>
                <strong>{target.row}</strong> {target.name}
                <br />
                <span className="yq-faint">{target.quote}</span>
              </td>
              <td>
                {target.rowsCode === null ? (
                  <span className="yq-faint">{say('noMeasure')}</span>
                ) : (
                  <>
                    {target.value === null ? (
                      <button type="button" className="yq-link" onClick={() => onOpen(target.rowsCode ?? '')}>
                        {target.state}
                      </button>
                    ) : (
                      <DrillNumber
                        value={Number(target.value)}
                        {...(target.unit === null ? {} : { unit: target.unit })}
                        onOpen={() => onOpen(target.rowsCode ?? '')}
                      />
                    )}
                    <br />
                    <code className="yq-faint">{target.rowsCode}</code>
                  </>
                )}
              </td>
              <td>{aim(target)}</td>
              <td>
                <StateTag tone={outcomeTone[target.outcome]} word={say(`out_${target.outcome}`)} />
                <br />
                <span className="yq-faint">{target.why}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

function Figures({ whole, onOpen }: { readonly whole: Round; readonly onOpen: (code: string) => void }) {
  const { say } = useRoundWords()
  return (
    <details className="yq-round-figures">
      <summary>
        {say('figures')}（{whole.values.length}）
      </summary>
      <Sheet flush>
        <table className="yq-table">
          <thead>
            <tr>
              <th scope="col">{say('figure')}</th>
              <th scope="col">{say('code')}</th>
              <th scope="col">{say('value')}</th>
              <th scope="col">{say('state')}</th>
            </tr>
          </thead>
          <tbody>
            {whole.values.map(({ rowsCode, measure, result, rowCount }) => (
              <tr key={rowsCode}>
                <td>
                  {measure} {result.title.zh}
                </td>
                <td>
                  <button type="button" className="yq-link" onClick={() => onOpen(rowsCode)}>
                    <code>{rowsCode}</code>
                  </button>{' '}
                  <span className="yq-faint">{say('rows', { n: rowCount })}</span>
                </td>
                <td className="yq-numeric">
                  {result.value === null ? '—' : inUnit(result.value, result.unit)} {result.unit.zh}
                </td>
                <td>{result.state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
    </details>
  )
}
