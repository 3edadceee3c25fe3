import type { Output } from '@yinqiao/kernel/contract'
import {
  DayField,
  Answer,
  DraftForm,
  Empty,
  PageFrame,
  Sheet,
  StateTag,
  todayHere,
  useCommand,
  useDays,
  useMay,
  useQuery,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { EndInterpretation, ListInterpretations } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { decidePlan } from '../contract/permissions.ts'
import { en } from './en.ts'
import { unbroken } from './plan-words.ts'
import { zh } from './zh.ts'
import './plan.css'

type Row = Output<typeof ListInterpretations>['rows'][number]

/** All decisions about words, in force and ended. */
export function InterpretationsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const { day } = useDays()
  const answer = useQuery(ListInterpretations, {})
  const [ending, setEnding] = useState<Row>()
  return (
    <PageFrame title={say('interpretations')} lead={say('interpretationsLead')}>
      <Answer of={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={say('noInterpretations')} />
          ) : (
            <Sheet flush>
              {rows.map((row) => (
                <div key={row.id} className="yq-duty">
                  <div className="yq-stack">
                    <h2>“{row.term ?? say('wholeClause')}”</h2>
                    <p>{row.text}</p>
                    <p className="yq-faint">
                      <Link to="/plan" hash={`c-${row.clauseId}`}>
                        {unbroken(row.quote)}
                      </Link>
                    </p>
                    <p className="yq-duty-facts">
                      <span>{say('decidedLine', { by: row.decidedBy, on: day(row.decidedOn), from: day(row.validFrom) })}</span>
                      {row.paper ? <span>{row.paper}</span> : null}
                    </p>
                  </div>
                  <div className="yq-duty-acts">
                    <StateTag
                      tone={row.validTo ? 'idle' : 'good'}
                      word={row.validTo ? `${say('validTo')} ${day(row.validTo)}` : say('inForce')}
                    />
                    {!row.validTo && may(decidePlan.code) ? <Button onClick={() => setEnding(row)}>{say('end')}</Button> : null}
                  </div>
                </div>
              ))}
            </Sheet>
          )
        }
      </Answer>
      {ending ? <EndForm row={ending} onClose={() => setEnding(undefined)} /> : null}
    </PageFrame>
  )
}

function EndForm({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const end = useCommand(EndInterpretation, { onDone: () => tell.done(say('ended')) })
  return (
    <Modal open title={say('end')} onCancel={onClose} footer={null}>
      <DraftForm<typeof EndInterpretation, { on: string; reason: string }>
        name={`interpretation-end-${row.id}`}
        signature={EndInterpretation}
        initial={{ on: todayHere() }}
        toInput={({ on, reason }) => ({ interpretationId: row.id, on, reason: reason ?? '' })}
        send={end.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('end')}
      >
        {() => (
          <>
            <Form.Item name="on" label={say('onDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="reason" label={say('reason')} required>
              <Input.TextArea rows={2} maxLength={300} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
