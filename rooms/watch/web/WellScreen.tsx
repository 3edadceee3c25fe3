import { useDays, useLanguage, useProblemSentence, useQuery, useWords } from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { AllIsWell } from '@yinqiao/watch/contract'
import { useEffect, useRef } from 'react'
import { wellEn, wellZh } from './well-words.ts'
import './well.css'

type Person = Output<typeof AllIsWell>['persons'][number]

/** Is all well: one answer a person, in big type, by word, shape and colour. Asks again each minute. */
export function WellScreen() {
  const say = useWords(wellZh, wellEn)
  const sentence = useProblemSentence()
  const { moment } = useDays()
  const heading = useRef<HTMLHeadingElement>(null)
  const answer = useQuery(AllIsWell, {}, { refreshSeconds: 60 })
  useEffect(() => {
    document.title = `${say('title')} · 银桥`
    heading.current?.focus({ preventScroll: true })
  }, [say])
  return (
    <article className="yq-well">
      <h1 ref={heading} tabIndex={-1}>
        {say('title')}
      </h1>
      {answer.isError ? <p role="alert">{sentence(answer.error)}</p> : null}
      {answer.data ? (
        <>
          {answer.data.persons.length === 0 ? <p>{say('nobody')}</p> : null}
          {answer.data.persons.map((person) => (
            <PersonShown key={person.elderId} person={person} />
          ))}
          <p>
            <button type="button" onClick={() => void answer.refetch()}>
              {say('again')}
            </button>
          </p>
          <p className="yq-well-foot">{say('asOf', { at: moment(answer.data.at) })}</p>
          <p className="yq-well-foot">{say('notMedical')}</p>
        </>
      ) : answer.isError ? null : (
        <p role="status">{say('reading')}</p>
      )}
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
