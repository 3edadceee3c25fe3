import { MoveCase, ObjectCase, ReassignCase } from '@yinqiao/cases/contract'
import type { Signature } from '@yinqiao/kernel/contract'
import { DraftForm, type Picked, useCommand, useDays, usePickers, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { Button, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { type CaseShown, useKinds } from './case-words.ts'
import { en } from './en.ts'
import { FilesField, type PutFile } from './FilesField.tsx'
import { zh } from './zh.ts'

type Move = CaseShown['moves'][number]
interface Values {
  readonly text?: string
  readonly files?: readonly PutFile[]
  readonly unit?: Picked | null
}
interface FormProps {
  readonly row: CaseShown
  readonly onClose: () => void
}

/** What the viewer may do with the case now; what another must do is named with the reason. */
export function CaseActs({ row }: { readonly row: CaseShown }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { day } = useDays()
  const { ownerText } = useKinds()
  const [open, setOpen] = useState<Move | 'reassign' | 'object'>()
  const close = () => setOpen(undefined)
  const free = row.moves.filter(({ hindrance }) => hindrance === null)
  // a move that only the second person may make is worth knowing for the first
  const twoPersons = row.moves.filter(({ hindrance }) => hindrance === 'two-persons')
  const nothing = free.length + twoPersons.length === 0 && !row.mayReassign && !row.mayObject
  return (
    <div className="yq-acts-list">
      {free.map((move) => (
        <div key={move.code}>
          <Button type={move.main ? 'primary' : 'default'} onClick={() => setOpen(move)}>
            {title(move.title)}
          </Button>
        </div>
      ))}
      {twoPersons.map((move) => (
        <div key={move.code}>
          <Button disabled>{title(move.title)}</Button>
          <span className="yq-faint">{say('hindered_two-persons')}</span>
        </div>
      ))}
      {row.mayReassign ? (
        <div>
          <Button onClick={() => setOpen('reassign')}>{say('reassign')}</Button>
        </div>
      ) : null}
      {row.mayObject && row.objectUntil ? (
        <div>
          <Button onClick={() => setOpen('object')}>{say('object')}</Button>
          <span className="yq-faint">{say('objectUntil', { day: day(row.objectUntil) })}</span>
        </div>
      ) : null}
      {nothing ? <p className="yq-faint">{row.owner ? say('noActs', { owner: ownerText(row.owner) }) : say('doneWord')}</p> : null}
      {open === 'reassign' ? <ReassignForm row={row} onClose={close} /> : null}
      {open === 'object' ? <ObjectForm row={row} onClose={close} /> : null}
      {typeof open === 'object' ? <MoveForm row={row} move={open} onClose={close} /> : null}
    </div>
  )
}

function ActModal<S extends Signature>({
  name,
  act,
  row,
  signature,
  toInput,
  send,
  onClose,
  children,
}: FormProps & {
  readonly name: string
  readonly act: string
  readonly signature: S
  readonly toInput: (values: Values) => Parameters<Parameters<typeof DraftForm<S, Values>>[0]['send']>[0]
  readonly send: Parameters<typeof DraftForm<S, Values>>[0]['send']
  readonly children: ReactNode
}) {
  return (
    <Modal open title={act} onCancel={onClose} footer={null} width={560} destroyOnHidden>
      <DraftForm<S, Values>
        name={`case-${row.id}-${name}`}
        signature={signature}
        initial={{}}
        fieldFor={{ unitId: 'unit' }}
        toInput={toInput}
        send={send}
        basis={row.version}
        act={act}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => children}
      </DraftForm>
    </Modal>
  )
}

function TextAndFiles({ required, evidence }: { readonly required: boolean; readonly evidence: boolean }) {
  const say = useWords(zh, en)
  return (
    <>
      <Form.Item name="text" label={say('text')} required={required}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="files" label={say('files')} required={evidence}>
        <FilesField />
      </Form.Item>
    </>
  )
}

const textOf = ({ text }: Values) => text?.trim() || null
const filesOf = ({ files }: Values) => (files ?? []).map(({ id }) => id)

function MoveForm({ row, move, onClose }: FormProps & { readonly move: Move }) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const make = useCommand(MoveCase, { onDone: () => tell.done(say('moved', { move: title(move.title) })) })
  return (
    <ActModal
      name={move.code}
      act={title(move.title)}
      row={row}
      signature={MoveCase}
      toInput={(values) => ({ id: row.id, version: row.version, move: move.code, text: textOf(values), files: filesOf(values) })}
      send={make.send}
      onClose={onClose}
    >
      <TextAndFiles required={move.text} evidence={move.evidence} />
    </ActModal>
  )
}

function ObjectForm({ row, onClose }: FormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const object = useCommand(ObjectCase, { onDone: () => tell.done(say('objected')) })
  return (
    <ActModal
      name="object"
      act={say('object')}
      row={row}
      signature={ObjectCase}
      toInput={(values) => ({ id: row.id, version: row.version, text: textOf(values) ?? '', files: filesOf(values) })}
      send={object.send}
      onClose={onClose}
    >
      <TextAndFiles required evidence={false} />
    </ActModal>
  )
}

function ReassignForm({ row, onClose }: FormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const { unit: UnitPicker } = usePickers()
  const hand = useCommand(ReassignCase, { onDone: (saved) => tell.done(say('reassigned', { unit: saved.unitName ?? '' })) })
  return (
    <ActModal
      name="reassign"
      act={say('reassign')}
      row={row}
      signature={ReassignCase}
      toInput={(values) => ({ id: row.id, version: row.version, unitId: values.unit?.id ?? '', text: textOf(values) ?? '' })}
      send={hand.send}
      onClose={onClose}
    >
      <Form.Item name="unit" label={say('toUnit')} required>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="text" label={say('text')} required>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </ActModal>
  )
}
