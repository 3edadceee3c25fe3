import type { Output, RawInput } from '@yinqiao/kernel/contract'
import { DraftForm, type Picked, useCommand, useLanguage, useTell, useViewer, useWords } from '@yinqiao/kernel/web'
import { chainPositions, fieldTags, type ListLeadReports, ReportLead, TransferLead } from '@yinqiao/industry/contract'
import { UnitPicker } from '@yinqiao/orgs/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { en } from './lead-en.ts'
import { zh } from './lead-zh.ts'

export type LeadShown = Output<typeof ListLeadReports>['rows'][number]
export type LeadAnswer = Output<typeof ReportLead>

interface LeadValues {
  readonly name?: string
  readonly uscc?: string
  readonly divisionCode?: string | null
  readonly unitId?: Picked | null
  readonly introducer?: string
  readonly contactUnit?: string
  readonly chain?: LeadInput['chain']
  readonly fields?: LeadInput['fields']
  readonly synthetic?: boolean
}
type LeadInput = RawInput<typeof ReportLead>

/** Reports a firm; the answer says whether somebody was first. */
export function ReportForm({ onClose, onAnswer }: { readonly onClose: () => void; readonly onAnswer: (answer: LeadAnswer) => void }) {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const { synthetic } = useViewer()
  const report = useCommand(ReportLead, { refresh: ['industry', 'records', 'projects'], onDone: onAnswer })
  const options = (codes: typeof fieldTags) => codes.map(({ code, title }) => ({ value: code, label: title[language] }))
  return (
    <Modal open title={say('report')} onCancel={onClose} footer={null} width={680}>
      <DraftForm<typeof ReportLead, LeadValues>
        name="lead-report"
        signature={ReportLead}
        initial={{ synthetic }}
        toInput={(values) => ({
          name: values.name ?? '',
          uscc: values.uscc?.trim() || null,
          divisionCode: values.divisionCode ?? null,
          unitId: values.unitId?.id ?? null,
          introducer: values.introducer?.trim() || null,
          contactUnit: values.contactUnit?.trim() || null,
          chain: values.chain ?? null,
          fields: values.fields && values.fields.length > 0 ? values.fields : null,
          synthetic: values.synthetic === true,
        })}
        send={report.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('report')}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="name" label={say('firm')} required className="yq-span">
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="uscc" label={say('uscc')} extra={say('usccHint')} className="yq-span">
              <Input maxLength={30} />
            </Form.Item>
            <Form.Item name="divisionCode" label={say('town')} extra={say('townHint')}>
              <DivisionPicker />
            </Form.Item>
            <Form.Item name="unitId" label={say('unit')} extra={say('unitHint')}>
              <UnitPicker />
            </Form.Item>
            <Form.Item name="introducer" label={say('introducer')}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="contactUnit" label={say('contactUnit')}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="chain" label={say('chain')}>
              <Select allowClear options={options(chainPositions)} />
            </Form.Item>
            <Form.Item name="fields" label={say('fields')}>
              <Select mode="multiple" options={options(fieldTags)} />
            </Form.Item>
            <Form.Item name="synthetic" valuePropName="checked" className="yq-span">
              <Checkbox>{say('syntheticBox')}</Checkbox>
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

interface TransferValues {
  readonly divisionCode?: string | null
  readonly unitId?: Picked | null
  readonly reason?: string
}

/** Gives the project to another town or unit, with a reason. */
export function TransferForm({ lead, onClose }: { readonly lead: LeadShown; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const transfer = useCommand(TransferLead, {
    refresh: ['industry', 'records', 'projects'],
    onDone: () => tell.done(say('transferDone')),
  })
  return (
    <Modal open title={say('transferOf', { name: lead.firmName })} onCancel={onClose} footer={null} width={560}>
      <DraftForm<typeof TransferLead, TransferValues>
        name={`lead-transfer-${lead.recordId}`}
        signature={TransferLead}
        basis={lead.owner?.version ?? 0}
        initial={{}}
        toInput={(values) => ({
          recordId: lead.recordId,
          version: lead.owner?.version ?? 0,
          divisionCode: values.divisionCode ?? null,
          unitId: values.unitId?.id ?? null,
          reason: values.reason ?? '',
        })}
        send={transfer.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('transfer')}
      >
        {() => (
          <>
            <Form.Item name="divisionCode" label={say('toTown')} extra={say('toTownHint')}>
              <DivisionPicker />
            </Form.Item>
            <Form.Item name="unitId" label={say('toUnit')}>
              <UnitPicker />
            </Form.Item>
            <Form.Item name="reason" label={say('reason')} extra={say('reasonHint')} required>
              <Input.TextArea rows={3} maxLength={300} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
