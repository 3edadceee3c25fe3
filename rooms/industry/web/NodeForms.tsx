import { DayField, DraftForm, type Picked, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { CloseGap, ConfirmFirm, ConfirmNode, ContractId, OnNodeId, OnNodeRole, PlaceFirm } from '@yinqiao/industry/contract'
import { ProviderPicker } from '@yinqiao/orgs/web'
import { Form, Input, Modal, Select } from 'antd'
import type { FirmShown, GapShown, NodeDetail } from './chain-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface NodeFormProps {
  readonly node: NodeDetail
  readonly onClose: () => void
}

/** Places a firm on the node, with its evidence. */
export function PlaceFirmForm({ node, onClose }: NodeFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const place = useCommand(PlaceFirm, { onDone: ({ firmName }) => tell.done(say('created', { name: firmName })) })
  return (
    <Modal open title={`${say('placeFirm')} · ${node.title}`} onCancel={onClose} footer={null} width={640}>
      <DraftForm<
        typeof PlaceFirm,
        {
          firmId?: Picked | null
          role?: FirmShown['role']
          from?: string
          introducedBy?: Picked | null
          evidence?: string
          evidenceHash?: string
        }
      >
        name={`place-${node.code}`}
        signature={PlaceFirm}
        initial={{ role: 'member', from: todayHere() }}
        toInput={({ firmId, role, from, introducedBy, evidence, evidenceHash }) => ({
          nodeCode: node.code,
          firmId: firmId?.id ?? '',
          role: role ?? 'member',
          from: from ?? '',
          introducedBy: introducedBy?.id ?? null,
          evidence: evidence ?? '',
          evidenceHash: evidenceHash?.trim() || null,
        })}
        send={place.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="firmId" label={say('firm')} required className="yq-span">
              <ProviderPicker />
            </Form.Item>
            <Form.Item name="role" label={say('role')} required>
              <Select options={OnNodeRole.options.map((value) => ({ value, label: say(`onrole_${value}`) }))} />
            </Form.Item>
            <Form.Item name="from" label={say('from')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="evidence" label={say('evidence')} extra={say('evidenceHint')} required className="yq-span">
              <Input maxLength={300} />
            </Form.Item>
            <Form.Item name="evidenceHash" label={say('fileHash')} extra={say('fileHashHint')}>
              <Input maxLength={128} />
            </Form.Item>
            <Form.Item name="introducedBy" label={say('introducedBy')}>
              <ProviderPicker />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Somebody looked: the firm is still there, or left. */
export function ConfirmFirmForm({ firm, onClose }: { readonly firm: FirmShown; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const confirm = useCommand(ConfirmFirm, { onDone: () => tell.done(say('confirmed')) })
  return (
    <Modal open title={`${say('confirmFirm')} · ${firm.firmName}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof ConfirmFirm, { role?: FirmShown['role']; lastDay?: string }>
        name={`confirm-${firm.id}`}
        signature={ConfirmFirm}
        basis={firm.version}
        initial={{ role: firm.role }}
        toInput={({ role, lastDay }) => ({ id: firm.id, version: firm.version, role: role ?? firm.role, lastDay: lastDay || null })}
        send={confirm.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('confirmFirm')}
      >
        {() => (
          <>
            <Form.Item name="role" label={say('role')} required>
              <Select options={OnNodeRole.options.map((value) => ({ value, label: say(`onrole_${value}`) }))} />
            </Form.Item>
            <Form.Item name="lastDay" label={say('lastDay')} extra={say('leaveHint')}>
              <DayField />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** The whole node was looked at. */
export function ConfirmNodeForm({ node, onClose }: NodeFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const confirm = useCommand(ConfirmNode, { onDone: () => tell.done(say('confirmed')) })
  return (
    <Modal open title={`${say('confirmNode')} · ${node.title}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof ConfirmNode, { note?: string }>
        name={`confirm-node-${node.code}`}
        signature={ConfirmNode}
        initial={{}}
        toInput={({ note }) => ({ code: node.code, note: note?.trim() || null })}
        send={confirm.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('confirmNode')}
      >
        {() => (
          <Form.Item name="note" label={say('confirmNote')}>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Closes a gap with a settled firm or a supply contract of this node. */
export function CloseGapForm({ node, gap, onClose }: NodeFormProps & { readonly gap: GapShown }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const close = useCommand(CloseGap, { onDone: () => tell.done(say('done')) })
  const options = [
    ...node.firms
      .filter(({ lastDay }) => lastDay === null)
      .map(({ id, firmName }) => ({ value: `s:${id}`, label: say('bySettlement', { name: firmName }) })),
    ...node.contracts.map(({ id, number, sellerName }) => ({
      value: `c:${id}`,
      label: say('bySupply', { name: `${number} ${sellerName}` }),
    })),
  ]
  return (
    <Modal open title={`${say('closeGap')} · ${say(`gap_${gap.kind}`)}`} onCancel={onClose} footer={null}>
      <p className="yq-form-note yq-faint">{gap.rule}</p>
      <DraftForm<typeof CloseGap, { by?: string; on?: string }>
        name={`gap-${gap.id}`}
        signature={CloseGap}
        initial={{ on: todayHere() }}
        toInput={({ by, on }) => ({
          id: gap.id,
          by: by?.startsWith('c:')
            ? { kind: 'supply', contractId: ContractId.parse(by.slice(2)) }
            : { kind: 'settlement', onNodeId: OnNodeId.parse(by?.slice(2)) },
          on: on ?? '',
        })}
        send={close.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('closeGap')}
      >
        {() => (
          <>
            <Form.Item name="by" label={say('closeBy')} rules={[{ required: true, message: say('closeBy') }]}>
              <Select options={options} />
            </Form.Item>
            <Form.Item name="on" label={say('onDay')} required>
              <DayField />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
