import { DraftForm, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { ChangeInstitutionState } from '@yinqiao/orgs/contract'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { type InstitutionRecord, settableStates } from './institution-words.ts'
import { zh } from './zh.ts'

/** Changes the state of an institution with a reason; illegal moves are refused by the server with the sentence shown. */
export function InstitutionState({ row }: { readonly row: InstitutionRecord }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const [open, setOpen] = useState(false)
  const change = useCommand(ChangeInstitutionState, {
    onDone: (saved) => tell.done(say('changed', { state: say(`state_${saved.state}`) })),
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('changeState')}</Button>
      <Modal open={open} title={say('changeState')} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <DraftForm<typeof ChangeInstitutionState, { to: (typeof settableStates)[number]; reason: string }>
          name={`institution-state-${row.id}`}
          signature={ChangeInstitutionState}
          initial={{}}
          toInput={({ to, reason }) => ({ id: row.id, version: row.version, to, reason: reason ?? '' })}
          send={change.send}
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        >
          {() => (
            <>
              <Form.Item name="to" label={say('toState')} required>
                <Select
                  options={settableStates.filter((state) => state !== row.state).map((value) => ({ value, label: say(`state_${value}`) }))}
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
