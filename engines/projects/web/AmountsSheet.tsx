import { DayField, DraftForm, Sheet, StateTag, todayHere, useCommand, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { MoneyInput, ReasonForm, showWan } from '@yinqiao/records/web'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { AddAmount, UndoAmount } from '../contract/index.ts'
import type { ProjectKind } from '../contract/project-kind.ts'
import { en } from './en.ts'
import type { ProjectFound } from './project-row.ts'
import { zh } from './zh.ts'

interface AmountsProps {
  readonly kind: ProjectKind
  readonly id: string
  readonly found: ProjectFound
}

/** Amounts by sort, each with its own sum; there is no sum of sums. */
export function AmountsSheet({ kind, id, found }: AmountsProps) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const [adding, setAdding] = useState(false)
  const [undoing, setUndoing] = useState<ProjectFound['amounts'][number]>()
  const undo = useCommand(UndoAmount, { refresh: ['projects'], onDone: () => tell.done(say('undone')) })
  const titleOf = (sort: string) => title(kind.amounts.find(({ code }) => code === sort)?.title ?? { zh: sort, en: sort })
  if (kind.amounts.length === 0) return null
  return (
    <Sheet title={say('amounts')} aside={say('amountsAside')}>
      <dl className="yq-sums">
        {kind.amounts.map(({ code, title: words }) => {
          const sum = found.sums[code]
          return (
            <div key={code}>
              <dt>{say('wan', { title: title(words) })}</dt>
              <dd>{sum === undefined ? <span className="yq-unknown">{say('none')}</span> : showWan(sum)}</dd>
            </div>
          )
        })}
      </dl>
      {found.amounts.length > 0 ? (
        <table className="yq-table">
          <thead>
            <tr>
              <th scope="col">{say('sort')}</th>
              <th scope="col" className="yq-numeric">
                {say('wan', { title: say('fen') })}
              </th>
              <th scope="col">{say('onDay')}</th>
              <th scope="col">{say('proof')}</th>
              <th scope="col">{say('who')}</th>
              <th scope="col">{say('note')}</th>
              <th scope="col">
                <span className="yq-hidden">{say('undo')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.amounts.map((amount) => (
              <tr key={amount.id}>
                <th scope="row">{titleOf(amount.sort)}</th>
                <td className="yq-numeric yq-figures">{showWan(amount.fen)}</td>
                <td className="yq-figures">{amount.onDay}</td>
                <td>
                  <StateTag tone={amount.proved ? 'good' : 'due'} word={say(amount.proved ? 'proved' : 'unproved')} />
                </td>
                <td>{amount.by}</td>
                <td>{amount.note}</td>
                <td>
                  {found.mayWrite ? (
                    <Button size="small" type="text" onClick={() => setUndoing(amount)}>
                      {say('undo')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {found.mayWrite && !adding ? <Button onClick={() => setAdding(true)}>{say('addAmount')}</Button> : null}
      {adding ? <NewAmount kind={kind} id={id} onClose={() => setAdding(false)} /> : null}
      {undoing ? (
        <ReasonForm
          name={`amount-undo-${undoing.id}`}
          signature={UndoAmount}
          title={say('undoTitle', { what: titleOf(undoing.sort) })}
          lead={say('undoLead')}
          act={say('undo')}
          toInput={(reason) => ({ amountId: undoing.id, reason })}
          send={undo.send}
          onClose={() => setUndoing(undefined)}
        />
      ) : null}
    </Sheet>
  )
}

interface AmountValues {
  readonly sort?: string
  readonly fen?: number | string | null
  readonly onDay?: string
  readonly note?: string
}

function NewAmount({ kind, id, onClose }: { readonly kind: ProjectKind; readonly id: string; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const add = useCommand(AddAmount, { refresh: ['projects'] })
  return (
    <DraftForm<typeof AddAmount, AmountValues>
      name={`amount-${id}`}
      signature={AddAmount}
      initial={{ onDay: todayHere() }}
      // a half-typed amount is no number: the schema refuses it beside the field
      toInput={({ sort, fen, onDay, note }) => ({
        id,
        sort: sort ?? '',
        fen: typeof fen === 'number' ? fen : Number.NaN,
        onDay: onDay ?? '',
        note: note?.trim() || null,
      })}
      send={async (input) => {
        await add.send(input)
        tell.done(say('amountDone', { sort: title(kind.amounts.find(({ code }) => code === input.sort)?.title ?? { zh: '', en: '' }) }))
      }}
      act={say('addAmount')}
      onDone={onClose}
      onCancel={onClose}
    >
      {() => (
        <div className="yq-form-grid">
          <Form.Item name="sort" label={say('sort')} required>
            <Select options={kind.amounts.map(({ code, title: words }) => ({ value: code, label: title(words) }))} />
          </Form.Item>
          <Form.Item name="fen" label={say('fen')} required>
            <MoneyInput />
          </Form.Item>
          <Form.Item name="onDay" label={say('onDay')} required>
            <DayField />
          </Form.Item>
          <Form.Item name="note" label={say('note')}>
            <Input maxLength={300} />
          </Form.Item>
        </div>
      )}
    </DraftForm>
  )
}
