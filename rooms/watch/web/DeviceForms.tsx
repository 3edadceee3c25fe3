import { DraftForm, type Picked, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { EditDevice, RenewSecret, SetDeviceState } from '@yinqiao/watch/contract'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import type { DeviceShown } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { DeviceFields, SecretShown } from './RegisterForm.tsx'

interface FormProps {
  readonly device: DeviceShown
  readonly onClose: () => void
}

interface Facts {
  readonly kind: DeviceShown['kind']
  readonly vendor?: string
  readonly model?: string
  readonly gateway?: Picked | null
  readonly silenceMinutes?: number | null
  readonly testDays?: number | null
}

export function EditDeviceForm({ device, onClose }: FormProps) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const edit = useCommand(EditDevice, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open width={680} title={`${say('edit')} · ${device.serial}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof EditDevice, Facts>
        name={`watch-device-${device.id}`}
        signature={EditDevice}
        basis={device.version}
        initial={{
          kind: device.kind,
          silenceMinutes: device.silenceMinutes,
          testDays: device.testDays,
          gateway: device.gatewayId ? { id: device.gatewayId, name: device.gatewaySerial ?? device.gatewayId } : null,
          ...(device.vendor ? { vendor: device.vendor } : {}),
          ...(device.model ? { model: device.model } : {}),
        }}
        fieldFor={{ gatewayId: 'gateway' }}
        toInput={(values) => ({
          id: device.id,
          version: device.version,
          kind: values.kind,
          vendor: values.vendor?.trim() || null,
          model: values.model?.trim() || null,
          gatewayId: values.gateway?.id ?? null,
          silenceMinutes: values.silenceMinutes ?? null,
          testDays: values.testDays ?? null,
        })}
        send={edit.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <DeviceFields />
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

const states = ['stock', 'repair', 'lost', 'scrapped'] as const

/** Out of use, or back into stock. */
export function StateForm({ device, onClose }: FormProps) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const change = useCommand(SetDeviceState, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={`${say('changeState')} · ${device.serial}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof SetDeviceState, { state?: (typeof states)[number]; why?: string }>
        name={`watch-device-state-${device.id}`}
        signature={SetDeviceState}
        basis={device.version}
        initial={{}}
        toInput={({ state, why }) => ({ id: device.id, version: device.version, state: state as (typeof states)[number], why: why ?? '' })}
        send={change.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            {device.holder ? <p className="yq-warn yq-form-note">{say('willUnbind')}</p> : null}
            <Form.Item name="state" label={say('toState')} required>
              <Select
                options={states.filter((state) => state !== device.state).map((value) => ({ value, label: say(`state_${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="why" label={say('why')} required>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** A new secret, shown once. */
export function RenewForm({ device, onClose }: FormProps) {
  const say = useWords(deviceZh, deviceEn)
  const [made, setMade] = useState<{ readonly source: string; readonly secret: string | null }>()
  const renew = useCommand(RenewSecret, { onDone: setMade })
  if (made) return <SecretShown source={made.source} secret={made.secret} onClose={onClose} />
  return (
    <Modal open title={`${say('renewSecret')} · ${device.serial}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof RenewSecret, { why?: string }>
        name={`watch-device-secret-${device.id}`}
        signature={RenewSecret}
        basis={device.version}
        initial={{}}
        toInput={({ why }) => ({ id: device.id, version: device.version, why: why ?? '' })}
        send={renew.send}
        onCancel={onClose}
        act={say('renewSecret')}
      >
        {() => (
          <Form.Item name="why" label={say('why')} required>
            <Input maxLength={200} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
