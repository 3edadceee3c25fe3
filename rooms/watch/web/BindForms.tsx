import { DraftForm, type Picked, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { BindDevice, EndBinding, MoveDevice } from '@yinqiao/watch/contract'
import { Form, Input, Modal } from 'antd'
import { deviceEn } from './device-en.ts'
import type { DeviceShown, HomeShown } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { HomePicker, StockPicker, WearerPicker } from './watch-pickers.tsx'

interface Place {
  readonly device?: Picked | null
  readonly home?: Picked | null
  readonly elderId?: string | null
  readonly room?: string
  readonly why?: string
}
const fields = { deviceId: 'device', homeId: 'home' }
const nobody = { id: '', name: '' }
const placeOf = ({ home, elderId, room }: Place) => ({
  homeId: home?.id ?? '',
  elderId: elderId ?? null,
  room: room?.trim() || null,
})

/** Binds a device of the stock: chosen in a home, or a home chosen for the device. */
export function BindForm({
  home,
  device,
  onClose,
}: {
  readonly home?: HomeShown
  readonly device?: DeviceShown
  readonly onClose: () => void
}) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const bind = useCommand(BindDevice, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal
      open
      title={home ? `${say('bind')} · ${home.name}` : `${say('bind')} · ${device?.serial ?? ''}`}
      onCancel={onClose}
      footer={null}
    >
      <DraftForm<typeof BindDevice, Place>
        name={`watch-bind-${home?.id ?? device?.id ?? ''}`}
        signature={BindDevice}
        initial={{
          ...(home ? { home: { id: home.id, name: home.name } } : {}),
          ...(device ? { device: { id: device.id, name: device.serial } } : {}),
        }}
        fieldFor={fields}
        toInput={(values) => ({
          ...placeOf({ ...values, home: values.home ?? (home ? { id: home.id, name: home.name } : nobody) }),
          deviceId: values.device?.id ?? device?.id ?? '',
        })}
        send={bind.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('bindHere')}
      >
        {(form) => (
          <>
            {device ? null : (
              <Form.Item name="device" label={say('device')} required>
                <StockPicker />
              </Form.Item>
            )}
            {home ? null : (
              <Form.Item name="home" label={say('home')} required>
                <HomePicker onChange={(picked) => form.setFieldsValue({ home: picked, elderId: null })} />
              </Form.Item>
            )}
            <Wearer homeId={home?.id ?? null} />
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Who uses it and in which room; the persons follow the home chosen. */
function Wearer({ homeId }: { readonly homeId: string | null }) {
  const say = useWords(deviceZh, deviceEn)
  return (
    <>
      <Form.Item noStyle shouldUpdate={(before: Place, after: Place) => before.home?.id !== after.home?.id}>
        {(form) => {
          const picked: unknown = form.getFieldValue('home')
          const chosen = typeof picked === 'object' && picked !== null && 'id' in picked ? String(picked.id) : null
          return (
            <Form.Item name="elderId" label={say('wearer')}>
              <WearerPicker homeId={homeId ?? chosen} />
            </Form.Item>
          )
        }}
      </Form.Item>
      <Form.Item name="room" label={say('room')}>
        <Input maxLength={40} placeholder={say('unrecorded')} />
      </Form.Item>
    </>
  )
}

type Held = DeviceShown & { readonly holder: NonNullable<DeviceShown['holder']> }

/** Moves a bound device; the reason stays in its life file. */
export function MoveForm({ device, onClose }: { readonly device: Held; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const { holder } = device
  const move = useCommand(MoveDevice, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={`${say('move')} · ${device.serial}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof MoveDevice, Place>
        name={`watch-move-${holder.bindingId}`}
        signature={MoveDevice}
        initial={{
          home: { id: holder.homeId, name: holder.homeName },
          elderId: holder.elderId,
          ...(holder.room ? { room: holder.room } : {}),
        }}
        fieldFor={fields}
        toInput={(values) => ({
          ...placeOf(values),
          deviceId: device.id,
          bindingId: holder.bindingId,
          why: values.why ?? '',
        })}
        send={move.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('move')}
      >
        {(form) => (
          <>
            <p className="yq-faint yq-form-note">{say('moveHint')}</p>
            <Form.Item name="home" label={say('home')} required>
              <HomePicker onChange={(picked) => form.setFieldsValue({ home: picked, elderId: null })} />
            </Form.Item>
            <Wearer homeId={null} />
            <Form.Item name="why" label={say('why')} required>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Ends the binding; the device goes back into stock. */
export function UnbindForm({ device, onClose }: { readonly device: Held; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const end = useCommand(EndBinding, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={`${say('unbind')} · ${device.serial} · ${device.holder.homeName}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof EndBinding, { why?: string }>
        name={`watch-unbind-${device.holder.bindingId}`}
        signature={EndBinding}
        initial={{}}
        toInput={({ why }) => ({ deviceId: device.id, bindingId: device.holder.bindingId, why: why ?? '' })}
        send={end.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('unbind')}
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
