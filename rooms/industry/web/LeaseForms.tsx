import { DayField, DraftForm, type Picked, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { AddLease, EndLease, SplitLease, VoidLease } from '@yinqiao/industry/contract'
import { ProviderPicker } from '@yinqiao/orgs/web'
import { Form, Input, InputNumber, Modal } from 'antd'
import { en } from './en.ts'
import { fromHundredths, toHundredths } from './hundredths.ts'
import type { LeaseShown, SpaceShown } from './park-words.ts'
import { zh } from './zh.ts'

interface LeaseValues {
  readonly number?: string
  readonly firmId?: Picked | null
  readonly from?: string
  readonly lastDay?: string
  readonly rentFreeLastDay?: string
  readonly areaDm2?: number | null
  readonly monthlyFen?: number | null
}

/** A lease of a unit; with `parent`, a sublet of that lease. */
export function NewLease({
  space,
  parent,
  onClose,
}: {
  readonly space: SpaceShown
  readonly parent: LeaseShown | null
  readonly onClose: () => void
}) {
  const say = useWords(zh, en)
  const tell = useTell()
  const add = useCommand(AddLease, { onDone: () => tell.done(say('leaseSaved')) })
  const most = parent?.areaDm2 ?? space.slices.at(-1)?.areaDm2 ?? null
  return (
    <Modal
      open
      title={`${say(parent === null ? 'addLease' : 'sublet')} · ${space.building} ${space.number}`}
      onCancel={onClose}
      footer={null}
      width={640}
    >
      <DraftForm<typeof AddLease, LeaseValues>
        name={`lease-new-${parent?.id ?? space.id}`}
        signature={AddLease}
        initial={{
          from: parent?.from ?? todayHere(),
          ...(parent?.lastDay ? { lastDay: parent.lastDay } : {}),
          areaDm2: fromHundredths(most) ?? null,
        }}
        toInput={(values) => ({
          spaceId: space.id,
          parentId: parent?.id ?? null,
          number: values.number?.trim() || null,
          firmId: values.firmId?.id ?? '',
          from: values.from ?? '',
          lastDay: values.lastDay || null,
          rentFreeLastDay: values.rentFreeLastDay || null,
          areaDm2: toHundredths(values.areaDm2) ?? 0,
          monthlyFen: toHundredths(values.monthlyFen),
        })}
        send={add.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="firmId" label={say('tenant')} required className="yq-span">
              <ProviderPicker />
            </Form.Item>
            <Form.Item name="number" label={say('contractNumber')}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="areaDm2" label={say('area')} required>
              <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="from" label={say('from')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="lastDay" label={say('lastDay')} extra={say('openEnd')}>
              <DayField />
            </Form.Item>
            <Form.Item name="rentFreeLastDay" label={say('rentFreeLastDay')} extra={say('rentFreeHint')}>
              <DayField />
            </Form.Item>
            <Form.Item name="monthlyFen" label={say('monthlyRent')}>
              <InputNumber min={0} precision={2} style={{ width: '100%' }} />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

interface LeaseFormProps {
  readonly lease: LeaseShown
  readonly onClose: () => void
}

/** Moves the last day. */
export function EndLeaseForm({ lease, onClose }: LeaseFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const end = useCommand(EndLease, { onDone: () => tell.done(say('done')) })
  return (
    <Modal open title={`${say('endLease')} · ${lease.firmName}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof EndLease, { lastDay?: string }>
        name={`lease-end-${lease.id}`}
        signature={EndLease}
        basis={lease.version}
        initial={{ lastDay: lease.lastDay ?? todayHere() }}
        toInput={({ lastDay }) => ({ id: lease.id, version: lease.version, lastDay: lastDay || null })}
        send={end.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <Form.Item name="lastDay" label={say('lastDay')} extra={say('openEnd')}>
            <DayField />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Another area from a day: two leases out of one. */
export function SplitLeaseForm({ lease, onClose }: LeaseFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const split = useCommand(SplitLease, { onDone: () => tell.done(say('done')) })
  return (
    <Modal open title={`${say('splitLease')} · ${lease.firmName}`} onCancel={onClose} footer={null}>
      <p className="yq-form-note">{say('splitHint')}</p>
      <DraftForm<typeof SplitLease, { from?: string; areaDm2?: number | null; monthlyFen?: number | null }>
        name={`lease-split-${lease.id}`}
        signature={SplitLease}
        basis={lease.version}
        initial={{ from: todayHere(), areaDm2: lease.areaDm2 / 100, monthlyFen: fromHundredths(lease.monthlyFen) ?? null }}
        toInput={({ from, areaDm2, monthlyFen }) => ({
          id: lease.id,
          version: lease.version,
          from: from ?? '',
          areaDm2: toHundredths(areaDm2) ?? 0,
          monthlyFen: toHundredths(monthlyFen),
        })}
        send={split.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="from" label={say('onDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="areaDm2" label={say('area')} required>
              <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="monthlyFen" label={say('monthlyRent')}>
              <InputNumber min={0} precision={2} style={{ width: '100%' }} />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Takes back a lease recorded by mistake. */
export function VoidLeaseForm({ lease, onClose }: LeaseFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const take = useCommand(VoidLease, { onDone: () => tell.done(say('done')) })
  return (
    <Modal open title={`${say('voidLease')} · ${lease.firmName}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof VoidLease, { reason?: string }>
        name={`lease-void-${lease.id}`}
        signature={VoidLease}
        basis={lease.version}
        initial={{}}
        toInput={({ reason }) => ({ id: lease.id, version: lease.version, reason: reason ?? '' })}
        send={take.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('voidLease')}
      >
        {() => (
          <Form.Item name="reason" label={say('reason')} required>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
