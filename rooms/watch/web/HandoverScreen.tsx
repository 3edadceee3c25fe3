import { Answer, kernelEn, kernelZh, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { GetAlarm } from '../contract/alarm-signatures.ts'
import { AlarmId, type AlarmSheet } from '../contract/alarm.ts'
import { useClockTime } from './clock-words.ts'
import { useAlarmTitle, useDeskWords } from './desk-words.tsx'
import './handover.css'

/** The sheet that goes with the ambulance: one page of paper, and the words to say on the telephone before it comes. */
export function HandoverScreen() {
  const id = AlarmId.parse(useParam('id'))
  const answer = useQuery(GetAlarm, { id })
  return <Answer of={answer}>{(sheet) => <Paper sheet={sheet} />}</Answer>
}

function Paper({ sheet }: { readonly sheet: AlarmSheet }) {
  const say = useDeskWords()
  const title = useAlarmTitle()
  const sayKernel = useWords(kernelZh, kernelEn)
  const time = useClockTime()
  const [madeAt] = useState(() => Date.now())
  const { alarm, elder, home } = sheet
  useEffect(() => {
    document.title = `${say('sheetTitle')} ${alarm.n} · 银桥`
  }, [say, alarm.n])
  const or = (value: string | null | undefined) => value || say('notRecorded')
  const phones = [...sheet.contacts, ...(elder?.contacts ?? [])].flatMap(({ name, phone }) => (phone ? [`${name} ${phone}`] : []))
  const person = elder
    ? [
        elder.name,
        say(`sex_${elder.sex === 'male' || elder.sex === 'female' ? elder.sex : 'unknown'}`),
        elder.age === null ? `${say('ageWord')} ${say('notRecorded')}` : say('age', { n: elder.age }),
      ].join('，')
    : say('whoUnknown')
  const inside = alarm.insideAt !== null
  return (
    <article className="yq-paper">
      <div className="yq-paper-acts">
        <Button type="primary" onClick={() => print()}>
          {say('print')}
        </Button>
      </div>
      <header>
        <h1>{say('sheetTitle')}</h1>
        <p>
          {say('number')} {alarm.n} · {time(alarm.openedAt)} {alarm.synthetic ? <strong>{sayKernel('synthetic')}</strong> : null}
        </p>
      </header>
      <section className="yq-paper-read">
        <h2>{say('readOut')}</h2>
        <p>
          {say('readOutText', {
            who: person,
            address: or(home?.address),
            gate: `${say('gate')} ${or(home?.entry?.gate)}`,
            floor: `${say('floor')} ${or(home?.entry?.floor)}`,
            what: title(alarm.title),
            when: time(alarm.openedAt),
            health: or(elder?.health),
            inside: say(inside ? 'readInside' : 'readOutside'),
            phone: phones[0] ?? say('notRecorded'),
          })}
        </p>
      </section>
      <Block title={say('who')}>
        <Line name={say('name')} value={elder?.name} large />
        <Line name={say('ageWord')} value={elder?.age == null ? null : say('age', { n: elder.age })} />
        <Line name={say('sex')} value={elder && elder.sex !== 'unknown' ? say(`sex_${elder.sex as 'male'}`) : null} />
        <Line name={say('language')} value={home?.entry?.language} />
        <Line name={say('alone')} value={!elder || elder.livesAlone === 'unknown' ? null : say(`alone_${elder.livesAlone}`)} />
        <Line name={say('health')} value={elder?.health} wide />
      </Block>
      <Block title={say('entry')}>
        <Line name={say('address')} value={home?.address} wide large />
        {(['gate', 'floor', 'key', 'hazards'] as const).map((name) => (
          <Line key={name} name={say(name)} value={home?.entry?.[name]} />
        ))}
        <Line name={say('entryNote')} value={home?.entry?.note} wide />
      </Block>
      <section>
        <h2>{say('happened')}</h2>
        <ol className="yq-paper-story">
          {sheet.signals.toReversed().map((one) => (
            <li key={one.id}>
              <time>{time(one.heardAt)}</time> {one.said ? `${one.said}${one.room ? `（${one.room}）` : ''}` : title(alarm.title)}
            </li>
          ))}
          {sheet.timeline
            .filter(({ kind }) => kind === 'note' || kind.startsWith('callout-'))
            .map((one) => (
              <li key={one.n}>
                <time>{time(one.at)}</time> {say(`event_${one.kind as 'note'}`)}{' '}
                {typeof one.detail['text'] === 'string' ? one.detail['text'] : ''}
                {typeof one.detail['note'] === 'string' ? one.detail['note'] : ''}
              </li>
            ))}
        </ol>
      </section>
      <section>
        <h2>{say('contacts')}</h2>
        {phones.length === 0 ? <p>{say('notRecorded')}</p> : <p>{phones.join('；')}</p>}
      </section>
      <footer>
        <p>
          {say('receivedBy')} ________________ {say('receivedAt')} ________________
        </p>
        <small>{say('handoverFoot', { time: time(madeAt) })}</small>
      </footer>
    </article>
  )
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl className="yq-paper-facts">{children}</dl>
    </section>
  )
}

interface LineProps {
  readonly name: string
  readonly value: string | null | undefined
  readonly wide?: boolean
  readonly large?: boolean
}

function Line({ name, value, wide, large }: LineProps) {
  const say = useDeskWords()
  return (
    <div className={wide ? 'yq-paper-wide' : undefined}>
      <dt>{name}</dt>
      <dd className={large && value ? 'yq-part-large' : undefined}>{value || <i>{say('notRecorded')}</i>}</dd>
    </div>
  )
}
