import { StateTag, useCommand, useDays, useMay, useTell, useWords } from '@yinqiao/kernel/web'
import { AcceptDuty } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { answerDuty, decidePlan } from '../contract/permissions.ts'
import { SourceMark } from './BoardCard.tsx'
import { DecideForm, DisputeForm } from './DutyForms.tsx'
import { en } from './en.ts'
import { type DutyRow, dutyTone } from './plan-words.ts'
import { zh } from './zh.ts'

/** One duty: the plan's words, the role and where it comes from, and what one may do with it. */
export function Duty({
  row,
  own,
  acts,
  children,
}: {
  readonly row: DutyRow
  readonly own: boolean
  readonly acts?: ReactNode
  readonly children?: ReactNode
}) {
  const say = useWords(zh, en)
  const may = useMay()
  const tell = useTell()
  const { day } = useDays()
  const [form, setForm] = useState<'dispute' | 'decide'>()
  const accept = useCommand(AcceptDuty, { onDone: () => tell.done(say('accepted', { title: row.title })) })
  const close = () => setForm(undefined)
  return (
    <div className="yq-duty" data-status={row.status}>
      <h2>
        <Link to="/plan" hash={`c-${row.clauseId}`}>
          {row.label} {row.title}
        </Link>
      </h2>
      <div className="yq-duty-acts">
        {acts}
        {may(decidePlan.code) && row.status !== 'ended' ? <Button onClick={() => setForm('decide')}>{say('decide')}</Button> : null}
        {own && may(answerDuty.code) && row.status === 'open' ? (
          <>
            <Button onClick={() => setForm('dispute')}>{say('dispute')}</Button>
            <Button loading={accept.busy} onClick={() => void accept.send({ dutyId: row.id, version: row.version }).catch(tell.failed)}>
              {say('accept')}
            </Button>
          </>
        ) : null}
      </div>
      <div className="yq-duty-facts">
        <StateTag tone={dutyTone[row.status]} word={say(`status_${row.status}`)} />
        <span className="yq-tag">{say(`drole_${row.role}`)}</span>
        <span>{say('asWritten', { text: row.asWritten })}</span>
        <SourceMark source={row.source} />
        {row.unitsOpen ? <span>{say('openUnits')}</span> : null}
      </div>
      {row.dispute ? (
        <p className="yq-tone-alert">
          {say('disputeReason')}：{row.dispute}
        </p>
      ) : null}
      {row.decisions.length > 0 ? (
        <ul className="yq-plain">
          {row.decisions.map((each) => (
            <li key={`${each.decidedOn}-${each.text}`} className="yq-faint">
              {day(each.decidedOn)} {each.decidedBy}：{each.text}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
      {form === 'dispute' ? <DisputeForm row={row} onClose={close} /> : null}
      {form === 'decide' ? <DecideForm row={row} onClose={close} /> : null}
    </div>
  )
}
