import type { CaseRow } from '@yinqiao/cases/contract'
import { StateTag, useDays, useWords } from '@yinqiao/kernel/web'
import { useDueWords, useKinds } from './case-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** The deadline as a state; an unknown calendar and whom the case went up to stand beside it in words. */
export function DueTag({ row }: { readonly row: CaseRow }) {
  const say = useWords(zh, en)
  const { day } = useDays()
  const { roleTitle } = useKinds()
  const due = useDueWords()(row)
  return (
    <span className="yq-due">
      <StateTag tone={due.tone} word={due.word} {...(row.dueOn && row.dueAt ? { title: say('dueOn', { day: day(row.dueOn) }) } : {})} />
      {row.owner?.upRole ? <span className="yq-tag">{say('wentUp', { role: roleTitle(row.owner.upRole) })}</span> : null}
      {row.dueAt && !row.calendarKnown ? (
        <span className="yq-tag" title={say('calendarUnknown')}>
          {say('calendarShort')}
          <span className="yq-hidden">{say('calendarUnknown')}</span>
        </span>
      ) : null}
    </span>
  )
}
