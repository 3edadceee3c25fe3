import { DayField, DraftForm, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { DecideDuty, DisputeDuty, DutyRole, TransferDuties } from '@yinqiao/plan/contract'
import { Form, Input, Modal, Radio, Select } from 'antd'
import { en } from './en.ts'
import type { DutyRow } from './plan-words.ts'
import { zh } from './zh.ts'

interface DutyFormProps {
  readonly row: DutyRow
  readonly onClose: () => void
}

/** The unit says why a duty is not its own. */
export function DisputeForm({ row, onClose }: DutyFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const dispute = useCommand(DisputeDuty, { onDone: () => tell.done(say('disputed')) })
  return (
    <Modal open title={`${say('dispute')}：${row.title}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof DisputeDuty, { reason: string }>
        name={`duty-dispute-${row.id}`}
        signature={DisputeDuty}
        initial={{}}
        toInput={({ reason }) => ({ dutyId: row.id, version: row.version, reason: reason ?? '' })}
        send={dispute.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('dispute')}
      >
        {() => (
          <Form.Item name="reason" label={say('disputeReason')} required>
            <Input.TextArea rows={4} maxLength={500} showCount />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}

/** The group decides on a role or a dispute; the plan's own words stay as they are. */
export function DecideForm({ row, onClose }: DutyFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const decide = useCommand(DecideDuty, { onDone: () => tell.done(say('decided')) })
  return (
    <Modal open title={`${say('decide')}：${row.unitName} · ${row.title}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof DecideDuty, { role?: DutyRow['role']; outcome: 'keep' | 'end'; text: string; decidedBy: string; decidedOn: string }>
        name={`duty-decide-${row.id}`}
        signature={DecideDuty}
        initial={{ outcome: 'keep', decidedOn: todayHere() }}
        toInput={(values) => ({
          dutyId: row.id,
          version: row.version,
          role: values.role ?? null,
          outcome: values.outcome,
          text: values.text ?? '',
          decidedBy: values.decidedBy ?? '',
          decidedOn: values.decidedOn,
        })}
        send={decide.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('decide')}
      >
        {() => (
          <>
            <Form.Item name="role" label={say('role')}>
              <Select
                allowClear
                placeholder={say('keepRole')}
                options={DutyRole.options.map((value) => ({ value, label: say(`drole_${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="outcome" label={say('outcome')} required>
              <Radio.Group options={(['keep', 'end'] as const).map((value) => ({ value, label: say(`outcome_${value}`) }))} />
            </Form.Item>
            <Form.Item name="text" label={say('decisionText')} required>
              <Input.TextArea rows={3} maxLength={500} />
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

/** All duties of a unit pass to another one. */
export function TransferForm({
  fromUnitId,
  units,
  onClose,
}: {
  readonly fromUnitId: string
  readonly units: readonly { readonly value: string; readonly label: string }[]
  readonly onClose: () => void
}) {
  const say = useWords(zh, en)
  const tell = useTell()
  const transfer = useCommand(TransferDuties, { onDone: ({ moved }) => tell.done(say('transferred', { n: moved })) })
  return (
    <Modal open title={say('transfer')} onCancel={onClose} footer={null}>
      <DraftForm<typeof TransferDuties, { toUnitId: string; on: string; text: string; decidedBy: string }>
        name={`duty-transfer-${fromUnitId}`}
        signature={TransferDuties}
        initial={{ on: todayHere() }}
        toInput={(values) => ({
          fromUnitId,
          toUnitId: values.toUnitId ?? '',
          on: values.on,
          text: values.text ?? '',
          decidedBy: values.decidedBy ?? '',
        })}
        send={transfer.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('transfer')}
      >
        {() => (
          <>
            <Form.Item name="toUnitId" label={say('transferTo')} required>
              <Select showSearch={{ optionFilterProp: 'label' }} options={units.filter(({ value }) => value !== fromUnitId)} />
            </Form.Item>
            <Form.Item name="on" label={say('validFrom')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="text" label={say('decisionText')} required>
              <Input.TextArea rows={3} maxLength={500} />
            </Form.Item>
            <Form.Item name="decidedBy" label={say('decidedBy')} required>
              <Input maxLength={80} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
