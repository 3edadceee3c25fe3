import type { RawInput, Signature } from '@yinqiao/kernel/contract'
import { DraftForm, useWords } from '@yinqiao/kernel/web'
import { Form, Input, Modal } from 'antd'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface ReasonFormProps<S extends Signature> {
  /** Name of the draft. */
  readonly name: string
  readonly signature: S
  readonly title: string
  readonly lead?: string
  readonly act: string
  /** Label of the text; a reason unless told. */
  readonly label?: string
  readonly optional?: boolean
  readonly toInput: (reason: string) => RawInput<S>
  readonly send: (input: RawInput<S>) => Promise<unknown>
  readonly onClose: () => void
}

/** Asks why before an act that is logged with its reason. */
export function ReasonForm<S extends Signature>(props: ReasonFormProps<S>) {
  const say = useWords(zh, en)
  return (
    <Modal open title={props.title} onCancel={props.onClose} footer={null} destroyOnHidden>
      {props.lead ? <p className="yq-form-note">{props.lead}</p> : null}
      <DraftForm<S, { reason: string }>
        name={props.name}
        signature={props.signature}
        initial={{}}
        toInput={({ reason }) => props.toInput(reason ?? '')}
        send={props.send}
        act={props.act}
        onDone={props.onClose}
        onCancel={props.onClose}
      >
        {() => (
          <Form.Item name="reason" label={props.label ?? say('reason')} required={props.optional !== true}>
            <Input.TextArea rows={3} maxLength={300} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
