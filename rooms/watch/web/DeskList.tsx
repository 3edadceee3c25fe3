import { StateTag, useViewer } from '@yinqiao/kernel/web'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { AlarmRow } from '../contract/alarm.ts'
import { isCall, isUnclaimed } from '../rules/order-alarms.ts'
import { useClockTime, useSpan } from './clock-words.ts'
import { LevelMark, stateTone, subjectOf, useAlarmTitle, useDeskWords } from './desk-words.tsx'

/** Height of a line in px; fixed, so that thousands of rows need only those in sight. */
const lineHeight = 62
const around = 6

interface DeskListProps {
  readonly rows: readonly AlarmRow[]
  readonly now: number
  readonly at: string | null
  readonly opened: string | null
  readonly townName: (code: string) => string
  readonly onPick: (id: string) => void
  readonly onKey: (event: KeyboardEvent) => void
  readonly onSee: (ids: readonly string[]) => void
}

/** The live list as a listbox: only the lines in sight exist, so that a storm scrolls as smoothly as a quiet day. */
export function DeskList({ rows, now, at, opened, townName, onPick, onKey, onSee }: DeskListProps) {
  const say = useDeskWords()
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  useEffect(() => {
    const place = box.current
    if (!place) return
    const measure = () => setView({ top: place.scrollTop, height: place.clientHeight })
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(place)
    return () => watcher.disconnect()
  }, [])
  const index = rows.findIndex(({ id }) => id === at)
  useEffect(() => {
    const place = box.current
    if (!place || index < 0) return
    const top = index * lineHeight
    if (top < place.scrollTop) place.scrollTop = top
    else if (top + lineHeight > place.scrollTop + place.clientHeight) place.scrollTop = top + lineHeight - place.clientHeight
    // only a move of the cursor moves the list, not a new alarm above it
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [at])

  const first = Math.max(0, Math.floor(view.top / lineHeight) - around)
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / lineHeight) + around)
  const shown = rows.slice(first, last)
  const inSight = rows.slice(Math.floor(view.top / lineHeight), Math.floor((view.top + view.height) / lineHeight))
  const sight = inSight.map(({ id, step, fence }) => `${id}/${step}/${fence}`).join()
  useEffect(() => {
    const timer = setTimeout(() => onSee(inSight.map(({ id }) => id)), 700)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `sight` says when other rows are in sight
  }, [sight, onSee])

  return (
    <div
      ref={box}
      className="yq-alarms"
      role="listbox"
      tabIndex={0}
      aria-label={say('openAlarms')}
      aria-activedescendant={index >= first && index < last && at !== null ? `alarm-${at}` : undefined}
      onScroll={({ currentTarget }) => setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
      onKeyDown={onKey}
    >
      <div className="yq-alarms-space" role="presentation" style={{ height: rows.length * lineHeight }}>
        {shown.map((row, offset) => (
          <Line
            key={row.id}
            row={row}
            now={now}
            place={first + offset}
            size={rows.length}
            chosen={row.id === at}
            open={row.id === opened}
            town={townName(row.divisionCode.slice(0, 9))}
            onPick={onPick}
          />
        ))}
      </div>
    </div>
  )
}

interface LineProps {
  readonly row: AlarmRow
  readonly now: number
  readonly place: number
  readonly size: number
  readonly chosen: boolean
  readonly open: boolean
  readonly town: string
  readonly onPick: (id: string) => void
}

function Line({ row, now, place, size, chosen, open, town, onPick }: LineProps) {
  const say = useDeskWords()
  const title = useAlarmTitle()
  const span = useSpan()
  const time = useClockTime()
  const { accountId } = useViewer()
  const mine = row.ownerKind === 'operator' && row.ownerAccount === accountId
  const snoozed = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > now
  const left = row.deadlineAt === null ? null : Date.parse(row.deadlineAt) - now
  const marks = [
    'yq-alarm',
    `yq-alarm-${row.level}`,
    isUnclaimed(row) && !snoozed ? 'yq-alarm-free' : '',
    isCall(row) ? 'yq-alarm-call' : '',
    mine ? 'yq-alarm-mine' : '',
    chosen ? 'yq-alarm-at' : '',
    open ? 'yq-alarm-open' : '',
  ]
  return (
    // the list box has the focus and the keys; the pointer may pick a line (WAI-ARIA listbox)
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      id={`alarm-${row.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-posinset={place + 1}
      aria-setsize={size}
      className={marks.filter(Boolean).join(' ')}
      style={{ top: place * lineHeight, height: lineHeight }}
      data-alarm={row.n}
      onClick={() => onPick(row.id)}
    >
      <LevelMark level={row.level} />
      <span className="yq-alarm-what">
        <strong>{title(row.title)}</strong>
        {row.homes === null ? null : <b className="yq-alarm-homes">{say('homesN', { n: row.homes.toLocaleString() })}</b>}
        {row.signals > 1 ? <small>{say('signalsN', { n: row.signals })}</small> : null}
      </span>
      <span className="yq-alarm-wait">
        {snoozed
          ? say('snoozedFor', { time: time(row.snoozedUntil ?? 0, false) })
          : say('waited', { t: span(now - Date.parse(row.openedAt)) })}
      </span>
      <span className="yq-alarm-who">
        {row.subjectKind === 'incident' ? town : subjectOf(row)}
        <small>
          {' '}
          {row.subjectKind === 'incident' ? '' : town} {row.address ?? ''}
        </small>
      </span>
      <span className="yq-alarm-owner">
        <StateTag tone={stateTone[row.state]} word={say(`state_${row.state}`)} />
        <em>{mine ? say('you') : row.ownerName}</em>
        {left === null || row.ownerKind === 'incident' ? null : (
          <small className={left < 0 ? 'yq-alarm-over' : ''}>{say(left < 0 ? 'over' : 'left', { t: span(Math.abs(left)) })}</small>
        )}
      </span>
    </div>
  )
}
