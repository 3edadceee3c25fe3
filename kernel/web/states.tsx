import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { en } from './en.ts'
import { useDays } from './days.ts'
import { useLanguage, useWords } from './language.tsx'
import { NetworkError, RefusalError } from './refusal-error.ts'
import { zh } from './zh.ts'

/** Something is being read; says so aloud, and says it is slow after six seconds. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const say = useWords(zh, en)
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 6000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="yq-loading" role="status">
      <span>{say(slow ? 'slow' : 'loading')}</span>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((line) => (
        <i key={line} aria-hidden="true" />
      ))}
    </div>
  )
}

/** A part of the program itself could not be fetched: the network, or a newer version since this page was opened. */
function partMissing(problem: unknown): boolean {
  return problem instanceof Error && /preload CSS|dynamically imported module|module script|error loading/i.test(problem.message)
}

/** The sentence for a problem, in the language of the screen. */
export function useProblemSentence(): (problem: unknown) => string {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  return (problem) => {
    if (problem instanceof RefusalError) return problem.sentence(language)
    if (problem instanceof NetworkError) return problem.status === 0 ? say('networkDown') : say('serverOdd', { status: problem.status })
    if (partMissing(problem)) return say('partMissing')
    return say('broken', { problem: problem instanceof Error ? problem.message.slice(0, 300) : String(problem) })
  }
}

/** A problem in place of what should be here, with a way to try again. */
export function ErrorView({ problem, retry }: { readonly problem: unknown; readonly retry?: () => void }) {
  const say = useWords(zh, en)
  const sentence = useProblemSentence()
  if (problem instanceof RefusalError && problem.kind === 'forbidden') return <NoPermission detail={sentence(problem)} />
  return (
    <div className="yq-blank yq-blank-alert" role="alert">
      <BlankMark />
      <p className="yq-blank-title">{sentence(problem)}</p>
      {retry ? <Button onClick={partMissing(problem) ? () => location.reload() : retry}>{say('retry')}</Button> : null}
    </div>
  )
}

/** What stands below was read at that time (ms since 1970), and could not be read anew: figures that no longer move look like calm. */
export function OldAnswer({ at, problem }: { readonly at: number; readonly problem?: unknown }) {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const sentence = useProblemSentence()
  return (
    <p className="yq-old" role="alert" data-old="">
      {say('old', { at: moment(new Date(at).toISOString()) })} {problem === undefined ? '' : sentence(problem)}
    </p>
  )
}

/** Nothing here, and what to do about it. */
export function Empty({ title, hint, action }: { readonly title?: string; readonly hint?: string; readonly action?: ReactNode }) {
  const say = useWords(zh, en)
  return (
    <div className="yq-blank">
      <BlankMark />
      <p className="yq-blank-title">{title ?? say('emptyTitle')}</p>
      {hint ? <p className="yq-blank-hint">{hint}</p> : null}
      {action}
    </div>
  )
}

/** The post may not see this. */
export function NoPermission({ detail }: { readonly detail?: string }) {
  const say = useWords(zh, en)
  return (
    <div className="yq-blank" role="alert">
      <BlankMark />
      <p className="yq-blank-title">{say('noRight')}</p>
      <p className="yq-blank-hint">
        {detail ? `${detail}。` : ''}
        {say('noRightHint')}
      </p>
    </div>
  )
}

/** A quiet bridge over empty water. */
function BlankMark() {
  return (
    <svg viewBox="0 0 120 44" width="120" height="44" aria-hidden="true" className="yq-blank-mark">
      <path d="M4 34C26 34 34 10 60 10s34 24 56 24" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M42 34a18 18 0 0 1 36 0" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M14 40h30M52 40h16M76 40h30" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </svg>
  )
}
