import { Sheet, StateTag, useMay, useSay } from '@yinqiao/kernel/web'
import type { Flag } from '@yinqiao/plan/contract'
import { workCases } from '@yinqiao/cases/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useFlagWords } from './flag-words.ts'

const shownFirst = 8

/** One finding: what was seen, the limit, the rows it rests on, the measures that read them, and the way to object. */
export function FlagCard({ flag }: { readonly flag: Flag }) {
  const { say, check } = useFlagWords()
  const tell = useSay()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const rows = open ? flag.rows : flag.rows.slice(0, shownFirst)
  return (
    <Sheet
      title={`${flag.about}：${tell(flag.said)}`}
      aside={
        may(workCases.code) ? (
          <Link to={objectionPath(flag, say, check(flag.check), tell(flag.said))}>
            <Button>{say('flagObject')}</Button>
          </Link>
        ) : null
      }
    >
      <p>
        <StateTag tone="due" word={check(flag.check)} />
      </p>
      <p className="yq-faint">
        {say('flagLimit')}
        {tell(flag.limit)}
      </p>
      <h3 className="yq-flag-head">{say('flagRows', { n: flag.rows.length })}</h3>
      <ul className="yq-flag-rows">
        {rows.map((row) => (
          <li key={`${row.kind}/${row.id}`}>{row.opens === null ? row.title : <Link to={row.opens}>{row.title}</Link>}</li>
        ))}
      </ul>
      {rows.length < flag.rows.length ? (
        <Button type="link" onClick={() => setOpen(true)}>
          {say('flagMore', { n: flag.rows.length - rows.length })}
        </Button>
      ) : null}
      <h3 className="yq-flag-head">{say('flagMeasures')}</h3>
      <p>
        {flag.measures.length === 0
          ? say('flagNoMeasure')
          : flag.measures.map((code) => (
              <Link key={code} to={`/plan/measures/${code}`} className="yq-flag-measure">
                {code}
              </Link>
            ))}
      </p>
    </Sheet>
  )
}

/** The form of an objection with what the flag knows filled in; it is about the first measure that reads the rows. */
function objectionPath(flag: Flag, say: ReturnType<typeof useFlagWords>['say'], check: string, said: string): string {
  const title = say('flagObjectTitle', { check, about: flag.about }).slice(0, 120)
  const [measure] = flag.measures
  const query = new URLSearchParams({
    kind: 'plan.objection',
    title,
    subjectKind: measure === undefined ? 'flag' : 'measure',
    subjectId: measure ?? flag.id,
    subjectTitle: measure ?? title,
    'v.measure': measure ?? flag.id,
    'v.rows': flag.rows
      .map((row) => `${row.title}（${row.id}）`)
      .join('\n')
      .slice(0, 1500),
    'v.why': say('flagObjectWhy', { said, id: flag.id }),
  })
  return `/cases/new?${query.toString()}`
}
