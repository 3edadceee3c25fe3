import {
  DayField,
  DraftForm,
  Empty,
  type Picked,
  Sheet,
  StateTag,
  todayHere,
  useCommand,
  useMay,
  usePickers,
  useTell,
} from '@yinqiao/kernel/web'
import { CloseDecision, DecideItem } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { holdMeetings } from '../contract/meetings.ts'
import { answerDuty } from '../contract/permissions.ts'
import { type DecisionRow, decisionTone, type MeetingWhole, useMeetingWords, useOwnUnit } from './meeting-words.ts'

/** Decisions with owner, day and state; who may, closes one with the record that shows it. */
export function DecisionTable({ rows, withMeeting }: { readonly rows: readonly DecisionRow[]; readonly withMeeting?: boolean }) {
  const { say, day, decision } = useMeetingWords()
  const may = useMay()
  const unitId = useOwnUnit()
  const [closing, setClosing] = useState<DecisionRow>()
  return (
    <>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('decisionText')}</th>
            <th scope="col">{say('owner')}</th>
            <th scope="col">{say('deadline')}</th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                {row.text}
                {withMeeting ? (
                  <>
                    <br />
                    <Link to={`/plan/meetings/${row.meetingId}`} className="yq-faint">
                      {row.meetingTitle}
                    </Link>
                  </>
                ) : null}
              </td>
              <td>{row.ownerName}</td>
              <td>{day(row.due)}</td>
              <td>
                <StateTag tone={decisionTone[row.state]} word={decision(row.state)} />{' '}
                {row.doneOn === null ? (
                  may(answerDuty.code) && (may(holdMeetings.code) || unitId === row.ownerUnitId) ? (
                    <Button size="small" onClick={() => setClosing(row)}>
                      {say('closeDecision')}
                    </Button>
                  ) : null
                ) : (
                  <p className="yq-faint">
                    {say('closedLine', { on: day(row.doneOn), kind: row.recordKind ?? '', id: row.recordId ?? '', by: row.closedBy ?? '' })}
                  </p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {closing ? <CloseForm row={closing} onClose={() => setClosing(undefined)} /> : null}
    </>
  )
}

/** The decisions of one meeting, and the way to make one. */
export function MeetingDecisions({ whole, editable }: { readonly whole: MeetingWhole; readonly editable: boolean }) {
  const { say } = useMeetingWords()
  const [deciding, setDeciding] = useState(false)
  return (
    <Sheet
      title={say('decisions')}
      flush={whole.decisions.length > 0}
      aside={editable ? <Button onClick={() => setDeciding(true)}>{say('decide')}</Button> : null}
    >
      {whole.decisions.length === 0 ? <Empty title={say('noDecisions')} /> : <DecisionTable rows={whole.decisions} />}
      {deciding ? <DecideForm whole={whole} onClose={() => setDeciding(false)} /> : null}
    </Sheet>
  )
}

interface DecideValues {
  readonly itemId?: string
  readonly text: string
  readonly owner?: Picked | null
  readonly due: string
}

function DecideForm({ whole, onClose }: { readonly whole: MeetingWhole; readonly onClose: () => void }) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const { unit: UnitPicker } = usePickers()
  const decide = useCommand(DecideItem, { onDone: () => tell.done(say('decided')) })
  return (
    <Modal open title={say('decide')} onCancel={onClose} footer={null}>
      <DraftForm<typeof DecideItem, DecideValues>
        name={`meeting-decide-${whole.meeting.id}`}
        signature={DecideItem}
        fieldFor={{ ownerUnitId: 'owner' }}
        initial={{}}
        toInput={(values) => ({
          meetingId: whole.meeting.id,
          itemId: values.itemId ?? null,
          text: values.text ?? '',
          ownerUnitId: values.owner?.id ?? '',
          due: values.due ?? '',
        })}
        send={decide.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('decide')}
      >
        {() => (
          <>
            <Form.Item name="itemId" label={say('item')}>
              <Select allowClear options={whole.agenda.map(({ id, title }) => ({ value: id, label: title }))} />
            </Form.Item>
            <Form.Item name="text" label={say('decisionText')} required>
              <Input.TextArea rows={3} maxLength={1000} />
            </Form.Item>
            <Form.Item name="owner" label={say('owner')} required>
              <UnitPicker />
            </Form.Item>
            <Form.Item name="due" label={say('deadline')} required>
              <DayField />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

interface CloseValues {
  readonly doneOn: string
  readonly recordKind: string
  readonly recordId: string
  readonly note?: string
}

function CloseForm({ row, onClose }: { readonly row: DecisionRow; readonly onClose: () => void }) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const close = useCommand(CloseDecision, { onDone: () => tell.done(say('closed')) })
  return (
    <Modal open title={`${say('closeDecision')}：${row.text}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof CloseDecision, CloseValues>
        name={`decision-close-${row.id}`}
        signature={CloseDecision}
        initial={{ doneOn: todayHere() }}
        toInput={(values) => ({
          decisionId: row.id,
          version: row.version,
          doneOn: values.doneOn,
          recordKind: values.recordKind ?? '',
          recordId: values.recordId ?? '',
          note: values.note ?? null,
        })}
        send={close.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('closeDecision')}
      >
        {() => (
          <>
            <Form.Item name="doneOn" label={say('doneOn')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="recordKind" label={say('recordKind')} extra={say('recordKindHint')} required>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="recordId" label={say('recordId')} required>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="note" label={say('note')}>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
