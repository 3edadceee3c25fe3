import { call, everySecond, useDays, useLanguage, useWords } from '@yinqiao/kernel/web'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { AllIsWell } from '../contract/well.ts'
import { wellEn, wellZh } from './well-words.ts'
import './well.css'

type Answer = z.output<typeof AllIsWell.output>
type Person = Answer['persons'][number]

const renewEvery = 60

/** Is all well: one answer a person, in big type, by word, shape and colour. Asks again each minute. Stands without Ant Design. */
export function WellScreen() {
  const say = useWords(wellZh, wellEn)
  const { language } = useLanguage()
  const { moment } = useDays()
  const heading = useRef<HTMLHeadingElement>(null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const ask = useCallback(async () => {
    try {
      setAnswer(await call(AllIsWell, {}))
      setProblem(null)
    } catch (caught) {
      setProblem(caught)
    }
  }, [])
  useEffect(() => {
    void ask()
    let second = 0
    return everySecond(() => {
      second += 1
      if (second % renewEvery === 0) void ask()
    })
  }, [ask])
  useEffect(() => {
    document.title = `${say('title')} · 银桥`
    heading.current?.focus({ preventScroll: true })
  }, [say])
  return (
    <article className="yq-well">
      <h1 ref={heading} tabIndex={-1}>
        {say('title')}
      </h1>
      {problem === null ? null : (
        <p role="alert" className="yq-well-problem">
          {problem instanceof Error && 'sentence' in problem && typeof problem.sentence === 'function'
            ? String(problem.sentence(language))
            : say('cut')}
          {answer === null ? null : say('old', { at: moment(answer.at) })}
        </p>
      )}
      {answer === null ? (
        problem === null ? (
          <p role="status">{say('reading')}</p>
        ) : null
      ) : (
        <>
          {answer.persons.length === 0 ? <p>{say('nobody')}</p> : null}
          {answer.persons.map((person) => (
            <PersonShown key={person.elderId} person={person} />
          ))}
        </>
      )}
      <p>
        <button type="button" onClick={() => void ask()}>
          {say('again')}
        </button>
      </p>
      {answer === null ? null : <p className="yq-well-foot">{say('asOf', { at: moment(answer.at) })}</p>}
      <p className="yq-well-foot">{say('notMedical')}</p>
    </article>
  )
}

function PersonShown({ person }: { readonly person: Person }) {
  const say = useWords(wellZh, wellEn)
  const { language } = useLanguage()
  const { moment } = useDays()
  const { devices } = person
  return (
    <section className={`yq-well-card yq-well-${person.answer}`}>
      <h2>{person.name}</h2>
      <p className="yq-well-answer">
        <span aria-hidden="true">{shapes[person.answer]}</span> {say(`answer_${person.answer}`)}
      </p>
      <p>{person.words[language]}</p>
      <p>
        {say('lastSign')}：
        {person.signAt === null
          ? say('noSign')
          : say(person.signOf === 'person' ? 'signPerson' : 'signHome', { at: moment(person.signAt) })}
      </p>
      <p>
        {devices.all === 0
          ? say('noDevices')
          : devices.silent === 0 && devices.weak === 0
            ? say('devicesRight', { n: devices.all })
            : say('devicesSome', { n: devices.all, silent: devices.silent, weak: devices.weak })}
      </p>
    </section>
  )
}

const shapes: Readonly<Record<Person['answer'], string>> = { well: '●', look: '◆', alarm: '▲', unknown: '○' }
