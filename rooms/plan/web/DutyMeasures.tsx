import { DraftForm, useCommand, useMay, useSay, useTell } from '@yinqiao/kernel/web'
import { RaiseCase, workCases } from '@yinqiao/cases/contract'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { inUnit } from '../rules/in-unit.ts'
import { everything, useBoardWords, useNumber } from './board-words.ts'
import type { DutyMeasure } from './duty-order.ts'
import { MeasureNumber } from './MeasureNumber.tsx'
import type { Opened } from './MeasureRows.tsx'
import type { DutyRow } from './plan-words.ts'
import { StateMark } from './StateMark.tsx'

/** The numbers of a duty in the unit's own scope, how they moved, and what would move them next. */
export function DutyMeasures({
  measures,
  onOpen,
}: {
  readonly measures: readonly DutyMeasure[]
  readonly onOpen: (opened: Opened) => void
}) {
  const say = useBoardWords()
  const told = useSay()
  if (measures.length === 0) return <p className="yq-faint yq-duty-measures">{say('noDutyMeasures')}</p>
  const typed = measures.reduce((most, each) => Math.max(most, each.typed), 0)
  const states = [...new Set(measures.map(({ result }) => result.state))]
  return (
    <details className="yq-duty-measures" open={measures.length < 4}>
      <summary>
        {say('measuresOf')}（{measures.length}）
        <span className="yq-duty-states">
          {states.map((state) => (
            <span key={state}>
              <StateMark state={state} /> {measures.filter(({ result }) => result.state === state).length}
            </span>
          ))}
        </span>{' '}
        <span className="yq-faint">{typed > 0 ? say('byHand', { n: typed }) : say('noHand')}</span>
      </summary>
      <ul>
        {measures.map(({ result, before, awaiting, registers }) => (
          <li key={result.code}>
            <Link to={`/plan/measures/${result.code}`}>{told(result.title)}</Link>
            <MeasureNumber
              always
              result={result}
              onOpen={() => onOpen({ code: result.code, title: told(result.title), question: { ...everything, scope: result.scope } })}
            />
            <Trend result={result} before={before} />
            <StateMark state={result.state} why={result.why} />
            <span className="yq-duty-next">
              {awaiting > 0 ? <strong>{say('awaiting', { n: awaiting })}</strong> : null}
              {result.undecided > 0 ? <strong>{say('undecided', { n: result.undecided })}</strong> : null}
              {awaiting + result.undecided > 0 || result.rows === 0
                ? registers.slice(0, 3).map((register) => (
                    <Link key={register.kind} to={`/records/${register.kind}`}>
                      {told(register.title)}
                    </Link>
                  ))
                : null}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Thirty days ago against today, in words and an arrow; without both there is no trend. */
function Trend({ result, before }: Pick<DutyMeasure, 'result' | 'before'>) {
  const say = useBoardWords()
  const number = useNumber()
  if (before === null || result.value === null) return <span />
  const change = inUnit(result.value, result.unit) - inUnit(before, result.unit)
  return (
    <span className="yq-faint" title={say('trend')}>
      {change > 0 ? '↑' : change < 0 ? '↓' : '→'} {number(Math.abs(change))}
    </span>
  )
}

/** Asks the working group for help with a duty; unsolved in time it goes on the next agenda by itself. */
export function HelpButton({ row }: { readonly row: DutyRow }) {
  const say = useBoardWords()
  const may = useMay()
  const tell = useTell()
  const [open, setOpen] = useState(false)
  const raise = useCommand(RaiseCase, { onDone: () => tell.done(say('helpSent')) })
  if (!may(workCases.code)) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('askHelp')}</Button>
      {open ? (
        <Modal open title={`${say('askHelp')}：${row.title}`} onCancel={() => setOpen(false)} footer={null}>
          <DraftForm<typeof RaiseCase, { title: string; help: string }>
            name={`help-${row.id}`}
            signature={RaiseCase}
            fieldFor={{ values: 'help' }}
            initial={{ title: '', help: '' }}
            toInput={({ title, help }) => ({
              kind: 'plan.issue',
              title: title ?? '',
              values: { help: help ?? '' },
              subject: { kind: 'duty', id: row.id, title: `${row.label} ${row.title}`.slice(0, 200) },
            })}
            send={raise.send}
            onDone={() => setOpen(false)}
            onCancel={() => setOpen(false)}
            act={say('askHelp')}
          >
            {() => (
              <>
                <Form.Item name="title" label={say('helpTitle')} required>
                  <Input maxLength={80} />
                </Form.Item>
                <Form.Item name="help" label={say('helpWanted')} required>
                  <Input.TextArea rows={4} maxLength={1000} />
                </Form.Item>
              </>
            )}
          </DraftForm>
        </Modal>
      ) : null}
    </>
  )
}
