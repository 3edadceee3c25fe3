import { useKept } from '@yinqiao/kernel/web'
import { Button, Input, InputNumber, Modal, Radio } from 'antd'
import { type RefObject, useRef, useState } from 'react'
import type { AlarmRow, CloseCause } from '../contract/alarm.ts'
import { useDeskWords } from './desk-words.tsx'
import { RaiseDialog } from './RaiseDialog.tsx'
import type { AlarmActs } from './use-alarm-acts.ts'

interface DialogProps {
  readonly row: AlarmRow
  readonly acts: AlarmActs
  readonly onEnd: () => void
}

/** Where one writes or chooses first; the dialog itself would put the keyboard on its cross. */
function useFirstField(): { readonly box: RefObject<HTMLDivElement | null>; readonly afterOpenChange: (open: boolean) => void } {
  const box = useRef<HTMLDivElement>(null)
  const afterOpenChange = (open: boolean) => {
    if (open) box.current?.querySelector<HTMLElement>('input:checked, input, textarea')?.focus()
  }
  return { box, afterOpenChange }
}

/** Minutes and why; at the end it sounds again by itself. */
function SnoozeDialog({ row, acts, onEnd }: DialogProps) {
  const say = useDeskWords()
  const { box, afterOpenChange } = useFirstField()
  const [minutes, setMinutes] = useState<number | null>(10)
  const [why, setWhy] = useKept(`watch-snooze-${row.id}`, '')
  const send = async () => {
    if (minutes === null || why.trim() === '' || !(await acts.snooze(row, minutes, why.trim()))) return
    setWhy('')
    onEnd()
  }
  return (
    <Modal
      open
      title={say('snoozeTitle', { n: row.n })}
      afterOpenChange={afterOpenChange}
      onCancel={onEnd}
      onOk={() => void send()}
      okText={say('doSnooze')}
      okButtonProps={{ disabled: minutes === null || why.trim() === '', loading: acts.busy }}
    >
      <div className="yq-stack" ref={box}>
        <label>
          {say('snoozeMinutes')} <InputNumber min={1} max={60} precision={0} value={minutes} onChange={setMinutes} />
        </label>
        <span className="yq-bar">
          {[5, 10, 15, 30].map((one) => (
            <Button key={one} size="small" onClick={() => setMinutes(one)}>
              {one}
            </Button>
          ))}
        </span>
        <label>
          {say('why')}
          <Input value={why} maxLength={500} onChange={(event) => setWhy(event.target.value)} onPressEnter={() => void send()} />
        </label>
      </div>
    </Modal>
  )
}

const causes: readonly CloseCause[] = ['true', 'false', 'test', 'equipment']

/** What it was, and why one says so; says before when a second person will be needed. */
function CloseDialog({ row, needsSecond, acts, onEnd }: DialogProps & { readonly needsSecond: boolean }) {
  const say = useDeskWords()
  const { box, afterOpenChange } = useFirstField()
  const [cause, setCause] = useState<CloseCause>('true')
  const [why, setWhy] = useKept(`watch-close-${row.id}`, '')
  const missing = cause === 'false' && why.trim() === ''
  const second = needsSecond && (cause === 'true' || cause === 'false')
  const send = async () => {
    if (missing || !(await acts.close(row, cause, why.trim()))) return
    setWhy('')
    onEnd()
  }
  return (
    <Modal
      open
      title={say('closeTitle', { n: row.n })}
      afterOpenChange={afterOpenChange}
      onCancel={onEnd}
      onOk={() => void send()}
      okText={say('doClose')}
      okButtonProps={{ disabled: missing, loading: acts.busy }}
    >
      <div className="yq-stack" ref={box}>
        <Radio.Group
          aria-label={say('closeCause')}
          value={cause}
          onChange={(event) => setCause(event.target.value as CloseCause)}
          options={causes.map((value) => ({ value, label: say(`close_${value}`) }))}
        />
        <label>
          {say('why')}
          <Input.TextArea value={why} maxLength={1000} rows={3} onChange={(event) => setWhy(event.target.value)} />
        </label>
        {missing ? <p className="yq-field-problem">{say('whyFalse')}</p> : null}
        {second ? <p className="yq-faint">{say('secondNeeded')}</p> : null}
      </div>
    </Modal>
  )
}

const keys = [
  ['j k ↑ ↓', 'key_move'],
  ['Enter', 'key_open'],
  ['c', 'key_claim'],
  ['n', 'key_call'],
  ['m', 'key_note'],
  ['s', 'key_snooze'],
  ['x', 'key_close'],
  ['?', 'key_help'],
] as const

function KeysDialog({ onEnd }: { readonly onEnd: () => void }) {
  const say = useDeskWords()
  return (
    <Modal open title={say('keys')} footer={null} onCancel={onEnd}>
      <dl className="yq-keys">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

export type Dialog = 'snooze' | 'close' | 'raise' | 'keys'

/** Which dialog is open, and about which alarm; null where it is about none. */
export interface Opened {
  readonly which: Dialog
  readonly row: AlarmRow | null
}

interface DeskDialogsProps {
  readonly opened: Opened | null
  readonly needsSecond: boolean
  readonly acts: AlarmActs
  readonly onRaised: (row: AlarmRow) => void
  readonly onEnd: () => void
}

/** The one dialog that is open. */
export function DeskDialogs({ opened, needsSecond, acts, onRaised, onEnd }: DeskDialogsProps) {
  const { which, row } = opened ?? { which: null, row: null }
  if (which === 'keys') return <KeysDialog onEnd={onEnd} />
  if (which === 'raise') return <RaiseDialog onDone={onRaised} onEnd={onEnd} />
  if (which === 'snooze' && row) return <SnoozeDialog row={row} acts={acts} onEnd={onEnd} />
  if (which === 'close' && row) return <CloseDialog row={row} needsSecond={needsSecond} acts={acts} onEnd={onEnd} />
  return null
}
