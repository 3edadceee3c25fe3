import { Answer, OldAnswer, todayHere, useLanguage, useMay, useQuery } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { GetAnswerTimes, ListOpenAlarms } from '../contract/alarm-signatures.ts'
import type { AlarmRow } from '../contract/alarm.ts'
import { ReadAlarms } from '../contract/permissions.ts'
import { isUnclaimed, orderAlarms } from '../rules/order-alarms.ts'
import { plainTitleIn } from '../rules/read-title.ts'
import { useNow, useSpan } from './clock-words.ts'
import { LevelMark, useDeskWords } from './desk-words.tsx'
import './watch-wall.css'

/** Now, for those who look from afar: open by level, incidents, today's answers. No name of a person is shown; figures open to alarms, for leaders without persons. */
export function WatchWall() {
  const may = useMay()(ReadAlarms.code)
  return (
    <div className="yq-watchwall">
      {may ? <Open /> : null}
      <Today list={may ? '/watch/alarms' : '/watch/counted'} />
    </div>
  )
}

/** So old, in ms, may the open alarms be that are asked for every three seconds. */
const quietAtMost = 15_000

const at = (list: string, conditions: Readonly<Record<string, string>>) => `${list}?${new URLSearchParams(conditions).toString()}`

function Open() {
  const answer = useQuery(ListOpenAlarms, {}, { refreshSeconds: 3 })
  const quiet = useNow() - answer.dataUpdatedAt > quietAtMost
  return (
    <section>
      {/* a question without an answer, as over a cable that was pulled, is no error for minutes */}
      {quiet && answer.data !== undefined && !answer.isError ? <OldAnswer at={answer.dataUpdatedAt} /> : null}
      <Answer of={answer}>{({ now, rows }) => <Levels rows={rows} ahead={Date.parse(now) - answer.dataUpdatedAt} />}</Answer>
    </section>
  )
}

/** `ahead`: how far the server's clock is ahead of this screen's, ms. */
function Levels({ rows, ahead }: { readonly rows: readonly AlarmRow[]; readonly ahead: number }) {
  const say = useDeskWords()
  const { language } = useLanguage()
  const span = useSpan()
  const now = useNow(ahead)
  const incidents = rows.filter(({ subjectKind }) => subjectKind === 'incident')
  return (
    <>
      <h2>
        {say('wallOpen')}
        <small>
          {say('wallIncidents')} {incidents.length} ·{' '}
          {say('wallIncidentHomes', { n: incidents.reduce((sum, { homes }) => sum + (homes ?? 0), 0).toLocaleString() })}
        </small>
      </h2>
      <ul className="yq-watchwall-levels">
        {[1, 2, 3, 4].map((level) => {
          const open = rows.filter((row) => row.level === level)
          return (
            <li key={level} data-level={level}>
              <Link to={at('/watch/alarms', { state: 'open', level: String(level), standing: 'true' })}>
                <LevelMark level={level} />
                <strong>{open.length.toLocaleString()}</strong>
                <small>{say('unclaimedCount', { n: open.filter(isUnclaimed).length.toLocaleString() })}</small>
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
              <span>{plainTitleIn(language, row.title)}</span>
              <em>{say(`state_${row.state}`)}</em>
              <time>{span(now - Date.parse(row.openedAt))}</time>
            </li>
          ))}
        {rows.length === 0 ? <li>{say('wallNone')}</li> : null}
      </ul>
    </>
  )
}

function Today({ list }: { readonly list: string }) {
  const say = useDeskWords()
  const span = useSpan()
  const from = new Date(`${todayHere()}T00:00:00+08:00`).toISOString()
  const to = new Date(Date.parse(from) + 86_400_000).toISOString()
  const today = useQuery(GetAnswerTimes, { from, to }, { refreshSeconds: 10 })
  return (
    <section>
      <h2>
        {say('wallToday')}
        <small>{say('timesShort')}</small>
      </h2>
      <Answer of={today}>
        {(times) => (
          <>
            <div className="yq-watchwall-today">
              {[
                { word: say('wallToday'), figure: times.alarms.toLocaleString(), rows: { from, to, urgent: 'true' } },
                { word: say('stillOpen'), figure: times.open.toLocaleString(), rows: { from, to, urgent: 'true', state: 'open' } },
                {
                  word: say('wallAnswered'),
                  figure: times.alarms === 0 ? say('nothingCounted') : `${((times.answered60 / times.alarms) * 100).toFixed(1)}%`,
                  rows: { from, to, urgent: 'true', late: 'answer-60' },
                },
                {
                  word: say('medianAnswer'),
                  figure: times.medianAnswerSeconds === null ? say('nothingCounted') : span(times.medianAnswerSeconds * 1000),
                  rows: { from, to, urgent: 'true' },
                },
              ].map(({ word, figure, rows }) => (
                <p key={word} className="yq-watchwall-figure">
                  <Link to={at(list, rows)}>{figure}</Link>
                  <small>{word}</small>
                </p>
              ))}
            </div>
            <ol className="yq-watchwall-towns">
              {times.byTown.map((town) => (
                <li key={town.code}>
                  <span>{town.name}</span>
                  <progress max={Math.max(1, ...times.byTown.map(({ alarms }) => alarms))} value={town.alarms} aria-label={town.name} />
                  <strong>{town.alarms.toLocaleString()}</strong>
                  <small>
                    {say('within60')} {town.answered60.toLocaleString()}
                  </small>
                </li>
              ))}
            </ol>
          </>
        )}
      </Answer>
    </section>
  )
}
