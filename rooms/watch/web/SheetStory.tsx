import { StateTag, useKept, useLanguage } from '@yinqiao/kernel/web'
import { useFailureWord } from '@yinqiao/notices/web'
import { Checkbox, Input } from 'antd'
import type { AlarmRow, AlarmSheet } from '../contract/alarm.ts'
import { useClockTime } from './clock-words.ts'
import { useAlarmTitle, useDeskWords } from './desk-words.tsx'
import { Part } from './SheetPeople.tsx'
import type { AlarmActs } from './use-alarm-acts.ts'

interface ActedProps {
  readonly sheet: AlarmSheet
  readonly row: AlarmRow
  readonly acts: AlarmActs
}

/** What to ask and do; a tick is a line of the timeline with the question's code. */
export function Script({ sheet, row, acts }: ActedProps) {
  const say = useDeskWords()
  const { language } = useLanguage()
  const done = new Set(sheet.timeline.flatMap(({ detail }) => (typeof detail['script'] === 'string' ? [detail['script']] : [])))
  return (
    <Part title={say('script')}>
      <ol className="yq-script">
        {sheet.script.map(({ code, zh, en }) => (
          <li key={code}>
            <Checkbox
              checked={done.has(code)}
              disabled={done.has(code) || !acts.isMine(row)}
              onChange={() => void acts.note(row, zh, code)}
            >
              {language === 'zh' ? zh : en}
            </Checkbox>
          </li>
        ))}
      </ol>
    </Part>
  )
}

const hidden = new Set(['why', 'missing'])

/** Each signal with the rule that raised it, the facts it went by, and what was missing. */
export function Signals({ sheet }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  const time = useClockTime()
  return (
    <Part title={say('signals')} aside={say('signalsN', { n: sheet.alarm.signals })}>
      <ul className="yq-signals">
        {sheet.signals.slice(0, 12).map((one) => {
          const missing = Array.isArray(one.why['missing']) ? one.why['missing'].map(String) : []
          const facts = Object.entries(one.why).filter(([name, value]) => !hidden.has(name) && value !== null && typeof value !== 'object')
          return (
            <li key={one.id}>
              <time>{time(one.heardAt)}</time> <strong>{one.said ?? one.kind}</strong>
              {one.room ? <> · {one.room}</> : null}
              {one.claimedAt ? <small> {say('claimedAt', { time: time(one.claimedAt) })}</small> : null}
              <small>
                {say('ruleVersion', { rule: one.rule, version: one.ruleVersion })}
                {typeof one.why['why'] === 'string' ? ` · ${one.why['why']}` : ''}
                {facts.map(([name, value]) => ` · ${name} ${String(value)}`).join('')}
              </small>
              {missing.length > 0 ? <small className="yq-tone-due">{say('missing', { what: missing.join('、') })}</small> : null}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

function known(kind: string): kind is 'opened' {
  return kind !== ''
}

/** All that happened, newest first, with a place to write down what was said. */
export function Timeline({ sheet, row, acts }: ActedProps) {
  const say = useDeskWords()
  const time = useClockTime()
  // who looks at another alarm meanwhile finds it again
  const [text, setText] = useKept(`watch-note-${row.id}`, '')
  const send = async () => {
    if (text.trim() !== '' && (await acts.note(row, text.trim()))) setText('')
  }
  return (
    <Part title={say('timeline')}>
      {acts.may && acts.isMine(row) && row.state !== 'reviewing' ? (
        <Input
          data-note=""
          aria-label={say('note')}
          placeholder={say('noteHint')}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={() => void send()}
          suffix={<kbd aria-hidden="true">m</kbd>}
        />
      ) : null}
      <ol className="yq-story">
        {sheet.timeline.toReversed().map(({ n, at, kind, byName, detail }) => (
          <li key={n}>
            <time>{time(at)}</time>
            <span>
              {known(kind) ? say(`event_${kind}`) : kind} <em>{byName}</em>
              <TimelineDetail detail={detail} />
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}

function TimelineDetail({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const parts = ['text', 'title', 'why', 'note', 'from', 'to', 'minutes'].flatMap((name) =>
    typeof detail[name] === 'string' || typeof detail[name] === 'number' ? [String(detail[name])] : [],
  )
  return parts.length > 0 ? <small> {parts.join(' · ')}</small> : null
}

/** Proof of delivery: who was told through what, and whether it arrived, was seen, was answered. */
export function Told({ sheet }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  const failureWord = useFailureWord()
  const time = useClockTime()
  if (sheet.told.length === 0)
    return (
      <Part title={say('told')}>
        <p className="yq-faint">{say('noTold')}</p>
      </Part>
    )
  return (
    <Part title={say('told')}>
      <table className="yq-told">
        <thead>
          <tr>
            <th scope="col">{say('told')}</th>
            {(['sent', 'delivered', 'seen', 'answered'] as const).map((name) => (
              <th key={name} scope="col">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.told.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.name} <small>{say(`channel_${one.channel}`)}</small>
                {one.failedWhy ? <small className="yq-tone-alert"> {say('failed', { why: failureWord(one.failedWhy) })}</small> : null}
              </th>
              {[one.sentAt, one.deliveredAt, one.seenAt, one.answeredAt].map((at, place) => (
                // oxlint-disable-next-line react/no-array-index-key -- four fixed columns
                <td key={place}>{at ? time(at) : '—'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

export function Earlier({ sheet }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  const title = useAlarmTitle()
  const time = useClockTime()
  return (
    <Part title={say('last')}>
      {sheet.last.length === 0 ? <p className="yq-faint">{say('noLast')}</p> : null}
      <ul className="yq-story">
        {sheet.last.map((one) => (
          <li key={one.id}>
            <time>{time(one.openedAt, false)}</time>
            <span>
              {title(one.title)} <em>{say(`close_${one.closeCause ?? 'open'}`)}</em>
              {one.closeWhy ? <small> {one.closeWhy}</small> : null}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function Devices({ sheet }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  const time = useClockTime()
  return (
    <Part title={say('devices')}>
      {sheet.devices.length === 0 ? <p className="yq-faint">{say('noDevices')}</p> : null}
      <ul className="yq-story">
        {sheet.devices.map((one) => (
          <li key={one.id}>
            <StateTag
              tone={one.silent ? 'alert' : one.lastSeenAt ? 'good' : 'idle'}
              word={say(one.silent ? 'silent' : one.lastSeenAt ? 'deviceFine' : 'neverSeen')}
            />
            <span>
              {one.kind}
              {one.room ? ` · ${one.room}` : ''}
              <small>
                {one.lastSeenAt ? ` ${say('lastSeen', { time: time(one.lastSeenAt) })}` : ''}
                {one.battery === null ? '' : ` · ${say('battery', { n: one.battery })}`}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
