import { StateTag } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { AlarmRow, AlarmSheet } from '../contract/alarm.ts'
import { calloutMoves } from '../rules/callout-moves.ts'
import { useClockTime, useSpan } from './clock-words.ts'
import { calloutTone, useDeskWords } from './desk-words.tsx'
import type { AlarmActs } from './use-alarm-acts.ts'

/** A part of the sheet with its small heading. */
export function Part({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="yq-part">
      <h3>
        {title}
        {aside ? <small>{aside}</small> : null}
      </h3>
      {children}
    </section>
  )
}

/** A value, or that it was never written down: an empty place would read as "none". */
export function Known({ value, large }: { readonly value: string | null | undefined; readonly large?: boolean }) {
  const say = useDeskWords()
  if (!value) return <span className="yq-unknown">{say('notRecorded')}</span>
  return large ? <strong className="yq-part-large">{value}</strong> : <>{value}</>
}

export function Phone({ number }: { readonly number: string | null }) {
  const say = useDeskWords()
  return number ? (
    <a className="yq-phone" href={`tel:${number}`}>
      {number}
    </a>
  ) : (
    <span className="yq-unknown">{say('noPhone')}</span>
  )
}

export function Who({ sheet: { elder, others, home } }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  return (
    <Part title={say('who')}>
      {elder ? (
        <>
          <p className="yq-part-line">
            <strong className="yq-part-large">{elder.name}</strong>
            <span>{say(`sex_${elder.sex === 'male' || elder.sex === 'female' ? elder.sex : 'unknown'}`)}</span>
            {elder.age === null ? <Known value={null} /> : <span>{say('age', { n: elder.age })}</span>}
            <span className={elder.livesAlone === 'unknown' ? 'yq-unknown' : ''}>{say(`alone_${elder.livesAlone}`)}</span>
            <Phone number={elder.phone} />
          </p>
          <dl className="yq-part-facts">
            <dt>{say('health')}</dt>
            <dd>
              <Known value={elder.health} />
            </dd>
          </dl>
        </>
      ) : (
        <p className="yq-unknown">{say(home ? 'noElder' : 'noHome')}</p>
      )}
      <p>
        {say('others')}：
        {others.length > 0 ? others.map(({ name }) => name).join('、') : <span className="yq-unknown">{say('noOthers')}</span>}
      </p>
    </Part>
  )
}

export function Where({ sheet: { home } }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  if (!home) return null
  const entry = home.entry
  return (
    <Part title={say('where')}>
      <p>
        <strong className="yq-part-large">{home.address}</strong> <span className="yq-faint">{home.name}</span>
      </p>
      <dl className="yq-part-facts yq-part-entry">
        {(['gate', 'floor', 'key'] as const).map((name) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>
              <Known value={entry?.[name]} large />
            </dd>
          </div>
        ))}
        {(['language', 'hazards'] as const).map((name) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>
              <Known value={entry?.[name]} />
            </dd>
          </div>
        ))}
      </dl>
      {entry?.note ? (
        <p>
          {say('entryNote')}：{entry.note}
        </p>
      ) : null}
    </Part>
  )
}

interface ContactsProps {
  readonly sheet: AlarmSheet
  readonly row: AlarmRow
  readonly acts: AlarmActs
}

/** Whom to call, in the home's order, with who has a key. */
export function Contacts({ sheet, row, acts }: ContactsProps) {
  const say = useDeskWords()
  const mine = acts.isMine(row)
  return (
    <Part title={say('contacts')}>
      {sheet.contacts.length === 0 ? <p className="yq-unknown">{say('noContacts')}</p> : null}
      <ol className="yq-people">
        {sheet.contacts.map((one) => (
          <li key={one.id}>
            <span>
              <strong>{one.name}</strong> {say(`kind_${one.kind}`)}{' '}
              {one.hasKey === true ? (
                <span className="yq-tag yq-tag-key">{say('hasKey')}</span>
              ) : (
                <span className="yq-faint">{say(one.hasKey === null ? 'keyUnknown' : 'noKey')}</span>
              )}
              {one.minutes === null ? null : <span className="yq-faint"> {say('minutesAway', { n: one.minutes })}</span>}
              {one.language ? <span className="yq-faint"> {one.language}</span> : null}
            </span>
            <Phone number={one.phone} />
            {mine ? (
              <Button size="small" onClick={() => void acts.callNext(row, one.id)} aria-label={`${say('callThis')} ${one.name}`}>
                {say('callThis')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {sheet.elder && sheet.elder.contacts.length > 0 ? (
        <>
          <h4>{say('familyContacts')}</h4>
          <ul className="yq-people">
            {sheet.elder.contacts.map((one) => (
              <li key={`${one.name}${one.phone}`}>
                <span>
                  <strong>{one.name}</strong> {one.relation}
                </span>
                <Phone number={one.phone} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Part>
  )
}

/** Whom was called, how it stands, and what may be said of it next. */
export function Callouts({ sheet, acts, now }: { readonly sheet: AlarmSheet; readonly acts: AlarmActs; readonly now: number }) {
  const say = useDeskWords()
  const time = useClockTime()
  const span = useSpan()
  return (
    <Part title={say('calledOut')}>
      {sheet.callouts.length === 0 ? <p className="yq-faint">{say('noCallouts')}</p> : null}
      <ol className="yq-people">
        {sheet.callouts.map((one) => (
          <li key={one.id} data-callout={one.state}>
            <span>
              <strong>{one.name}</strong> <StateTag tone={calloutTone[one.state]} word={say(`callout_${one.state}`)} />{' '}
              <span className="yq-faint">
                {time(one.insideAt ?? one.arrivedAt ?? one.answeredAt ?? one.askedAt)}
                {one.state === 'asked' ? ` · ${say('callUntil', { t: span(Date.parse(one.until) - now) })}` : ''}
                {one.note ? ` · ${one.note}` : ''}
              </span>
            </span>
            {acts.may && sheet.alarm.state !== 'closed' ? (
              <span className="yq-bar">
                {calloutMoves[one.state].map((next) => (
                  <Button key={next} size="small" onClick={() => void acts.mark(one.id, next)}>
                    {say(`callout_${next}`)}
                  </Button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </Part>
  )
}
