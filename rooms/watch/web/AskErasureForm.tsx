import { DraftForm, useCommand, useMay, useTell, useWords } from '@yinqiao/kernel/web'
import { AskErasure, AskErasures } from '@yinqiao/watch/contract'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { erasureEn } from './erasure-en.ts'
import { erasureZh } from './erasure-zh.ts'

interface Props {
  readonly elderId: string
  readonly name: string
}

/** The button by which a person's wish that their readings be erased is taken in. */
export function AskErasureButton(props: Props) {
  const say = useWords(erasureZh, erasureEn)
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may(AskErasures.code)) return null
  return (
    <p className="yq-row-acts">
      <Button size="small" onClick={() => setOpen(true)}>
        {say('ask')} · {props.name}
      </Button>
      {open ? <AskForm {...props} onClose={() => setOpen(false)} /> : null}
    </p>
  )
}

function AskForm({ elderId, name, onClose }: Props & { readonly onClose: () => void }) {
  const say = useWords(erasureZh, erasureEn)
  const tell = useTell()
  const ask = useCommand(AskErasure, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={`${say('ask')} · ${name}`} onCancel={onClose} footer={null}>
      <p className="yq-warn yq-form-note">{say('askNote')}</p>
      <DraftForm<typeof AskErasure, { why?: string }>
        name={`watch-erasure-ask-${elderId}`}
        signature={AskErasure}
        initial={{}}
        toInput={({ why }) => ({ elderId, why: why ?? '' })}
        send={ask.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('ask')}
      >
        {() => (
          <Form.Item name="why" label={say('why')} required>
            <Input.TextArea maxLength={500} rows={2} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
