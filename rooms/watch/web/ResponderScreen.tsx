import { call, everySecond, useLanguage, useLive, useWords } from '@yinqiao/kernel/web'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { AlarmNews, AnswerCallout, MyCallouts } from '../contract/alarm-signatures.ts'
import type { CalloutState } from '../contract/alarm.ts'
import { openSound } from './alarm-sound.ts'
import { useClockTime, useNow, useSpan } from './clock-words.ts'
import { en } from './responder-en.ts'
import { zh } from './responder-zh.ts'
import './responder.css'

type Callout = z.output<typeof MyCallouts.output>[number]

/** What one may say next, the likeliest first; the rest of the table is the operator's. */
const next: Readonly<Partial<Record<CalloutState, readonly CalloutState[]>>> = {
  asked: ['accepted', 'declined'],
  'no-answer': ['accepted'],
  accepted: ['arrived', 'declined'],
  arrived: ['inside', 'left'],
  inside: ['left'],
}
const word = { accepted: 'accept', declined: 'decline', arrived: 'arrived', inside: 'inside', left: 'leftPlace' } as const
const pollEvery = 10

/** The responder's phone: who calls, where, how to get in, and one large button for the next step. Stands without Ant Design. */
export function ResponderScreen() {
  const say = useWords(zh, en)
  const [calls, setCalls] = useState<readonly Callout[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [soundRuns, setSoundRuns] = useState(false)
  const sound = useRef<ReturnType<typeof openSound> | null>(null)
  const waiting = useRef(false)
  waiting.current = calls?.some(({ state }) => state === 'asked') ?? false

  const told = useCallback(
    (caught: unknown) =>
      setProblem(
        caught instanceof Error && 'sentence' in caught && typeof caught.sentence === 'function'
          ? String(caught.sentence(document.documentElement.lang === 'en' ? 'en' : 'zh'))
          : say('line_cut'),
      ),
    [say],
  )
  const ask = useCallback(async () => {
    try {
      setCalls(await call(MyCallouts, {}))
      setProblem(null)
    } catch (caught) {
      told(caught)
    }
  }, [told])
  const live = useLive([AlarmNews], { news: () => void ask(), askAgain: () => void ask() })
  useEffect(() => {
    void ask()
    sound.current = openSound()
    let second = 0
    const stop = everySecond(() => {
      second += 1
      if (second % pollEvery === 0) void ask()
      setSoundRuns(sound.current?.state() === 'running')
      if (waiting.current) sound.current?.play('grave', second)
    })
    return () => {
      stop()
      sound.current?.close()
    }
  }, [ask])
  useEffect(() => {
    document.title = `${say('responder')} · 银桥`
  }, [say])
  const now = useNow(live.ahead)

  const answer = async (id: string, state: CalloutState) => {
    setBusy(true)
    void sound.current?.start()
    try {
      await call(AnswerCallout, { id, state })
      await ask()
    } catch (caught) {
      told(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="yq-responder">
      <header>
        <h1>{say('responder')}</h1>
        <span className={`yq-responder-line yq-responder-line-${live.line}`}>{say(`line_${live.line}`)}</span>
      </header>
      {problem === null ? null : (
        <p className="yq-responder-problem" role="alert">
          {problem}
        </p>
      )}
      {soundRuns ? null : (
        <button type="button" className="yq-responder-sound" onClick={() => void sound.current?.start()}>
          {say('soundOff')}
        </button>
      )}
      {calls === null ? (
        <p role="status">…</p>
      ) : calls.length === 0 ? (
        <div className="yq-responder-none">
          <p>{say('responderNone')}</p>
          <p>{say('responderNoneHint')}</p>
        </div>
      ) : (
        calls.map((one) => <Card key={one.id} one={one} now={now} busy={busy} onAnswer={(state) => void answer(one.id, state)} />)
      )}
    </div>
  )
}

/** Titles are kept in Chinese; their English is fetched by who reads English, for the page is to be small. */
function useTitle(): (title: string) => string {
  const { language } = useLanguage()
  const [inEnglish, setInEnglish] = useState<((title: string) => string) | null>(null)
  useEffect(() => {
    if (language !== 'en') return
    void import('../rules/read-title.ts')
      .then(({ titleIn }) => setInEnglish(() => (title: string) => titleIn('en', title)))
      .catch(() => undefined)
  }, [language])
  return (title) => (language === 'en' && inEnglish !== null ? inEnglish(title) : title)
}

interface CardProps {
  readonly one: Callout
  readonly now: number
  readonly busy: boolean
  readonly onAnswer: (state: CalloutState) => void
}

function Card({ one, now, busy, onAnswer }: CardProps) {
  const say = useWords(zh, en)
  const title = useTitle()
  const span = useSpan()
  const time = useClockTime()
  return (
    <article className={`yq-responder-card yq-responder-${one.state}`} data-callout={one.state}>
      <p className="yq-responder-top">
        <span>
          {say('number')} {one.alarmN} · {say('calledAt', { time: time(one.askedAt, false) })}
        </span>
        <strong>{say(`callout_${one.state}`)}</strong>
      </p>
      <h2>{title(one.title)}</h2>
      <p className="yq-responder-who">{one.elderName ?? one.homeName ?? say('unknownHome')}</p>
      <p className="yq-responder-address">{one.address ?? say('notRecorded')}</p>
      <dl>
        {(one.endedAt === null ? (['gate', 'floor', 'key'] as const) : []).map((name) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{one[name] ?? say('notRecorded')}</dd>
          </div>
        ))}
        {(['hazards', 'language', 'note'] as const).map((name) =>
          one[name] === null ? null : (
            <div key={name} className={`yq-responder-${name}`}>
              <dt>{say(name)}</dt>
              <dd>{one[name]}</dd>
            </div>
          ),
        )}
      </dl>
      {one.keyholders.length === 0 ? null : (
        <ul className="yq-responder-keys" aria-label={say('keyholders')}>
          {one.keyholders.map(({ name, phone, minutes }, at) => (
            <li key={at}>
              <span>
                {say('hasKey', { name })}
                {minutes === null ? '' : say('minutesAway', { n: String(minutes) })}
              </span>
              {phone === null ? null : <a href={`tel:${phone}`}>{phone}</a>}
            </li>
          ))}
        </ul>
      )}
      {one.endedAt === null ? null : <p role="status">{say('responderOver')}</p>}
      {one.lat === null || one.lon === null ? (
        <p>{say('noPoint')}</p>
      ) : (
        <a className="yq-responder-map" href={`geo:${one.lat},${one.lon}?q=${one.lat},${one.lon}`}>
          {say('openMap')}
        </a>
      )}
      {one.state === 'asked' ? (
        <p role="status">
          {Date.parse(one.until) > now ? say('responderAsked', { t: span(Date.parse(one.until) - now) }) : say('responderLate')}
        </p>
      ) : null}
      <div className="yq-responder-acts">
        {(one.endedAt === null ? (next[one.state] ?? []) : []).map((state, at) => (
          <button
            key={state}
            type="button"
            disabled={busy}
            className={at === 0 ? 'yq-responder-first' : ''}
            onClick={() => onAnswer(state)}
          >
            {say(word[state as keyof typeof word])}
          </button>
        ))}
      </div>
    </article>
  )
}
