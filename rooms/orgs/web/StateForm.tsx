import type { RawInput, Signature } from '@yinqiao/kernel/contract'
import { DraftForm, useWords } from '@yinqiao/kernel/web'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface StateFormProps<S extends Signature, T extends string> {
  readonly name: string
  readonly signature: S
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly toInput: (to: T, reason: string) => RawInput<S>
  readonly send: (input: RawInput<S>) => Promise<unknown>
}

/** Changes the state of a record with a reason; illegal moves come back refused by the server, with the sentence. */
export function StateForm<S extends Signature, T extends string>({ name, signature, options, toInput, send }: StateFormProps<S, T>) {
  const say = useWords(zh, en)
  const [open, setOpen] = useState(false)
  const away = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('changeState')}</Button>
      <Modal open={open} title={say('changeState')} onCancel={away} footer={null} destroyOnHidden>
        <DraftForm<S, { to: T; reason: string }>
          name={name}
          signature={signature}
          initial={{}}
          toInput={({ to, reason }) => toInput(to, reason ?? '')}
          send={send}
          onDone={away}
          onCancel={away}
        >
          {() => (
            <>
              <Form.Item name="to" label={say('toState')} required>
                <Select options={[...options]} />
              </Form.Item>
              <Form.Item name="reason" label={say('reason')} required>
                <Input.TextArea rows={2} maxLength={200} />
              </Form.Item>
            </>
          )}
        </DraftForm>
      </Modal>
    </>
  )
}
