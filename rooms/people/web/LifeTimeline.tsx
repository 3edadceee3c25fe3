import {
  DayField,
  Answer,
  DraftForm,
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
import { GetLifeStates, LifeChangeId, LifeStateName, SetLifeState, SetLifeStates, UndoLifeState } from '@yinqiao/people/contract'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type ElderRecord, type LifeName, type LifeRecord, lifeTone } from './elder-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Where life stood over time, newest first, with gaps said and not hidden; and how the entries came about. */
export function LifeTimeline({ elderId }: { readonly elderId: ElderRecord['id'] }) {
  const say = useWords(zh, en)
  const may = useMay()
  const [form, setForm] = useState<'set' | 'undo'>()
  const answer = useQuery(GetLifeStates, { elderId })
  const close = () => setForm(undefined)
  return (
    <Sheet
      title={say('lifeTimeline')}
      aside={
        may(SetLifeStates.code) && answer.data ? (
          <Button size="small" onClick={() => setForm('set')}>
            {say('setLife')}
          </Button>
        ) : null
      }
    >
      <Answer of={answer}>
        {(life) => (
          <>
            <States life={life} />
            <Changes life={life} {...(may(SetLifeStates.code) ? { onUndo: () => setForm('undo') } : {})} />
            {form === 'set' ? <SetForm elderId={elderId} life={life} onClose={close} /> : null}
            {form === 'undo' && life.lastChangeId ? <UndoForm elderId={elderId} changeId={life.lastChangeId} onClose={close} /> : null}
          </>
        )}
      </Answer>
    </Sheet>
  )
}

function States({ life }: { readonly life: LifeRecord }) {
  const say = useWords(zh, en)
  const { day } = useDays()
  if (life.states.length === 0) return <p className="yq-faint">{say('life_unknown')}</p>
  const newest = life.states.toReversed()
  return (
    <ol className="yq-timeline">
      {newest.map((state, at) => {
        const earlier = newest[at + 1]
        return (
          <li key={state.from}>
            <StateTag tone={lifeTone[state.state]} word={say(`life_${state.state}`)} />
            <br />
            <time>
              {day(state.from)} — {state.to ? day(state.to) : say('still')}
            </time>
            {earlier?.to && earlier.to !== state.from ? (
              <p className="yq-gap">
                {say('gap')}：{day(earlier.to)} — {day(state.from)}
              </p>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

function Changes({ life, onUndo }: { readonly life: LifeRecord; readonly onUndo?: () => void }) {
  const say = useWords(zh, en)
  const { day, moment } = useDays()
  return (
    <details className="yq-changes-box">
      <summary>
        {say('changes')}（{life.changes.length}）
      </summary>
      <ul className="yq-changes">
        {life.changes.map((change) => (
          <li key={change.id} className={change.undoneBy ? 'yq-undone' : undefined}>
            {say(`change_${change.kind}`)}：{say(`life_${change.state}`)}，{day(change.from)}
            {change.to ? ` — ${day(change.to)}` : ''} {change.undoneBy ? `（${say('wasUndone')}）` : ''}
            <br />
            <span className="yq-faint">
              {say('by', { who: change.recordedBy, at: moment(change.recordedAt) })}
              {change.note ? ` · ${change.note}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {onUndo && life.lastChangeId ? (
        <Button size="small" onClick={onUndo}>
          {say('undoLast')}
        </Button>
      ) : null}
    </details>
  )
}

interface LifeFormProps {
  readonly elderId: ElderRecord['id']
  readonly onClose: () => void
}

function SetForm({ elderId, life, onClose }: LifeFormProps & { readonly life: LifeRecord }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const set = useCommand(SetLifeState)
  return (
    <Modal open title={say('setLife')} onCancel={onClose} footer={null}>
      <DraftForm<typeof SetLifeState, { state: LifeName; from: string; to?: string; note?: string }>
        name={`life-${elderId}`}
        signature={SetLifeState}
        initial={{ from: todayHere() }}
        secret={['note']}
        toInput={({ state, from, to, note }) => ({
          elderId,
          seen: life.lastChangeId,
          state,
          from: from ?? '',
          to: to || null,
          note: note?.trim() || null,
        })}
        send={async (input) => {
          await set.send(input)
          tell.done(say('lifeSaved', { state: say(`life_${input.state}`) }))
        }}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <p className="yq-faint yq-form-note">{say('lifeHint')}</p>
            <Form.Item name="state" label={say('lifeState')} required>
              <Select options={LifeStateName.options.map((value) => ({ value, label: say(`life_${value}`) }))} />
            </Form.Item>
            <Form.Item name="from" label={say('from')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="to" label={say('to')}>
              <DayField />
            </Form.Item>
            <Form.Item name="note" label={say('note')}>
              <Input.TextArea rows={2} maxLength={300} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

function UndoForm({ elderId, changeId, onClose }: LifeFormProps & { readonly changeId: string }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const undo = useCommand(UndoLifeState, { onDone: () => tell.done(say('undone')) })
  return (
    <Modal open title={say('undoTitle')} onCancel={onClose} footer={null}>
      <DraftForm<typeof UndoLifeState, { reason: string }>
        name={`life-undo-${changeId}`}
        signature={UndoLifeState}
        initial={{}}
        toInput={({ reason }) => ({ elderId, changeId: LifeChangeId.parse(changeId), reason: reason ?? '' })}
        send={undo.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('undoTitle')}
      >
        {() => (
          <Form.Item name="reason" label={say('undoReason')} required>
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
