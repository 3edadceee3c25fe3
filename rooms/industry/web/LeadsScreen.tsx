import { type Column, DataList, PageFrame, StateTag, type Tone, useDays, useKept, useMay, useWords } from '@yinqiao/kernel/web'
import { type LeadReport, ListLeadReports, raceDays, ReportLeads, TransferLeads } from '@yinqiao/industry/contract'
import { UnitName } from '@yinqiao/orgs/web'
import { useDivisionName } from '@yinqiao/places/web'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { type LeadAnswer, type LeadShown, ReportForm, TransferForm } from './LeadForms.tsx'
import { en } from './lead-en.ts'
import { zh } from './lead-zh.ts'

const tones: Readonly<Record<LeadReport['standing'], Tone>> = { first: 'good', competing: 'due', repeat: 'idle' }
const projectPath = (recordId: string) => `/records/industry.investment/${recordId}`

/** Reports of leads, the latest first: who was first, who competes, who owns the project now. */
export function LeadsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const { moment } = useDays()
  const divisionName = useDivisionName()
  const [filter, setFilter] = useKept('leads', { search: '', contestedOnly: false })
  const [reporting, setReporting] = useState(false)
  const [answer, setAnswer] = useState<LeadAnswer | null>(null)
  const [moving, setMoving] = useState<LeadShown | null>(null)
  const place = (code: string | null) => divisionName(code) ?? say('district')
  const standing = (row: LeadReport) => say(`standing_${row.standing}`)
  const moved = (row: LeadShown) =>
    row.standing === 'first' && row.owner !== null && (row.owner.divisionCode !== row.divisionCode || row.owner.unitId !== row.unitId)
  const columns: readonly Column<LeadShown>[] = [
    {
      key: 'firm',
      title: say('firm'),
      text: (row) => row.firmName,
      render: (row) => row.firmName,
    },
    { key: 'uscc', title: say('uscc'), exportOnly: true, text: (row) => row.uscc, render: (row) => row.uscc },
    {
      key: 'standing',
      title: say('standing'),
      width: 90,
      text: standing,
      render: (row) => <StateTag tone={tones[row.standing]} word={standing(row)} />,
    },
    {
      key: 'reporter',
      title: say('reporter'),
      text: (row) => `${place(row.divisionCode)} ${row.by}`,
      render: (row) => (
        <>
          {place(row.divisionCode)}
          <br />
          <span className="yq-faint">
            {row.unitId === null ? null : (
              <>
                <UnitName id={row.unitId} />{' '}
              </>
            )}
            {row.by}
          </span>
        </>
      ),
    },
    {
      key: 'reportedAt',
      title: say('reportedAt'),
      width: 150,
      text: (row) => row.reportedAt,
      render: (row) => <span className="yq-figures">{moment(row.reportedAt)}</span>,
    },
    {
      key: 'owner',
      title: say('owner'),
      text: (row) => (row.owner === null ? say('noOwner') : place(row.owner.divisionCode)),
      render: (row) =>
        row.owner === null ? (
          <span className="yq-unknown">{say('noOwner')}</span>
        ) : (
          <>
            {place(row.owner.divisionCode)}
            {moved(row) ? <span className="yq-tag">{say('transferred')}</span> : null}
            {row.owner.unitId === null ? null : (
              <>
                <br />
                <span className="yq-faint">
                  <UnitName id={row.owner.unitId} />
                </span>
              </>
            )}
          </>
        ),
    },
    {
      key: 'others',
      title: say('others'),
      numeric: true,
      width: 90,
      text: (row) => row.others,
      render: (row) => <span className="yq-figures">{row.others === 0 ? say('none') : say('nOthers', { n: row.others })}</span>,
    },
    {
      key: 'synthetic',
      title: say('synthetic'),
      exportOnly: true,
      text: (row) => (row.synthetic ? zh.synthetic : null),
      render: () => null,
    },
    ...(may(TransferLeads.code)
      ? [
          {
            key: 'transfer',
            title: say('transfer'),
            width: 84,
            render: (row: LeadShown) =>
              row.owner === null || row.standing !== 'first' ? null : (
                <Button size="small" onClick={() => setMoving(row)}>
                  {say('transfer')}
                </Button>
              ),
          },
        ]
      : []),
  ]
  const filtered = filter.search !== '' || filter.contestedOnly
  return (
    <PageFrame
      title={say('leads')}
      lead={say('leadsLead', { days: raceDays })}
      above={<Link to="/projects/industry.investment">{say('board')}</Link>}
      acts={
        may(ReportLeads.code) ? (
          <Button type="primary" onClick={() => setReporting(true)}>
            {say('report')}
          </Button>
        ) : null
      }
    >
      {answer === null ? null : <Told answer={answer} place={place} onClose={() => setAnswer(null)} />}
      <DataList
        name="lead-reports"
        title={say('leads')}
        signature={ListLeadReports}
        input={{ search: filter.search || null, contestedOnly: filter.contestedOnly || null }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => projectPath(row.recordId)}
        search={{ value: filter.search, set: (search) => setFilter({ ...filter, search }), placeholder: say('search') }}
        filters={
          <Checkbox checked={filter.contestedOnly} onChange={(event) => setFilter({ ...filter, contestedOnly: event.target.checked })}>
            {say('contestedOnly')}
          </Checkbox>
        }
        onClear={filtered ? () => setFilter({ search: '', contestedOnly: false }) : undefined}
        empty={{ title: say('empty') }}
      />
      {reporting ? <ReportForm onClose={() => setReporting(false)} onAnswer={setAnswer} /> : null}
      {moving ? <TransferForm lead={moving} onClose={() => setMoving(null)} /> : null}
    </PageFrame>
  )
}

interface ToldProps {
  readonly answer: LeadAnswer
  readonly place: (code: string | null) => string
  readonly onClose: () => void
}

/** What a report was answered with: it is first, or who was, and when. */
function Told({ answer: { report, first }, place, onClose }: ToldProps) {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const sentence =
    first === null
      ? say('answerFirst', { name: report.firmName })
      : say('answerLater', {
          name: report.firmName,
          who: `${place(first.divisionCode)} ${first.by}`,
          when: moment(first.reportedAt),
          standing: say(`standing_${report.standing}`),
        })
  return (
    <Alert
      type={first === null ? 'success' : 'warning'}
      className="yq-form-note"
      role="status"
      title={sentence}
      closable={{ onClose }}
      action={<Link to={projectPath(report.recordId)}>{say('openProject')}</Link>}
    />
  )
}
