import { Answer, todayHere, useQuery } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { GetAnswerTimes, ListOpenAlarms } from '../contract/alarm-signatures.ts'
import type { AlarmRow } from '../contract/alarm.ts'
import { isUnclaimed, orderAlarms } from '../rules/order-alarms.ts'
import { useNow, useSpan } from './clock-words.ts'
import { LevelMark, useDeskWords } from './desk-words.tsx'
import './watch-wall.css'

/** Now, for those who look from afar: open by level, incidents, today's answers. Every figure opens its alarms; no name of a person is shown. */
export function WatchWall() {
  const answer = useQuery(ListOpenAlarms, {}, { refreshSeconds: 3 })
  return <Answer of={answer}>{({ rows }) => <Wall rows={rows} />}</Answer>
}

function Wall({ rows }: { readonly rows: readonly AlarmRow[] }) {
  const say = useDeskWords()
  const span = useSpan()
  const now = useNow()
  const from = new Date(`${todayHere()}T00:00:00+08:00`).toISOString()
  const to = new Date(Date.parse(from) + 86_400_000).toISOString()
  const today = useQuery(GetAnswerTimes, { from, to }, { refreshSeconds: 30 })
  const incidents = rows.filter(({ subjectKind }) => subjectKind === 'incident')
  const at = (conditions: Readonly<Record<string, string>>) => `/watch/alarms?${new URLSearchParams(conditions).toString()}`
  return (
    <div className="yq-watchwall">
      <section>
        <h2>{say('wallOpen')}</h2>
        <ul className="yq-watchwall-levels">
          {[1, 2, 3, 4].map((level) => {
            const open = rows.filter((row) => row.level === level)
            const free = open.filter(isUnclaimed).length
            return (
              <li key={level} data-level={level}>
                <Link to={at({ state: 'open', level: String(level) })}>
                  <LevelMark level={level} />
                  <strong>{open.length.toLocaleString()}</strong>
                  <small>{say('unclaimedCount', { n: free.toLocaleString() })}</small>
                </Link>
              </li>
            )
          })}
        </ul>
        <ul className="yq-watchwall-list">
          {rows
            .toSorted(orderAlarms)
            .slice(0, 8)
            .map((row) => (
              <li key={row.id}>
                <LevelMark level={row.level} />
                <span>{row.title}</span>
                <em>{say(`state_${row.state}`)}</em>
                <time>{span(now - Date.parse(row.openedAt))}</time>
              </li>
            ))}
          {rows.length === 0 ? <li>{say('wallNone')}</li> : null}
        </ul>
      </section>
      <section>
        <h2>{say('wallIncidents')}</h2>
        <p className="yq-watchwall-figure">
          <Link to={at({ state: 'open', cause: 'silence' })}>{incidents.length}</Link>
          <small>{say('wallIncidentHomes', { n: incidents.reduce((sum, { homes }) => sum + (homes ?? 0), 0).toLocaleString() })}</small>
        </p>
        <h2>{say('wallToday')}</h2>
        <Answer of={today}>
          {(times) => (
            <>
              <p className="yq-watchwall-figure">
                <Link to={at({ from, to, urgent: 'true' })}>{times.alarms.toLocaleString()}</Link>
                <small>{say('timesShort')}</small>
              </p>
              <p className="yq-watchwall-figure">
                <Link to={at({ from, to, urgent: 'true', late: 'answer-60' })}>
                  {times.alarms === 0 ? say('nothingCounted') : `${((times.answered60 / times.alarms) * 100).toFixed(1)}%`}
                </Link>
                <small>{say('wallAnswered')}</small>
              </p>
            </>
          )}
        </Answer>
      </section>
    </div>
  )
}
