import { DayField, DraftForm, type Picked, Sheet, StateTag, todayHere, useCommand, useMay, usePickers, useTell } from '@yinqiao/kernel/web'
import { CloseAction, ReviewFinding } from '@yinqiao/plan/contract'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { reviewRound, runRound } from '../contract/permissions.ts'
import { type Round, useRoundWords } from './round-words.ts'

type Found = Round['findings'][number]

/** Findings of the review with what is to be done, and objections to rows of the round's measures. */
export function RoundFindings({ whole }: { readonly whole: Round }) {
  const { say, day } = useRoundWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [closing, setClosing] = useState<Found>()
  return (
    <>
      <Sheet
        title={say('findings')}
        aside={
          whole.round.state === 'frozen' && may(reviewRound.code) ? (
            <Button onClick={() => setAdding(true)}>{say('addFinding')}</Button>
          ) : null
        }
      >
        {whole.findings.length === 0 ? (
          <p className="yq-faint">{say('noFindings')}</p>
        ) : (
          <table className="yq-table">
            <thead>
              <tr>
                <th scope="col">{say('target')}</th>
                <th scope="col">{say('finding')}</th>
                <th scope="col">{say('action')}</th>
              </tr>
            </thead>
            <tbody>
              {whole.findings.map((found) => (
                <tr key={found.id}>
                  <td>{found.about}</td>
                  <td>
                    {found.body}
                    <br />
                    <span className="yq-faint">
                      {found.by}，{day(found.on)}
                    </span>
                  </td>
                  <td>
                    {found.action === null ? (
                      <span className="yq-faint">{say('noAction')}</span>
                    ) : (
                      <>
                        {found.action.text}（{found.action.owner}，{day(found.action.due)}）{' '}
                        {found.action.doneOn !== null ? (
                          <StateTag tone="good" word={say('doneLine', { day: day(found.action.doneOn) })} />
                        ) : (
                          <>
                            {found.action.late ? <StateTag tone="alert" word={say('late')} /> : null}
                            {may(runRound.code) ? (
                              <Button size="small" onClick={() => setClosing(found)}>
                                {say('closeAction')}
                              </Button>
                            ) : null}
                          </>
                        )}
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {adding ? <FindingForm whole={whole} onClose={() => setAdding(false)} /> : null}
        {closing ? <CloseForm found={closing} onClose={() => setClosing(undefined)} /> : null}
      </Sheet>
      {whole.objections.length > 0 ? (
        <Sheet title={say('objections')}>
          <ul className="yq-plain-list">
            {whole.objections.map((one) => (
              <li key={one.id}>
                {one.measure} · {day(one.raisedOn)}{' '}
                <StateTag tone={one.open ? 'due' : 'idle'} word={say(one.open ? 'objectionOpen' : 'objectionClosed')} />
              </li>
            ))}
          </ul>
        </Sheet>
      ) : null}
    </>
  )
}

interface FindingValues {
  readonly about?: string
  readonly body?: string
  readonly action?: string
  readonly owner?: Picked | null
  readonly due?: string
}

function FindingForm({ whole, onClose }: { readonly whole: Round; readonly onClose: () => void }) {
  const { say } = useRoundWords()
  const tell = useTell()
  const { unit: UnitPicker } = usePickers()
  const roundId = whole.round.id
  const add = useCommand(ReviewFinding, { onDone: () => tell.done(say('findingAdded')) })
  return (
    <Modal open title={say('addFinding')} onCancel={onClose} footer={null}>
      <DraftForm<typeof ReviewFinding, FindingValues>
        name={`finding-${roundId}`}
        signature={ReviewFinding}
        fieldFor={{ 'action.text': 'action', 'action.unitId': 'owner', 'action.due': 'due' }}
        initial={{ about: '' }}
        toInput={({ about, body, action, owner, due }) => ({
          roundId,
          about: about ?? '',
          body: body ?? '',
          action: action ? { text: action, unitId: owner?.id ?? '', due: due ?? '' } : null,
        })}
        send={add.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('addFinding')}
      >
        {() => (
          <>
            <Form.Item name="about" label={say('target')}>
              <Select
                options={[{ value: '', label: '—' }, ...whole.targets.map(({ row, name }) => ({ value: row, label: `${row} ${name}` }))]}
              />
            </Form.Item>
            <Form.Item name="body" label={say('finding')} required>
              <Input.TextArea rows={3} maxLength={2000} />
            </Form.Item>
            <Form.Item name="action" label={say('action')} extra={say('actionHint')}>
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="owner" label={say('owner')}>
              <UnitPicker />
            </Form.Item>
            <Form.Item name="due" label={say('due')}>
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
  readonly note?: string
}

function CloseForm({ found, onClose }: { readonly found: Found; readonly onClose: () => void }) {
  const { say } = useRoundWords()
  const tell = useTell()
  const close = useCommand(CloseAction, { onDone: () => tell.done(say('actionClosed')) })
  return (
    <Modal open title={say('closeAction')} onCancel={onClose} footer={null}>
      <DraftForm<typeof CloseAction, CloseValues>
        name={`action-${found.id}`}
        signature={CloseAction}
        initial={{ doneOn: todayHere() }}
        toInput={({ doneOn, note }) => ({ findingId: found.id, doneOn, note: note ?? '' })}
        send={close.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('closeAction')}
      >
        {() => (
          <>
            <Form.Item name="doneOn" label={say('doneOn')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="note" label={say('note')} required>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
