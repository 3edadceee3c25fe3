import { Answer, DrillNumber, Sheet, todayHere, useQuery } from '@yinqiao/kernel/web'
import { ListDecisions, ListMeetings } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { useMeetingWords } from './meeting-words.ts'
import './plan.css'

/** On arrival: the next meetings, and how many decisions are late. */
export function MeetingsPanel() {
  const { say, when } = useMeetingWords()
  const meetings = useQuery(ListMeetings, { state: 'called' })
  const decisions = useQuery(ListDecisions, {})
  const today = todayHere()
  return (
    <Sheet title={say('panel')} aside={<Link to="/plan/meetings">{say('seeAll')}</Link>}>
      <Answer of={decisions} lines={1}>
        {({ counts }) => (
          <div className="yq-counts">
            <DrillNumber value={counts.late} label={say('lateDecisions')} to="/plan/decisions" />
            <DrillNumber value={counts.open} label={say('openDecisions')} to="/plan/decisions" />
          </div>
        )}
      </Answer>
      <Answer of={meetings} lines={2}>
        {({ rows }) => {
          const ahead = rows
            .filter((row) => (row.when.kind === 'time' ? row.when.day : row.when.to) >= today)
            .toReversed()
            .slice(0, 3)
          return ahead.length === 0 ? (
            <p className="yq-faint">{say('noneAhead')}</p>
          ) : (
            <ul className="yq-plain-list">
              {ahead.map((row) => (
                <li key={row.id}>
                  <Link to={`/plan/meetings/${row.id}`}>{row.title}</Link> <span className="yq-faint">{when(row)}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
    </Sheet>
  )
}
