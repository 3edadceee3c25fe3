import { DraftForm, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { ChangeFirmState, FirmState } from '@yinqiao/orgs/contract'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import type { FirmRecord } from './firm-words.ts'
import { zh } from './zh.ts'

/** Changes the state of a firm with a reason; illegal moves come back refused, with the sentence. */
export function FirmStateForm({ row }: { readonly row: FirmRecord }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const [open, setOpen] = useState(false)
  const change = useCommand(ChangeFirmState, { onDone: (saved) => tell.done(say('changed', { state: say(`fstate_${saved.state}`) })) })
  const away = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('changeState')}</Button>
      <Modal open={open} title={say('changeState')} onCancel={away} footer={null} destroyOnHidden>
        <DraftForm<typeof ChangeFirmState, { to: FirmRecord['state']; reason: string }>
          name={`firm-state-${row.id}`}
          signature={ChangeFirmState}
          initial={{}}
          toInput={({ to, reason }) => ({ id: row.id, version: row.version, to, reason: reason ?? '' })}
          send={change.send}
          onDone={away}
          onCancel={away}
        >
          {() => (
            <>
              <Form.Item name="to" label={say('toState')} required>
                <Select
                  options={FirmState.options
                    .filter((state) => state !== row.state)
                    .map((value) => ({ value, label: say(`fstate_${value}`) }))}
                />
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
