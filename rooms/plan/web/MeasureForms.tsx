import { DayField, DraftForm, todayHere, useCommand, useQuery, useSay, useTell } from '@yinqiao/kernel/web'
import { RaiseCase } from '@yinqiao/cases/contract'
import { ArchiveMeasure, BindMeasure, DecideMeasure, ListCover, SetTarget, UnbindMeasure } from '@yinqiao/plan/contract'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { type Measure, signs, useBoardWords, type Version } from './board-words.ts'

interface FormProps {
  readonly measure: Measure
  readonly onClose: () => void
}

/** An objection to rows: a case that is checked and decided; the number says 有争议 until then. */
export function ObjectForm({ measure, onClose }: FormProps) {
  const say = useBoardWords()
  const told = useSay()
  const tell = useTell()
  const raise = useCommand(RaiseCase, { refresh: ['cases', 'plan'], onDone: () => tell.done(say('objected')) })
  const title = told(measure.current.title)
  return (
    <Modal open title={`${say('object')}：${title}`} onCancel={onClose} footer={null} width={600}>
      <p className="yq-faint">{say('objectHint')}</p>
      <DraftForm<typeof RaiseCase, { rows: string; why: string }>
        name={`object-${measure.code}`}
        signature={RaiseCase}
        initial={{ rows: '', why: '' }}
        toInput={({ rows, why }) => ({
          kind: 'plan.objection',
          title: `${say('object')}：${measure.code} ${title}`.slice(0, 120),
          values: { measure: measure.code, rows: rows ?? '', why: why ?? '' },
          subject: { kind: 'measure', id: measure.code, title },
        })}
        send={raise.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('object')}
      >
        {() => (
          <>
            <Form.Item name="rows" label={say('objectRows')} required>
              <Input.TextArea rows={3} maxLength={1000} />
            </Form.Item>
            <Form.Item name="why" label={say('objectWhy')} required>
              <Input.TextArea rows={3} maxLength={1000} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

export function BindForm({ measure, onClose }: FormProps) {
  const say = useBoardWords()
  const tell = useTell()
  const cover = useQuery(ListCover, {})
  const bind = useCommand(BindMeasure, { onDone: () => tell.done(say('boundDone', { row: '' })) })
  return (
    <Modal open title={say('bind')} onCancel={onClose} footer={null}>
      <DraftForm<typeof BindMeasure, { rowCode: string }>
        name={`bind-${measure.code}`}
        signature={BindMeasure}
        initial={{}}
        toInput={({ rowCode }) => ({ rowCode: rowCode ?? '', code: measure.code })}
        send={bind.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('bind')}
      >
        {() => (
          <Form.Item name="rowCode" label={say('bindRow')} required>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={(cover.data?.rows ?? []).map((row) => ({ value: row.code, label: `${row.code} ${row.name}` }))}
            />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}

function rowOptions(measure: Measure) {
  return measure.rows.map((row) => ({ value: row.code, label: `${row.code} ${row.name}` }))
}

export function UnbindForm({ measure, onClose }: FormProps) {
  const say = useBoardWords()
  const tell = useTell()
  const unbind = useCommand(UnbindMeasure, { onDone: () => tell.done(say('unbound')) })
  return (
    <Modal open title={say('unbind')} onCancel={onClose} footer={null}>
      <DraftForm<typeof UnbindMeasure, { rowCode: string; reason: string }>
        name={`unbind-${measure.code}`}
        signature={UnbindMeasure}
        initial={measure.rows[0] ? { rowCode: measure.rows[0].code, reason: '' } : { reason: '' }}
        toInput={({ rowCode, reason }) => ({ rowCode: rowCode ?? '', code: measure.code, reason: reason ?? '' })}
        send={unbind.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('unbind')}
      >
        {() => (
          <>
            <Form.Item name="rowCode" label={say('bindRow')} required>
              <Select options={rowOptions(measure)} />
            </Form.Item>
            <Form.Item name="reason" label={say('reason')} required>
              <Input.TextArea rows={2} maxLength={300} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** What is to be reached where the plan gives no number; shares are typed in percent and kept as shares. */
export function TargetForm({ measure, onClose }: FormProps) {
  const say = useBoardWords()
  const told = useSay()
  const tell = useTell()
  const set = useCommand(SetTarget, { onDone: () => tell.done(say('targetSet')) })
  const percent = measure.current.unit.zh === '%'
  interface Typed {
    rowCode: string
    op: '>=' | '<=' | '='
    value: number
    paper?: string
    decidedBy: string
    decidedOn: string
  }
  return (
    <Modal open title={say('setTarget')} onCancel={onClose} footer={null}>
      <DraftForm<typeof SetTarget, Typed>
        name={`target-${measure.code}`}
        signature={SetTarget}
        initial={{ ...(measure.rows[0] ? { rowCode: measure.rows[0].code } : {}), op: '>=', decidedOn: todayHere(), decidedBy: '' }}
        toInput={(typed) => ({
          rowCode: typed.rowCode ?? '',
          code: measure.code,
          op: typed.op,
          value: percent ? Number((typed.value / 100).toPrecision(12)) : typed.value,
          paper: typed.paper || null,
          decidedBy: typed.decidedBy ?? '',
          decidedOn: typed.decidedOn,
        })}
        send={set.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('setTarget')}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="rowCode" label={say('bindRow')} className="yq-span" required>
              <Select options={rowOptions(measure)} />
            </Form.Item>
            <Form.Item name="op" label={say('op')} required>
              <Select options={(['>=', '<=', '='] as const).map((value) => ({ value, label: signs[value] }))} />
            </Form.Item>
            <Form.Item name="value" label={`${say('target')}（${told(measure.current.unit)}）`} required>
              <InputNumber style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="decidedBy" label={say('decidedBy')} required>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="decidedOn" label={say('decidedOn')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="paper" label={say('paper')} className="yq-span">
              <Input maxLength={200} />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

export function ArchiveForm({ measure, onClose }: FormProps) {
  const say = useBoardWords()
  const tell = useTell()
  const archive = useCommand(ArchiveMeasure, { onDone: () => tell.done(say('archived')) })
  return (
    <Modal open title={say('archive')} onCancel={onClose} footer={null}>
      <DraftForm<typeof ArchiveMeasure, { reason: string }>
        name={`archive-${measure.code}`}
        signature={ArchiveMeasure}
        initial={{ reason: '' }}
        toInput={({ reason }) => ({ code: measure.code, reason: reason ?? '' })}
        send={archive.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('archive')}
      >
        {() => (
          <Form.Item name="reason" label={say('reason')} required>
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Approves a reviewed definition from a day on, or sends it back. */
export function DecideForm({
  version,
  approve,
  onClose,
}: {
  readonly version: Version
  readonly approve: boolean
  readonly onClose: () => void
}) {
  const say = useBoardWords()
  const tell = useTell()
  const decide = useCommand(DecideMeasure, {
    onDone: ({ effectiveFrom }) => tell.done(effectiveFrom ? say('approvedDone', { from: effectiveFrom }) : say('refusedDone')),
  })
  return (
    <Modal open title={`${say(approve ? 'approve' : 'refuse')}：${say('version', { n: version.seq })}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof DecideMeasure, { decision: string; effectiveFrom?: string }>
        name={`decide-${version.id}`}
        signature={DecideMeasure}
        initial={{ decision: '' }}
        toInput={({ decision, effectiveFrom }) => ({
          versionId: version.id,
          approve,
          decision: decision ?? '',
          effectiveFrom: effectiveFrom || null,
        })}
        send={decide.send}
        onDone={onClose}
        onCancel={onClose}
        act={say(approve ? 'approve' : 'refuse')}
      >
        {() => (
          <>
            <Form.Item name="decision" label={say('decision')} required>
              <Input.TextArea rows={3} maxLength={600} />
            </Form.Item>
            {approve ? (
              <Form.Item name="effectiveFrom" label={say('effectiveFrom')}>
                <DayField />
              </Form.Item>
            ) : null}
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
