import { useProblemSentence } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import type { AlarmRow } from '../contract/alarm.ts'
import { useClockTime } from './clock-words.ts'
import { subjectOf, useAlarmTitle, useDeskWords } from './desk-words.tsx'
import type { Desk } from './use-desk.ts'

interface DeskBarsProps {
  readonly desk: Desk
  readonly soundRuns: boolean
  readonly onSound: () => void
  readonly onOpen: (id: string) => void
  readonly onClaim: (row: AlarmRow) => void
}

/** What must not be overlooked, across the whole width: no line, no sound, a claim that is gone, signals on the disk, what one missed. */
export function DeskBars({ desk, soundRuns, onSound, onOpen, onClaim }: DeskBarsProps) {
  const say = useDeskWords()
  const title = useAlarmTitle()
  const time = useClockTime()
  const sentence = useProblemSentence()
  const { meanwhile } = desk
  const some = meanwhile && meanwhile.opened.length + meanwhile.changed.length + meanwhile.ended.length > 0
  return (
    <div className="yq-bars">
      {desk.line === 'cut' ? (
        <p className="yq-deskbar yq-deskbar-alert" role="alert" data-bar="cut">
          {say('cutBar', { time: desk.heardAt === null ? '—' : time(desk.heardAt) })}
        </p>
      ) : null}
      {soundRuns ? null : (
        <button type="button" className="yq-deskbar yq-deskbar-sound" data-bar="sound" onClick={onSound}>
          <strong>{say('soundOff')}</strong> {say('soundOffWhy')}
        </button>
      )}
      {desk.lost.map((row) => (
        <div key={row.id} className="yq-deskbar yq-deskbar-alert" role="alert" data-bar="lost">
          <strong>{say('lostBar', { n: row.n, by: desk.rows.find(({ id }) => id === row.id)?.ownerName ?? '—' })}</strong>
          <span>{say('lostBarWhy')}</span>
          <Button size="small" onClick={() => onClaim(row)}>
            {say('claimAgain')}
          </Button>
          <Button size="small" onClick={desk.forgetLost}>
            {say('gotIt')}
          </Button>
        </div>
      ))}
      {desk.spooled.length > 0 ? (
        <div className="yq-deskbar yq-deskbar-due" role="alert" data-bar="spooled">
          <strong>{say('spooledBar')}</strong>
          <ul>
            {desk.spooled.map((one) => (
              <li key={one.key}>
                {one.kinds.join('、')} · {one.homeName ?? say('unknownHome')}
                {one.room ? `（${one.room}）` : ''} · {say('spooledWhen', { time: time(one.at) })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {desk.problem !== null && desk.line !== 'cut' ? (
        <p className="yq-deskbar yq-deskbar-due" role="alert">
          {say('stale', { problem: sentence(desk.problem) })}
        </p>
      ) : null}
      {meanwhile && some ? (
        <div className="yq-deskbar yq-deskbar-calm" role="status" data-bar="meanwhile">
          <strong>
            {say('againBar', { opened: meanwhile.opened.length, changed: meanwhile.changed.length, ended: meanwhile.ended.length })}
          </strong>
          <ul>
            {[
              ...meanwhile.opened.map((row) => ({ row, word: say('meanwhileNew') })),
              ...meanwhile.changed.map((row) => ({ row, word: say('meanwhileChanged') })),
              ...meanwhile.ended.map((row) => ({ row, word: say('meanwhileEnded') })),
            ]
              .slice(0, 12)
              .map(({ row, word }) => (
                <li key={row.id}>
                  {word}{' '}
                  <button type="button" className="yq-link" onClick={() => onOpen(row.id)}>
                    {row.n} {title(row.title)} {subjectOf(row)}
                  </button>
                </li>
              ))}
          </ul>
          <Button size="small" onClick={desk.forgetMeanwhile}>
            {say('gotIt')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
