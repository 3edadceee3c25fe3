import { useWords } from '@yinqiao/kernel/web'
import { Button, Modal } from 'antd'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './access.css'

/** Shows a one-time password, once. It leaves the page when the window closes. */
export function OneTimePassword({ password, onClose }: { readonly password: string; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  return (
    <Modal
      open
      title={say('oneTime')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('copied')}
        </Button>
      }
    >
      <p className="yq-one-time">{password}</p>
      <p>{say('oneTimeHint')}</p>
    </Modal>
  )
}
