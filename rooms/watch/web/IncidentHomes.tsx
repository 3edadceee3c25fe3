import { Answer, useQuery } from '@yinqiao/kernel/web'
import { ListOpenAlarms } from '../contract/alarm-signatures.ts'
import type { AlarmRow } from '../contract/alarm.ts'
import { useClockTime } from './clock-words.ts'
import { useAlarmTitle, useDeskWords } from './desk-words.tsx'
import { Part } from './SheetPeople.tsx'

const shownAtMost = 500

/** The homes of an incident, asked again as it grows; the browser draws only those in sight. */
export function IncidentHomes({ row }: { readonly row: AlarmRow }) {
  const say = useDeskWords()
  const title = useAlarmTitle()
  const time = useClockTime()
  const answer = useQuery(ListOpenAlarms, { incidentId: row.subjectId }, { refreshSeconds: 15 })
  return (
    <Part title={say('incidentHomes')} aside={row.homes === null ? null : say('homesN', { n: row.homes.toLocaleString() })}>
      <Answer of={answer}>
        {({ rows }) => (
          // the box takes the focus so that it can be moved by keyboard
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe asks for it: scrollable-region-focusable
          <div className="yq-incident-homes" tabIndex={0} role="region" aria-label={say('incidentHomes')}>
            <ul>
              {rows.slice(0, shownAtMost).map((one) => (
                <li key={one.id}>
                  <time>{time(one.openedAt)}</time> <strong>{one.homeName ?? say('unknownHome')}</strong> {one.address}{' '}
                  <small>{title(one.title)}</small>
                </li>
              ))}
            </ul>
            {rows.length > shownAtMost ? (
              <p className="yq-faint">… {say('homesN', { n: (row.homes ?? rows.length).toLocaleString() })}</p>
            ) : null}
          </div>
        )}
      </Answer>
    </Part>
  )
}
