import { StateTag } from '@yinqiao/kernel/web'
import type { BoardTarget, Result } from './board-words.ts'
import { useBoardWords } from './board-words.ts'
import './board.css'

type State = Result['state']

/** Each state that is not judged has a shape of its own, all in the same grey: none may look like a success or a failure. */
const shapes: Readonly<Record<State, string>> = {
  口径未定: 'M4 4.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.3M6 9.6v.4',
  未到期: 'M6 1.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2ZM6 3.6V6l1.7 1.2',
  无数据: 'M2 2h8v8H2Z',
  数据不足: 'M2 2h8v8H2ZM2 10 10 2',
  过期: 'M2.6 1.4h6.8L2.6 10.6h6.8Z',
  正常: 'M2.4 6.4 5 9l4.8-6',
  有争议: 'M1.4 4.2h7.4M7 2.2l2 2-2 2M10.6 8H3.2M5 6l-2 2 2 2',
  冻结: 'M6 1v10M1.7 3.5l8.6 5M10.3 3.5l-8.6 5',
}

interface StateMarkProps {
  readonly state: State
  readonly why?: string
  /** Given for targets: only 正常 is judged, and only what is judged has a colour. */
  readonly judgement?: BoardTarget['judgement']
  /** The phase is over: what was not reached will not be reached any more. */
  readonly over?: boolean
  /** The shape alone; its word is read to those who do not see it. */
  readonly small?: boolean
}

/** The state of a number: word, shape, and a colour only where it may be judged. */
export function StateMark({ state, why, judgement, over, small }: StateMarkProps) {
  const say = useBoardWords()
  const title = why === undefined ? {} : { title: why }
  if (judgement === 'met') return <StateTag tone="good" word={say('met')} {...title} />
  if (judgement === 'not-met') return <StateTag tone={over ? 'alert' : 'due'} word={say(over ? 'notMet' : 'notMetYet')} {...title} />
  const word = judgement === 'no-value-set' && state === '正常' ? say('noValue') : say(`s_${state}`)
  return (
    <span className="yq-state yq-statemark" data-state={state} title={small ? `${word}${why ? `：${why}` : ''}` : why}>
      <svg viewBox="0 0 12 12" width="13" height="13" aria-hidden="true">
        <path d={shapes[state]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
      </svg>
      <span className={small ? 'yq-hidden' : undefined}>{word}</span>
    </span>
  )
}
