import { Answer, Empty, PageFrame, useDays, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { GetVersion } from '@yinqiao/plan/contract'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { decidePlan, importPlan } from '../contract/permissions.ts'
import { en } from './en.ts'
import { InterpretForm } from './InterpretForm.tsx'
import { PlanDocument } from './PlanDocument.tsx'
import type { Clause, PlanText } from './plan-words.ts'
import { zh } from './zh.ts'

/** The plan in force, with its margin. `#c-<clause id>` opens at a clause. */
export function PlanScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const navigate = useNavigate()
  const answer = useQuery(GetVersion, {})
  return (
    <Answer of={answer} lines={14}>
      {(plan) =>
        plan.version && plan.structure ? (
          <Shown plan={plan} />
        ) : (
          <PageFrame title={say('plan')}>
            <Empty
              title={say('noPlan')}
              hint={say('noPlanHint')}
              action={
                may(importPlan.code) ? (
                  <Button type="primary" onClick={() => void navigate({ to: '/plan/import' })}>
                    {say('importPlan')}
                  </Button>
                ) : null
              }
            />
          </PageFrame>
        )
      }
    </Answer>
  )
}

function Shown({ plan }: { readonly plan: PlanText }) {
  const say = useWords(zh, en)
  const may = useMay()
  const navigate = useNavigate()
  const hash = useRouterState({ select: (state) => state.location.hash })
  const chosen = hash.startsWith('c-') ? hash.slice(2) : null
  const [interpreting, setInterpreting] = useState<Clause>()
  const choose = (id: string | null) =>
    void navigate({ to: '/plan', hash: id ? `c-${id}` : '', replace: true, resetScroll: false, hashScrollIntoView: false })
  if (!plan.version || !plan.structure) return null
  return (
    <PageFrame
      wide
      title={plan.version.title}
      lead={<PlanHead plan={plan} />}
      acts={<Button onClick={() => void navigate({ to: '/plan/versions' })}>{say('versions')}</Button>}
    >
      <PlanDocument
        text={plan.text}
        structure={plan.structure}
        clauses={plan.clauses}
        chosen={chosen}
        onChoose={choose}
        renderActs={(clause) =>
          may(decidePlan.code) ? (
            <div>
              <Button size="small" type="primary" onClick={() => setInterpreting(clause)}>
                {say('interpret')}
              </Button>
            </div>
          ) : null
        }
      />
      {interpreting ? (
        <InterpretForm
          clauseId={interpreting.id}
          terms={[...new Set(interpreting.terms.map(({ term }) => term))]}
          onClose={() => setInterpreting(undefined)}
        />
      ) : null}
    </PageFrame>
  )
}

/** Number, issuer, day, disclosure, version and digest in one line. */
export function PlanHead({ plan }: { readonly plan: PlanText }) {
  const say = useWords(zh, en)
  const { day } = useDays()
  const { version } = plan
  if (!version) return null
  return (
    <span className="yq-bar">
      <span>{version.number ?? say('unknown')}</span>
      <span>{version.issuer ?? say('unknown')}</span>
      <span>{version.issuedOn ? day(version.issuedOn) : say('unknown')}</span>
      {version.disclosure ? <span className="yq-tag">{version.disclosure}</span> : null}
      <Link to={`/plan/versions/${version.id}`}>{say('version', { n: version.seq })}</Link>
      <span className="yq-faint" title={version.sm3}>
        {say('hash')} <span className="yq-figures">{version.sm3.slice(0, 12)}…</span>
      </span>
    </span>
  )
}
