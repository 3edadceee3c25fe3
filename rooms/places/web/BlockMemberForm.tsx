import type { Output } from '@yinqiao/kernel/contract'
import { DayField, DraftForm, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { type ListBlocks, SetBlockMember } from '@yinqiao/places/contract'
import { Form, Input, Modal, Radio } from 'antd'
import { DivisionPicker } from './DivisionPicker.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface BlockMemberFormProps {
  readonly block: Output<typeof ListBlocks>['blocks'][number]
  readonly onClose: () => void
}

/** Says from which day a division belongs to a block, or no longer does, and which paper says so. */
export function BlockMemberForm({ block, onClose }: BlockMemberFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const set = useCommand(SetBlockMember, { onDone: () => tell.done(say('memberSaved')) })
  return (
    <Modal open title={`${say('setMember')}：${block.name}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof SetBlockMember, { divisionCode?: string | null; belongs: boolean; from: string; basis: string }>
        name={`block-${block.code}`}
        signature={SetBlockMember}
        initial={{ belongs: true, from: todayHere() }}
        toInput={({ divisionCode, belongs, from, basis }) => ({
          blockCode: block.code,
          divisionCode: divisionCode ?? '',
          belongs,
          from,
          basis: basis ?? '',
        })}
        send={set.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="divisionCode" label={say('division')} required>
              <DivisionPicker clearable={false} />
            </Form.Item>
            <Form.Item name="belongs" label={say('belongs')} required>
              <Radio.Group
                options={[
                  { value: true, label: say('belongsYes') },
                  { value: false, label: say('belongsNo') },
                ]}
              />
            </Form.Item>
            <Form.Item name="from" label={say('fromDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="basis" label={say('basis')} required>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
