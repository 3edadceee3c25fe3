import { DraftForm, type Picked, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { DeviceKind, RegisterDevice } from '@yinqiao/watch/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import type { DeviceListed } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { GatewayPicker } from './watch-pickers.tsx'

interface Values {
  readonly protocol?: string
  readonly serial?: string
  readonly kind?: DeviceListed['kind']
  readonly vendor?: string
  readonly model?: string
  readonly gateway?: Picked | null
  readonly divisionCode?: string
  readonly silenceMinutes?: number | null
  readonly testDays?: number | null
  readonly withSecret?: boolean
}

interface RegisterProps {
  /** What a quarantined message says of its sender. */
  readonly from?: { readonly quarantineId: string; readonly protocol?: string; readonly serial?: string }
  readonly onClose: () => void
}

/** Registers a device; its secret is shown once, then gone. */
export function RegisterForm({ from, onClose }: RegisterProps) {
  const say = useWords(deviceZh, deviceEn)
  const navigate = useNavigate()
  const [made, setMade] = useState<{ readonly id: string; readonly source: string; readonly secret: string | null }>()
  const register = useCommand(RegisterDevice, { onDone: setMade })
  if (made) {
    const open = () => {
      onClose()
      void navigate({ to: `/watch/devices/${made.id}` })
    }
    return <SecretShown source={made.source} secret={made.secret} onClose={open} />
  }
  return (
    <Modal open width={680} title={say('register')} onCancel={onClose} footer={null}>
      <DraftForm<typeof RegisterDevice, Values>
        name={from ? `watch-register-${from.quarantineId}` : 'watch-register'}
        signature={RegisterDevice}
        initial={{
          withSecret: true,
          ...(from?.protocol ? { protocol: from.protocol } : {}),
          ...(from?.serial ? { serial: from.serial } : {}),
        }}
        fieldFor={{ gatewayId: 'gateway' }}
        toInput={(values) => ({
          protocol: values.protocol?.trim() ?? '',
          serial: values.serial?.trim() ?? '',
          kind: values.kind as DeviceListed['kind'],
          vendor: values.vendor?.trim() || null,
          model: values.model?.trim() || null,
          gatewayId: values.gateway?.id ?? null,
          divisionCode: values.divisionCode ?? '',
          silenceMinutes: values.silenceMinutes ?? null,
          testDays: values.testDays ?? null,
          withSecret: values.withSecret === true,
          quarantineId: from?.quarantineId ?? null,
        })}
        send={register.send}
        onCancel={onClose}
        act={say('register')}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="protocol" label={say('protocol')} required>
              <Input maxLength={31} placeholder="mqtt" autoComplete="off" />
            </Form.Item>
            <Form.Item name="serial" label={say('serial')} required>
              <Input maxLength={64} className="yq-figures" autoComplete="off" />
            </Form.Item>
            <DeviceFields />
            <Form.Item name="divisionCode" label={say('division')} required>
              <DivisionPicker level="any" />
            </Form.Item>
            <Form.Item name="withSecret" valuePropName="checked" label={say('secret')}>
              <Checkbox>{say('withSecret')}</Checkbox>
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

/** What can be typed of a device, new or known. */
export function DeviceFields() {
  const say = useWords(deviceZh, deviceEn)
  return (
    <>
      <Form.Item name="kind" label={say('kind')} required>
        <Select options={DeviceKind.options.map((value) => ({ value, label: say(`kind_${value}`) }))} />
      </Form.Item>
      <Form.Item name="gateway" label={say('gateway')}>
        <GatewayPicker />
      </Form.Item>
      <Form.Item name="vendor" label={say('vendor')}>
        <Input maxLength={80} placeholder={say('unrecorded')} />
      </Form.Item>
      <Form.Item name="model" label={say('model')}>
        <Input maxLength={80} placeholder={say('unrecorded')} />
      </Form.Item>
      <Form.Item name="silenceMinutes" label={say('silenceMinutes')}>
        <InputNumber min={1} max={43_200} precision={0} placeholder={say('silenceByKind')} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="testDays" label={say('testDays')}>
        <InputNumber min={1} max={366} precision={0} placeholder={say('noTest')} style={{ width: '100%' }} />
      </Form.Item>
    </>
  )
}

/** The name and secret a device signs in with; closing it is the end of the secret on this screen. */
export function SecretShown({
  source,
  secret,
  onClose,
}: {
  readonly source: string
  readonly secret: string | null
  readonly onClose: () => void
}) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  return (
    <Modal
      open
      title={say('secret')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('done')}
        </Button>
      }
    >
      {secret === null ? <p>{say('secretNo')}</p> : <p className="yq-warn">{say('secretOnce')}</p>}
      <dl className="yq-secret">
        <dt>{say('source')}</dt>
        <dd className="yq-figures">{source}</dd>
        {secret === null ? null : (
          <>
            <dt>{say('secret')}</dt>
            <dd className="yq-figures">{secret}</dd>
          </>
        )}
      </dl>
      {secret === null ? null : (
        <Button
          onClick={() => void navigator.clipboard.writeText(`${source}\n${secret}`).then(() => tell.done(say('copied')), tell.failed)}
        >
          {say('copy')}
        </Button>
      )}
    </Modal>
  )
}
