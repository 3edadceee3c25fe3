import { type CaseRow, ListCases } from '@yinqiao/cases/contract'
import { type Column, DataList, FilterSelect, PageFrame, StateTag, useDays, useKept, useWords } from '@yinqiao/kernel/web'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useDueWords, useKinds } from './case-words.ts'
import { DueTag } from './DueTag.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './cases.css'

interface Filter {
  readonly search: string
  readonly kind: string | null
  readonly state: 'open' | 'closed' | null
  readonly whose: 'mine' | 'raised' | null
  readonly late: boolean
}
const all: Filter = { search: '', kind: null, state: 'open', whose: null, late: false }

/** All cases the post may open, overdue ones first. */
export function CasesScreen() {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const navigate = useNavigate()
  const dueWords = useDueWords()
  const { kinds, kindTitle, stateTitle, stateTone, ownerText } = useKinds()
  const [filter, setFilter] = useKept<Filter>('cases', all)
  const { search, kind, state, whose, late } = filter
  const changed = JSON.stringify(filter) !== JSON.stringify(all)
  const columns: readonly Column<CaseRow>[] = [
    {
      key: 'title',
      title: say('title'),
      text: (row) => row.title,
      render: (row) => (
        <>
          {row.title}
          {row.synthetic ? <span className="yq-tag yq-tag-beside">{say('synthetic')}</span> : null}
        </>
      ),
    },
    {
      key: 'number',
      title: say('number'),
      width: 140,
      text: (row) => row.number,
      render: (row) => <span className="yq-figures">{row.number}</span>,
    },
    { key: 'kind', title: say('kind'), width: 130, text: (row) => kindTitle(row.kind), render: (row) => kindTitle(row.kind) },
    {
      key: 'state',
      title: say('state'),
      width: 110,
      text: (row) => stateTitle(row.kind, row.state),
      render: (row) => <StateTag tone={stateTone(row)} word={stateTitle(row.kind, row.state)} />,
    },
    { key: 'due', title: say('due'), width: 190, text: (row) => dueWords(row).word, render: (row) => <DueTag row={row} /> },
    {
      key: 'owner',
      title: say('owner'),
      text: (row) => ownerText(row.owner),
      render: (row) => ownerText(row.owner) ?? <span className="yq-faint">—</span>,
    },
    {
      key: 'raised',
      title: say('raisedBy'),
      text: (row) => row.raisedUnitName ?? row.raisedByName,
      render: (row) => row.raisedUnitName ?? row.raisedByName,
    },
    {
      key: 'opened',
      title: say('opened'),
      width: 160,
      text: (row) => row.openedAt,
      render: (row) => <span className="yq-figures">{moment(row.openedAt)}</span>,
    },
  ]
  return (
    <PageFrame
      title={say('cases')}
      lead={say('casesLead')}
      acts={
        kinds.some(({ mayRaise }) => mayRaise) ? (
          <Button type="primary" onClick={() => void navigate({ to: '/cases/new' })}>
            {say('newCase')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="cases"
        title={say('cases')}
        signature={ListCases}
        input={{ search: search || null, kind, state, mine: whose === 'mine', raisedByMe: whose === 'raised', late }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/cases/${row.id}`}
        search={{ value: search, set: (next) => setFilter({ ...filter, search: next }), placeholder: say('searchCase') }}
        empty={{ title: say('noCases'), hint: say('noCasesHint') }}
        onClear={changed ? () => setFilter(all) : undefined}
        filters={
          <>
            <FilterSelect
              label={say('whose')}
              any={say('anyWhose')}
              value={whose}
              onChange={(next) => setFilter({ ...filter, whose: next })}
              options={[
                { value: 'mine', label: say('whoseMine') },
                { value: 'raised', label: say('whoseRaised') },
              ]}
              width={130}
            />
            <FilterSelect
              label={say('kind')}
              any={say('anyKind')}
              value={kind}
              onChange={(next) => setFilter({ ...filter, kind: next })}
              options={kinds.map(({ code }) => ({ value: code, label: kindTitle(code) }))}
              width={160}
            />
            <FilterSelect
              label={say('state')}
              any={say('anyState')}
              value={state}
              onChange={(next) => setFilter({ ...filter, state: next })}
              options={[
                { value: 'open', label: say('stateOpen') },
                { value: 'closed', label: say('stateClosed') },
              ]}
              width={140}
            />
            <Checkbox checked={late} onChange={(event) => setFilter({ ...filter, late: event.target.checked })}>
              {say('onlyLate')}
            </Checkbox>
          </>
        }
      />
    </PageFrame>
  )
}
