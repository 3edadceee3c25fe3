import { CaseId, GetCase } from '@yinqiao/cases/contract'
import { Answer, Facts, PageFrame, Sheet, StateTag, useDays, useParam, useQuery, useSay, useWords } from '@yinqiao/kernel/web'
import { FieldValue } from '@yinqiao/records/web'
import { Link } from '@tanstack/react-router'
import { CaseActs } from './CaseActs.tsx'
import { CaseSteps } from './CaseSteps.tsx'
import { type CaseShown, useKinds } from './case-words.ts'
import { DueTag } from './DueTag.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './cases.css'

/** One case: where it stands, what is asked, what was done, and what the viewer may do now. */
export function CaseScreen() {
  const id = CaseId.parse(useParam('id'))
  const answer = useQuery(GetCase, { id })
  return (
    <Answer of={answer} lines={8}>
      {(row) => <Shown key={row.id} row={row} />}
    </Answer>
  )
}

function Shown({ row }: { readonly row: CaseShown }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { moment, day } = useDays()
  const { kindOf, kindTitle, stateTitle, stateTone, ownerText } = useKinds()
  const fields = kindOf(row.kind)?.fields ?? []
  return (
    <PageFrame
      title={row.title}
      above={<Link to="/cases">{say('cases')}</Link>}
      lead={
        <span className="yq-bar">
          <span className="yq-figures">{row.number}</span>
          <span>{kindTitle(row.kind)}</span>
          <StateTag tone={stateTone(row)} word={stateTitle(row.kind, row.state)} />
          {row.closedAt ? null : <DueTag row={row} />}
          {row.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
        </span>
      }
    >
      <div className="yq-columns-main">
        <div className="yq-stack">
          <Sheet title={say('asked')}>
            <Facts
              unknown={say('unknown')}
              rows={fields.map((field) => [title(field.title), <FieldValue key={field.key} field={field} value={row.values[field.key]} />])}
            />
          </Sheet>
          <Sheet title={say('steps')}>
            <CaseSteps row={row} />
          </Sheet>
        </div>
        <div className="yq-stack">
          <Sheet title={say('acts')}>
            <CaseActs row={row} />
          </Sheet>
          <Sheet title={say('facts')}>
            <Facts
              unknown={say('unknown')}
              rows={[
                ...(row.owner ? [[say('owner'), ownerText(row.owner)] as const] : []),
                ...(row.dueOn && row.dueAt
                  ? [[say('due'), row.workingDaysLeft === null ? moment(row.dueAt) : day(row.dueOn)] as const]
                  : []),
                ...(row.unitName ? [[say('unit'), row.unitName] as const] : []),
                [say('raisedBy'), [row.raisedUnitName, row.raisedByName].filter((part) => part !== null).join(' · ')],
                [say('opened'), moment(row.openedAt)],
                ...(row.closedAt ? [[say('closed'), moment(row.closedAt)] as const] : []),
                ...(row.subjectTitle ? [[say('subject'), row.subjectTitle] as const] : []),
                ...(row.missed > 0 ? [[say('missedLimits'), say('times', { n: row.missed })] as const] : []),
                ...(row.objections > 0 ? [[say('objections'), say('times', { n: row.objections })] as const] : []),
              ]}
            />
          </Sheet>
        </div>
      </div>
    </PageFrame>
  )
}
