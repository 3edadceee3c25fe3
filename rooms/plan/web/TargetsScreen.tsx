import { Answer, Empty, PageFrame, StateShape, useDays, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListTargets } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { decidePlan } from '../contract/permissions.ts'
import { en } from './en.ts'
import { InterpretForm } from './InterpretForm.tsx'
import { type TargetRow, unbroken } from './plan-words.ts'
import { StateMark } from './StateMark.tsx'
import { zh } from './zh.ts'
import './plan.css'

/** The targets in their phases, with the words that nobody has given a meaning yet. */
export function TargetsScreen() {
  const say = useWords(zh, en)
  const answer = useQuery(ListTargets, {})
  const [interpreting, setInterpreting] = useState<{ readonly row: TargetRow; readonly term: string | null }>()
  return (
    <PageFrame wide title={say('targets')} lead={say('targetsLead')}>
      <Answer of={answer} lines={10}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={say('noTargets')} hint={say('noTargetsHint')} />
          ) : (
            <div className="yq-phases">
              {[...new Set(rows.map(({ phase }) => phase))].map((phase) => (
                <section key={phase} className="yq-phase">
                  <h2>{phase}</h2>
                  {rows
                    .filter((row) => row.phase === phase)
                    .map((row) => (
                      <Target key={row.clauseId} row={row} onInterpret={(term) => setInterpreting({ row, term })} />
                    ))}
                </section>
              ))}
            </div>
          )
        }
      </Answer>
      {interpreting ? (
        <InterpretForm
          clauseId={interpreting.row.clauseId}
          terms={[...new Set(interpreting.row.terms.map(({ term }) => term))]}
          term={interpreting.term}
          onClose={() => setInterpreting(undefined)}
        />
      ) : null}
    </PageFrame>
  )
}

function Target({ row, onInterpret }: { readonly row: TargetRow; readonly onInterpret: (term: string | null) => void }) {
  const say = useWords(zh, en)
  const may = useMay()
  const { day } = useDays()
  const interpretations = [
    ...row.terms.flatMap(({ interpretation }) => (interpretation ? [interpretation] : [])),
    ...(row.whole ? [row.whole] : []),
  ]
  return (
    <article className="yq-target">
      <div className="yq-target-foot">
        <StateMark state={row.state} why={row.why} />
        {row.code ? (
          <Link to="/plan/cover" hash={row.code} className="yq-tag">
            {row.code}
          </Link>
        ) : null}
      </div>
      <p className="yq-target-words">{unbroken(row.quote)}</p>
      {row.quantities
        .filter(({ role }) => role === 'target')
        .map((each) => (
          <p key={each.quote}>
            <StateShape tone="busy" /> {say('quantityTarget')}：<strong>{each.quote}</strong>
          </p>
        ))}
      {row.terms.length > 0 ? (
        <p className="yq-bar">
          {row.terms.map(({ term, interpretation }, at) => (
            <span key={`${term}-${at.toString()}`} className={interpretation ? 'yq-tone-good' : 'yq-tone-due'}>
              <StateShape tone={interpretation ? 'good' : 'due'} /> “{term}”
            </span>
          ))}
        </p>
      ) : null}
      <p className="yq-faint">{row.why}</p>
      {interpretations.map((each) => (
        <p key={each.id}>
          {each.term ? `“${each.term}”：` : ''}
          {each.text}
          <br />
          <span className="yq-faint">{say('decidedLine', { by: each.decidedBy, on: day(each.decidedOn), from: day(each.validFrom) })}</span>
        </p>
      ))}
      <div className="yq-target-foot">
        <span className="yq-faint">{row.owners.length > 0 ? row.owners.join('、') : say('noOwner')}</span>
        <span className="yq-bar">
          <Link to="/plan" hash={`c-${row.clauseId}`}>
            {say('openText')}
          </Link>
          {may(decidePlan.code) ? (
            <Button size="small" onClick={() => onInterpret(row.terms.find(({ interpretation }) => !interpretation)?.term ?? null)}>
              {say('interpret')}
            </Button>
          ) : null}
        </span>
      </div>
    </article>
  )
}
