import type { Output } from '@yinqiao/kernel/contract'
import {
  Answer,
  Empty,
  Facts,
  PageFrame,
  Sheet,
  StateTag,
  useCommand,
  useDays,
  useKept,
  useQuery,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { DecideDuplicate, ListDuplicateProposals } from '@yinqiao/orgs/contract'
import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { type InstitutionRecord, institutionTone } from './institution-words.ts'
import { zh } from './zh.ts'
import './orgs.css'

type Proposal = Output<typeof ListDuplicateProposals>['rows'][number]
const states = ['open', 'same', 'different'] as const

/** Pairs that may be one institution, side by side; a person decides, and may decide otherwise later. */
export function DuplicatesScreen() {
  const say = useWords(zh, en)
  const [state, setState] = useKept<(typeof states)[number]>('duplicates-state', 'open')
  const [cursor, setCursor] = useState<string | null>(null)
  const answer = useQuery(ListDuplicateProposals, { state, cursor, limit: 20 })
  return (
    <PageFrame
      title={say('duplicates')}
      lead={say('duplicatesLead')}
      above={<Link to="/orgs/institutions">{say('backToInstitutions')}</Link>}
      acts={
        <Segmented
          aria-label={say('state')}
          value={state}
          onChange={(next) => {
            setState(next)
            setCursor(null)
          }}
          options={states.map((value) => ({ value, label: say(`pstate_${value}`) }))}
        />
      }
    >
      <Answer of={answer}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? <Empty title={say('noDuplicates')} /> : rows.map((row) => <Pair key={row.id} row={row} />)}
            {next ? <Button onClick={() => setCursor(next)}>{say('proposals')} →</Button> : null}
          </>
        )}
      </Answer>
    </PageFrame>
  )
}

function Pair({ row }: { readonly row: Proposal }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const { moment } = useDays()
  const decide = useCommand(DecideDuplicate)
  const same = async (kept: InstitutionRecord) => {
    try {
      await decide.send({ id: row.id, seen: row.state, decision: { is: 'same', keepId: kept.id } })
      tell.done(say('decidedSame', { name: kept.name }), () => decide.send({ id: row.id, seen: 'same', decision: { is: 'different' } }))
    } catch (problem) {
      tell.failed(problem)
    }
  }
  const different = async () => {
    try {
      await decide.send({ id: row.id, seen: row.state, decision: { is: 'different' } })
      tell.done(say('decidedDifferent'))
    } catch (problem) {
      tell.failed(problem)
    }
  }
  return (
    <Sheet
      title={row.reasons.map((reason) => say(`reason_${reason}`)).join('、')}
      aside={row.decidedBy && row.decidedAt ? say('decidedBy', { by: row.decidedBy, at: moment(row.decidedAt) }) : null}
    >
      <div className="yq-pair">
        <Side row={row.left} kept={row.keptId === row.left.id} keep={() => void same(row.left)} busy={decide.busy} />
        <span className="yq-pair-mark" aria-hidden="true">
          ≈
        </span>
        <Side row={row.right} kept={row.keptId === row.right.id} keep={() => void same(row.right)} busy={decide.busy} />
      </div>
      {row.state === 'different' ? null : (
        <div className="yq-form-acts">
          <Button loading={decide.busy} onClick={() => void different()}>
            {say('different')}
          </Button>
        </div>
      )}
    </Sheet>
  )
}

function Side({
  row,
  kept,
  keep,
  busy,
}: {
  readonly row: InstitutionRecord
  readonly kept: boolean
  readonly keep: () => void
  readonly busy: boolean
}) {
  const say = useWords(zh, en)
  return (
    <div>
      <h3>
        <Link to={`/orgs/institutions/${row.id}`}>{row.name}</Link>
      </h3>
      <Facts
        unknown={say('unknown')}
        rows={[
          [say('state'), <StateTag key="state" tone={institutionTone[row.state]} word={say(`state_${row.state}`)} />],
          [say('category'), row.category],
          [say('beds'), row.beds],
          [say('address'), row.address],
          [say('source'), row.sourceList],
        ]}
      />
      {kept ? null : (
        <div>
          <Button disabled={busy} onClick={keep}>
            {say('keep')}
          </Button>
        </div>
      )}
    </div>
  )
}
