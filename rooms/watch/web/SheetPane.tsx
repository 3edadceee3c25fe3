import { ErrorView, Loading, StateTag, useKept, useMay, useQuery, useViewer } from '@yinqiao/kernel/web'
import { useDivisionName } from '@yinqiao/places/web'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect } from 'react'
import { GetAlarm } from '../contract/alarm-signatures.ts'
import type { AlarmRow, AlarmSheet } from '../contract/alarm.ts'
import { ReadSheets } from '../contract/permissions.ts'
import { useSpan } from './clock-words.ts'
import { LevelMark, stateTone, useAlarmTitle, useDeskWords } from './desk-words.tsx'
import { IncidentHomes } from './IncidentHomes.tsx'
import { Callouts, Contacts, Where, Who } from './SheetPeople.tsx'
import { Devices, Earlier, Script, Signals, Timeline, Told } from './SheetStory.tsx'
import type { AlarmActs } from './use-alarm-acts.ts'
import './sheet.css'

interface SheetPaneProps {
  /** The alarm as the desk knows it; undefined when it has ended and only its sheet tells of it. */
  readonly row: AlarmRow | undefined
  readonly id: string
  readonly now: number
  readonly acts: AlarmActs
  readonly onDialog: (which: 'snooze' | 'close', row: AlarmRow) => void
  readonly onNeedsSecond: (needs: boolean) => void
}

/** The emergency sheet beside the list: who, where, how to get in, whom to call, what happened and why. */
export function SheetPane({ row, id, now, acts, onDialog, onNeedsSecond }: SheetPaneProps) {
  const say = useDeskWords()
  const may = useMay()(ReadSheets.code)
  const answer = useQuery(GetAlarm, { id }, { enabled: may })
  const { refetch } = answer
  const version = row?.version
  // never the sheet of the alarm before: another person's name in an emergency is worse than none
  const sheet = answer.data?.alarm.id === id ? answer.data : undefined
  useEffect(() => {
    if (may && version !== undefined) void refetch()
  }, [may, version, refetch])
  useEffect(() => {
    if (!row && may) void refetch()
  }, [row, may, refetch])
  const needsSecond = sheet?.needsSecond ?? false
  useEffect(() => onNeedsSecond(needsSecond), [needsSecond, onNeedsSecond])
  const newer = row && sheet ? (row.version >= sheet.alarm.version ? row : sheet.alarm) : (row ?? sheet?.alarm)

  if (!may) return row ? <Head row={row} now={now} note={say('noSheetRight')} /> : null
  return (
    <div className="yq-alarm-sheet" data-sheet={newer?.n}>
      {newer ? <Head row={newer} now={now} /> : null}
      {newer && newer.state !== 'closed' ? (
        <Acts row={newer} sheet={sheet} acts={acts} onDialog={onDialog} />
      ) : sheet ? (
        <Ended sheet={sheet} />
      ) : null}
      {answer.isError && !sheet ? (
        <ErrorView problem={answer.error} retry={() => void refetch()} />
      ) : sheet && newer ? (
        <Body sheet={sheet} row={newer} acts={acts} now={now} />
      ) : (
        <Loading lines={8} />
      )}
    </div>
  )
}

function Head({ row, now, note }: { readonly row: AlarmRow; readonly now: number; readonly note?: string }) {
  const say = useDeskWords()
  const title = useAlarmTitle()
  const span = useSpan()
  const townName = useDivisionName()
  const until = row.answeredAt ?? row.closedAt
  return (
    <header className="yq-alarm-head">
      <div>
        <LevelMark level={row.level} />
        <span className="yq-faint">
          {say('number')} {row.n} · {say(`cause_${row.cause}`)}
        </span>
        <StateTag tone={stateTone[row.state]} word={say(`state_${row.state}`)} />
        {row.synthetic ? <span className="yq-tag">合成数据</span> : null}
        {row.state === 'closed' ? null : (
          <time className={until ? 'yq-alarm-clock' : 'yq-alarm-clock yq-alarm-clock-free'}>
            {say('waited', { t: span(now - Date.parse(row.openedAt)) })}
          </time>
        )}
      </div>
      <h2>
        {title(row.title)} <b>{row.elderName ?? row.homeName ?? townName(row.divisionCode.slice(0, 9))}</b>
        {row.homes === null ? null : <span> {say('homesN', { n: row.homes.toLocaleString() })}</span>}
      </h2>
      {note ? <p className="yq-faint">{note}</p> : null}
    </header>
  )
}

interface ActsProps {
  readonly row: AlarmRow
  readonly sheet: AlarmSheet | undefined
  readonly acts: AlarmActs
  readonly onDialog: (which: 'snooze' | 'close', row: AlarmRow) => void
}

function Acts({ row, sheet, acts, onDialog }: ActsProps) {
  const say = useDeskWords()
  const mine = acts.isMine(row)
  if (!acts.may) return null
  if (row.state === 'reviewing') return <Review row={row} sheet={sheet} acts={acts} />
  return (
    <div className="yq-bar yq-alarm-acts">
      {mine ? (
        <>
          <Button type="primary" size="large" onClick={() => void acts.callNext(row)}>
            {say('callNext')} <kbd>n</kbd>
          </Button>
          <Button size="large" onClick={() => onDialog('snooze', row)}>
            {say('snooze')} <kbd>s</kbd>
          </Button>
          <Button size="large" onClick={() => onDialog('close', row)}>
            {say('close')} <kbd>x</kbd>
          </Button>
          <Button size="large" onClick={() => void acts.release(row)}>
            {say('release')}
          </Button>
        </>
      ) : (
        <Button type="primary" size="large" onClick={() => void acts.claim(row)} loading={acts.busy}>
          {say(row.ownerKind === 'operator' ? 'takeOver' : 'claim')} <kbd>c</kbd>
        </Button>
      )}
      {row.subjectKind === 'incident' ? null : <HandoverLink id={row.id} />}
    </div>
  )
}

function HandoverLink({ id }: { readonly id: string }) {
  const say = useDeskWords()
  return (
    <Link to={`/watch/handover/${id}`} target="_blank" className="yq-alarm-handover">
      {say('handover')}
    </Link>
  )
}

/** The second person decides here. */
function Review({ row, sheet, acts }: { readonly row: AlarmRow; readonly sheet: AlarmSheet | undefined; readonly acts: AlarmActs }) {
  const say = useDeskWords()
  const { name } = useViewer()
  const [why, setWhy] = useKept(`watch-review-${row.id}`, '')
  const own = sheet?.closedByName === name
  return (
    <div className="yq-alarm-review">
      <p>
        {say('reviewLead', {
          by: sheet?.closedByName ?? '—',
          cause: say(`close_${row.closeCause ?? 'open'}`),
          why: sheet?.closeWhy || say('notRecorded'),
        })}
      </p>
      {own ? <p className="yq-faint">{say('notSelf')}</p> : null}
      <div className="yq-bar">
        <Input
          aria-label={say('why')}
          placeholder={say('why')}
          value={why}
          maxLength={1000}
          onChange={(event) => setWhy(event.target.value)}
        />
        <Button type="primary" loading={acts.busy} onClick={() => void acts.review(row, true, why.trim())}>
          {say('agree')}
        </Button>
        <Button loading={acts.busy} onClick={() => void acts.review(row, false, why.trim())}>
          {say('disagree')}
        </Button>
        <HandoverLink id={row.id} />
      </div>
    </div>
  )
}

function Ended({ sheet }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  return (
    <p className="yq-alarm-review">
      {say('closedBy', { by: sheet.closedByName ?? '—', cause: say(`close_${sheet.alarm.closeCause ?? 'open'}`) })}
      {sheet.secondByName ? ` · ${say('closedSecond', { by: sheet.secondByName })}` : ''}
      {sheet.closeWhy ? ` · ${sheet.closeWhy}` : ''} <HandoverLink id={sheet.alarm.id} />
    </p>
  )
}

interface BodyProps {
  readonly sheet: AlarmSheet
  readonly row: AlarmRow
  readonly acts: AlarmActs
  readonly now: number
}

function Body({ sheet, row, acts, now }: BodyProps) {
  return (
    <div className="yq-alarm-body">
      <div>
        {row.subjectKind === 'incident' ? <IncidentHomes row={row} /> : <Who sheet={sheet} />}
        {row.subjectKind === 'incident' ? null : <Where sheet={sheet} />}
        <Script sheet={sheet} row={row} acts={acts} />
        <Signals sheet={sheet} />
        <Devices sheet={sheet} />
      </div>
      <div>
        <Callouts sheet={sheet} acts={acts} now={now} />
        {row.subjectKind === 'incident' ? null : <Contacts sheet={sheet} row={row} acts={acts} />}
        <Timeline sheet={sheet} row={row} acts={acts} />
        <Told sheet={sheet} />
        <Earlier sheet={sheet} />
      </div>
    </div>
  )
}
