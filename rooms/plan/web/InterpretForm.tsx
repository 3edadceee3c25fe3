import { DayField, DraftForm, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { InterpretClause } from '@yinqiao/plan/contract'
import { Form, Input, Modal, Select } from 'antd'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface InterpretFormProps {
  readonly clauseId: string
  readonly terms: readonly string[]
  readonly term?: string | null
  readonly onClose: () => void
}

const whole = '\u0000whole'

/** Says what a word, or the whole clause, means: a decision with its decider and day. */
export function InterpretForm({ clauseId, terms, term, onClose }: InterpretFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const interpret = useCommand(InterpretClause, { onDone: () => tell.done(say('interpreted')) })
  return (
    <Modal open title={say('interpret')} onCancel={onClose} footer={null} width={600}>
      <DraftForm<
        typeof InterpretClause,
        { term: string; text: string; decidedBy: string; decidedOn: string; paper?: string; validFrom: string }
      >
        name={`interpret-${clauseId}`}
        signature={InterpretClause}
        initial={{ term: term ?? terms[0] ?? whole, decidedOn: todayHere(), validFrom: todayHere() }}
        toInput={(values) => ({
          clauseId,
          term: values.term === whole ? null : values.term,
          text: values.text ?? '',
          decidedBy: values.decidedBy ?? '',
          decidedOn: values.decidedOn,
          paper: values.paper || null,
          validFrom: values.validFrom,
        })}
        send={interpret.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('interpret')}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="term" label={say('whichTerm')} className="yq-span" required>
              <Select options={[...terms.map((value) => ({ value, label: `“${value}”` })), { value: whole, label: say('wholeClause') }]} />
            </Form.Item>
            <Form.Item name="text" label={say('meaning')} extra={say('meaningHint')} className="yq-span" required>
              <Input.TextArea rows={4} maxLength={1000} showCount />
            </Form.Item>
            <Form.Item name="decidedBy" label={say('decidedBy')} required>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="decidedOn" label={say('decidedOn')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="paper" label={say('paper')}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="validFrom" label={say('validFrom')} required>
              <DayField />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}
