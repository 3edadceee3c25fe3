import { Answer, Sheet, StateTag, useQuery } from '@yinqiao/kernel/web'
import { ListRounds } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { roundTone, useRoundWords } from './round-words.ts'

/** On arrival: the rounds that are running. */
export function RoundsPanel() {
  const { say, day } = useRoundWords()
  const answer = useQuery(ListRounds, {})
  return (
    <Sheet title={say('panel')} aside={<Link to="/plan/rounds">{say('seeAll')}</Link>}>
      <Answer of={answer} lines={2}>
        {({ rows }) => {
          const running = rows.filter(({ state }) => ['open', 'frozen', 'reviewed'].includes(state))
          return running.length === 0 ? (
            <p className="yq-faint">{say('panelNone')}</p>
          ) : (
            <ul className="yq-plain-list">
              {running.map((row) => (
                <li key={row.id}>
                  <Link to={`/plan/rounds/${row.id}`}>{row.title}</Link>{' '}
                  <StateTag
                    tone={roundTone[row.state]}
                    word={say('panelLine', { day: day(row.gateDay), state: say(`state_${row.state}`) })}
                  />
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
    </Sheet>
  )
}
