import { useSay } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { inUnit } from '../rules/in-unit.ts'
import { type BoardTarget, type Result, signs, useBoardWords, useNumber, useTellValue } from './board-words.ts'
import { MeasureNumber, NumberFacts } from './MeasureNumber.tsx'
import { unbroken } from './plan-words.ts'
import { StateMark } from './StateMark.tsx'

interface BoardCardProps {
  readonly target: BoardTarget
  readonly over: boolean
  readonly onOpen: (result: Result) => void
}

/** One target: our name for it and the plan's words, the number that opens, what is to be reached and who said so, the guard beside it. */
export function BoardCard({ target, over, onOpen }: BoardCardProps) {
  const say = useBoardWords()
  const told = useSay()
  const tell = useTellValue()
  const { result, guard } = target
  return (
    <article className="yq-board-card" data-row={target.rowCode} data-judgement={target.judgement}>
      <header>
        <span className="yq-figures yq-faint">{target.rowCode}</span>
        <h3>{result ? <Link to={`/plan/measures/${result.code}`}>{target.name}</Link> : target.name}</h3>
        <StateMark state={target.state} why={target.why} judgement={target.judgement} over={over} />
      </header>
      {result ? (
        <MeasureNumber big result={result} onOpen={() => onOpen(result)} />
      ) : (
        <p className="yq-value-none yq-value-big">{say('noMeasure')}</p>
      )}
      <TargetLine target={target.target} unit={result?.unit ?? null} />
      {target.state === '正常' && target.judgement !== 'not-judged' ? null : <p className="yq-board-why">{target.why}</p>}
      {target.quote ? <p className="yq-board-quote">{unbroken(target.quote)}</p> : null}
      <footer>
        {result ? <NumberFacts result={result} /> : null}
        {guard ? (
          <button type="button" className="yq-guard" title={say('guardHint')} onClick={() => onOpen(guard)}>
            <em>{say('guard')}</em> {told(guard.title)} <strong>{tell(guard)}</strong>
            <StateMark small state={guard.state} why={guard.why} />
          </button>
        ) : null}
        {target.others
          .filter(({ code }) => code !== guard?.code)
          .map((other) => (
            <button key={other.code} type="button" className="yq-guard" title={say('others')} onClick={() => onOpen(other)}>
              {told(other.title)} <strong>{tell(other)}</strong>
              <StateMark small state={other.state} why={other.why} />
            </button>
          ))}
      </footer>
    </article>
  )
}

/** What is to be reached, with the mark of who says so: the plan's own words, or a decision of the group. */
export function TargetLine({ target, unit }: { readonly target: BoardTarget['target']; readonly unit: Result['unit'] | null }) {
  const say = useBoardWords()
  const told = useSay()
  const number = useNumber()
  if (!target) return <p className="yq-target-line yq-faint">{say('noTarget')}</p>
  return (
    <p className="yq-target-line">
      {say('target')}{' '}
      <strong>{`${signs[target.op]} ${number(unit ? inUnit(target.value, unit) : Number(target.value))} ${unit ? told(unit) : ''}`}</strong>
      <SourceMark source={target.source} />
    </p>
  )
}

/** 方案 or 决定: two marks that are never mixed up. */
export function SourceMark({ source }: { readonly source: 'plan' | 'decision' }) {
  const say = useBoardWords()
  return source === 'plan' ? (
    <span className="yq-seal yq-seal-plan" title={say('fromPlanHint')}>
      {say('fromPlan')}
    </span>
  ) : (
    <span className="yq-seal yq-seal-decision" title={say('fromDecisionHint')}>
      {say('fromDecision')}
    </span>
  )
}
