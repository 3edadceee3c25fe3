import { CloseAccount, type GetAccount, ReopenAccount, ResetCredentials, UnlockAccount } from '@yinqiao/access/contract'
import type { Output } from '@yinqiao/kernel/contract'
import { DraftForm, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { OneTimePassword } from './OneTimePassword.tsx'
import { zh } from './zh.ts'

interface AccountActsProps {
  readonly account: Output<typeof GetAccount>
  readonly manage: boolean
  readonly grant: boolean
}

/** Close, reopen, unlock, reset. */
export function AccountActs({ account, manage, grant }: AccountActsProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const [open, setOpen] = useState<'state' | 'reset'>()
  const [second, setSecond] = useState(false)
  const [password, setPassword] = useState<string>()
  const active = account.state === 'active'
  const close = useCommand(CloseAccount, { onDone: () => tell.done(say('closed')) })
  const reopen = useCommand(ReopenAccount, { onDone: () => tell.done(say('reopened')) })
  const unlock = useCommand(UnlockAccount, { onDone: () => tell.done(say('unlocked')) })
  const reset = useCommand(ResetCredentials, {
    onDone: (made) => {
      setOpen(undefined)
      setPassword(made.oneTimePassword)
    },
  })
  const away = () => setOpen(undefined)
  return (
    <>
      {manage ? (
        <Button danger={active} onClick={() => setOpen('state')}>
          {say(active ? 'close' : 'reopen')}
        </Button>
      ) : null}
      {grant && account.lockedUntil ? (
        <Button onClick={() => void unlock.send({ accountId: account.id }).catch(tell.failed)}>{say('unlock')}</Button>
      ) : null}
      {grant && active ? <Button onClick={() => setOpen('reset')}>{say('reset')}</Button> : null}
      <Modal open={open === 'state'} title={say(active ? 'close' : 'reopen')} onCancel={away} footer={null} destroyOnHidden>
        <DraftForm<typeof CloseAccount, { reason: string }>
          name={`account-state-${account.id}`}
          signature={CloseAccount}
          initial={{}}
          toInput={({ reason }) => ({ accountId: account.id, version: account.version, reason: reason ?? '' })}
          send={active ? close.send : reopen.send}
          onDone={away}
          onCancel={away}
          act={say(active ? 'close' : 'reopen')}
        >
          {() => (
            <Form.Item name="reason" label={say('reason')} required>
              <Input.TextArea rows={2} maxLength={200} />
            </Form.Item>
          )}
        </DraftForm>
      </Modal>
      <Modal
        open={open === 'reset'}
        title={say('reset')}
        onCancel={away}
        okText={say('resetAct')}
        okButtonProps={{ loading: reset.busy }}
        onOk={() => void reset.send({ accountId: account.id, secondFactorToo: second }).catch(tell.failed)}
      >
        <p className="yq-form-note">{say('resetHint')}</p>
        <Checkbox checked={second} onChange={(event) => setSecond(event.target.checked)}>
          {say('resetSecond')}
        </Checkbox>
      </Modal>
      {password ? <OneTimePassword password={password} onClose={() => setPassword(undefined)} /> : null}
    </>
  )
}
