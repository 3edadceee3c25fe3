import { useDays, useSay } from '@yinqiao/kernel/web'
import { inUnit } from '../rules/in-unit.ts'
import { type Result, speaks, useBoardWords, useNumber } from './board-words.ts'
import './board.css'

interface MeasureNumberProps {
  readonly result: Result
  readonly onOpen: () => void
  readonly big?: boolean
  /** Shows what was counted also where the target's words are not defined: for the measure's own page. */
  readonly always?: boolean
}

/** A number that opens its rows; where there is nothing to speak of it says so in words and never as nought. */
export function MeasureNumber({ result, onOpen, big, always }: MeasureNumberProps) {
  const say = useBoardWords()
  const told = useSay()
  const number = useNumber()
  const spoken = always === true || speaks.has(result.state)
  const judged = result.state === '正常'
  const unit = told(result.unit)
  return (
    <button type="button" className={`yq-drill yq-value${big ? ' yq-value-big' : ''}${judged ? '' : ' yq-value-grey'}`} onClick={onOpen}>
      <span className="yq-hidden">{told(result.title)}：</span>
      {!spoken ? (
        <span className="yq-value-none">{say(`s_${result.state}`)}</span>
      ) : result.hidden ? (
        <span className="yq-value-none" title={say('notShownHint')}>
          {say('notShown')}
        </span>
      ) : result.value === null ? (
        <span className="yq-value-none">{say('nothing')}</span>
      ) : (
        <>
          <span className="yq-number">{number(inUnit(result.value, result.unit))}</span>
          <span className="yq-number-unit">{unit}</span>
        </>
      )}
      {result.hidden ? null : (
        <span className="yq-number-label">
          {result.whole !== null && spoken ? `${number(Number(result.part))} / ${number(Number(result.whole))} · ` : ''}
          {say('rowsBehind', { n: result.rows })}
        </span>
      )}
    </button>
  )
}

/** Coverage, age and what could not be decided: they stand beside every number. */
export function NumberFacts({ result }: { readonly result: Result }) {
  const say = useBoardWords()
  const { moment } = useDays()
  return (
    <span className="yq-number-facts">
      <span>
        {result.hidden
          ? say('notShownHint')
          : result.coverage === null
            ? say('noneDecided')
            : say('coverage', { share: `${Math.round(result.coverage * 1000) / 10}%` })}
      </span>
      <span>{result.newest === null ? say('noAge') : say('age', { at: moment(result.newest) })}</span>
      {result.undecided > 0 ? <span>{say('undecided', { n: result.undecided })}</span> : null}
    </span>
  )
}
