import { DayField, DraftForm, type Picked, todayHere, useCommand, usePickers, useTell } from '@yinqiao/kernel/web'
import { AssignOwner } from '@yinqiao/plan/contract'
import { Form, Input, Modal } from 'antd'
import { useBoardWords } from './board-words.ts'

interface OwnerFormProps {
  readonly clauseId: string
  readonly title: string
  readonly onClose: () => void
}

/** The group names who leads a target; the plan's own words name nobody, so the duty carries the mark 决定. */
export function OwnerForm({ clauseId, title, onClose }: OwnerFormProps) {
  const say = useBoardWords()
  const tell = useTell()
  const { unit: UnitPicker } = usePickers()
  const assign = useCommand(AssignOwner, { onDone: () => tell.done(say('ownerNamed')) })
  return (
    <Modal open title={`${say('nameOwner')}：${title}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof AssignOwner, { unit?: Picked | null; text: string; decidedBy: string; decidedOn: string }>
        name={`owner-${clauseId}`}
        signature={AssignOwner}
        fieldFor={{ unitId: 'unit' }}
        initial={{ text: '', decidedBy: '', decidedOn: todayHere() }}
        toInput={({ unit, text, decidedBy, decidedOn }) => ({
          clauseId,
          unitId: unit?.id ?? '',
          text: text ?? '',
          decidedBy: decidedBy ?? '',
          decidedOn,
        })}
        send={assign.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('nameOwner')}
      >
        {() => (
          <>
            <Form.Item name="unit" label={say('unit')} required>
              <UnitPicker />
            </Form.Item>
            <Form.Item name="text" label={say('decision')} required>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
            <Form.Item name="decidedBy" label={say('decidedBy')} required>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="decidedOn" label={say('decidedOn')} required>
              <DayField />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
