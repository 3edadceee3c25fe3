import { DayField, DraftForm, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { AddSpace, ChangeSpace } from '@yinqiao/industry/contract'
import { Form, Input, InputNumber, Modal } from 'antd'
import { en } from './en.ts'
import { fromHundredths, toHundredths } from './hundredths.ts'
import type { ParkDetail, SpaceShown } from './park-words.ts'
import { zh } from './zh.ts'

/** A unit that can be let. */
export function NewSpace({ park, onClose }: { readonly park: ParkDetail; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const add = useCommand(AddSpace, { onDone: (space) => tell.done(say('created', { name: `${space.building} ${space.number}` })) })
  return (
    <Modal open title={say('addSpace')} onCancel={onClose} footer={null}>
      <DraftForm<
        typeof AddSpace,
        { building?: string; number?: string; areaDm2?: number | null; lettableFrom?: string; lettableLastDay?: string }
      >
        name={`space-new-${park.id}`}
        signature={AddSpace}
        initial={{ lettableFrom: todayHere() }}
        toInput={({ building, number, areaDm2, lettableFrom, lettableLastDay }) => ({
          parkId: park.id,
          building: building ?? '',
          number: number ?? '',
          areaDm2: toHundredths(areaDm2) ?? 0,
          lettableFrom: lettableFrom ?? '',
          lettableLastDay: lettableLastDay || null,
        })}
        send={add.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="building" label={say('building')} required>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="number" label={say('number')} required>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="areaDm2" label={say('area')} required>
              <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="lettableFrom" label={say('lettableFrom')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="lettableLastDay" label={say('lettableLastDay')} extra={say('openEnd')}>
              <DayField />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Another area from a day, or not let any more. */
export function ChangeSpaceForm({ space, onClose }: { readonly space: SpaceShown; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const change = useCommand(ChangeSpace, { onDone: () => tell.done(say('done')) })
  return (
    <Modal open title={`${say('changeSpace')} · ${space.building} ${space.number}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof ChangeSpace, { from?: string; areaDm2?: number | null }>
        name={`space-${space.id}`}
        signature={ChangeSpace}
        basis={space.version}
        initial={{ from: todayHere(), areaDm2: fromHundredths(space.slices.at(-1)?.areaDm2 ?? null) ?? null }}
        toInput={({ from, areaDm2 }) => ({ id: space.id, version: space.version, from: from ?? '', areaDm2: toHundredths(areaDm2) })}
        send={change.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="from" label={say('onDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="areaDm2" label={say('area')} extra={say('noLongerLet')}>
              <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
