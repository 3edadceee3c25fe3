import type { Output, RawInput } from '@yinqiao/kernel/contract'
import { call, DraftForm, useCommand, useSay, useTell } from '@yinqiao/kernel/web'
import { PreviewMeasure, ProposeMeasure } from '@yinqiao/plan/contract'
import { Alert, Button, Drawer, Form, type FormInstance, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type Measure, useBoardWords } from './board-words.ts'
import { BackCast } from './MeasureParts.tsx'
import './measure.css'

interface Typed {
  titleZh: string
  titleEn: string
  params: string
  tree: string
  freshDays: number
  leastCoverage: number
  verify: string
  sources: string
  accuracy: string
  limits: string
  remedy: string
  why: string
}
const statements = ['verify', 'sources', 'accuracy', 'limits', 'remedy'] as const

/** What was typed as JSON; what is none stays text, so that the schema refuses it beside the field. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Proposes another definition: what it would have given for eight periods stands beside before it is sent. */
export function ProposeForm({ measure, onClose }: { readonly measure: Measure; readonly onClose: () => void }) {
  const say = useBoardWords()
  const told = useSay()
  const tell = useTell()
  const { current } = measure
  const [trial, setTrial] = useState<Output<typeof PreviewMeasure>>()
  const [trying, setTrying] = useState(false)
  const propose = useCommand(ProposeMeasure, { onDone: ({ seq }) => tell.done(say('proposed', { n: seq })) })
  const toInput = (typed: Typed) =>
    ({
      code: measure.code,
      title: { zh: typed.titleZh ?? '', en: typed.titleEn ?? '' },
      unit: current.unit,
      tree: jsonOf(typed.tree),
      params: jsonOf(typed.params),
      period: current.period,
      better: current.better,
      guard: current.guard,
      freshDays: typed.freshDays,
      leastCoverage: typed.leastCoverage / 100,
      quality: Object.fromEntries(statements.flatMap((name) => (typed[name] ? [[name, typed[name]]] : []))),
      why: typed.why ?? '',
    }) as RawInput<typeof ProposeMeasure>
  const tryOut = async (form: FormInstance<Typed>) => {
    setTrying(true)
    try {
      const input = toInput({ ...form.getFieldsValue(), why: form.getFieldValue('why') || say('tryOut').padEnd(4, '…') })
      const checked = PreviewMeasure.input.safeParse(input)
      if (!checked.success) {
        const [problem] = checked.error.issues
        form.setFields([
          { name: problem?.path[0] === 'params' ? 'params' : 'tree', errors: [say('treeWrong', { why: problem?.message ?? '' })] },
        ])
        return
      }
      setTrial(await call(PreviewMeasure, input))
    } catch (problem) {
      tell.failed(problem)
    } finally {
      setTrying(false)
    }
  }
  return (
    <Drawer open onClose={onClose} size={1180} title={say('proposeTitle', { title: told(current.title) })}>
      <div className="yq-propose">
        <DraftForm<typeof ProposeMeasure, Typed>
          name={`propose-${measure.code}-${current.seq}`}
          signature={ProposeMeasure}
          fieldFor={{ title: 'titleZh' }}
          initial={{
            titleZh: current.title.zh,
            titleEn: current.title.en,
            params: JSON.stringify(current.params, null, 2),
            tree: JSON.stringify(current.tree, null, 2),
            freshDays: current.freshDays,
            leastCoverage: Math.round(current.leastCoverage * 100),
            verify: current.quality?.verify ?? '',
            sources: current.quality?.sources ?? '',
            accuracy: current.quality?.accuracy ?? '',
            limits: current.quality?.limits ?? '',
            remedy: current.quality?.remedy ?? '',
            why: '',
          }}
          toInput={toInput}
          send={propose.send}
          onDone={onClose}
          onCancel={onClose}
          act={say('send')}
        >
          {(form) => (
            <>
              <div className="yq-form-grid">
                <Form.Item name="titleZh" label={`${say('title')}（中文）`} required>
                  <Input maxLength={120} />
                </Form.Item>
                <Form.Item name="titleEn" label={`${say('title')}（English）`} required>
                  <Input maxLength={120} />
                </Form.Item>
                <Form.Item name="freshDays" label={`${say('freshDays')}（${say('days', { n: '' }).trim()}）`} required>
                  <InputNumber min={1} max={3660} style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name="leastCoverage" label={`${say('leastCoverage')}（%）`} required>
                  <InputNumber min={0} max={100} style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name="params" label={say('params')} className="yq-span">
                  <Input.TextArea className="yq-figures" rows={4} />
                </Form.Item>
                <Form.Item name="tree" label={say('tree')} className="yq-span" required>
                  <Input.TextArea className="yq-figures" rows={16} />
                </Form.Item>
              </div>
              <Form.Item name="why" label={say('why')} required>
                <Input.TextArea rows={2} maxLength={600} />
              </Form.Item>
              <p className="yq-bar">
                <Button loading={trying} onClick={() => void tryOut(form)}>
                  {say('tryOut')}
                </Button>
                <span className="yq-faint">{say('tryFirst')}</span>
              </p>
              <details>
                <summary>{say('quality')}</summary>
                {statements.map((name) => (
                  <Form.Item key={name} name={name} label={say(`q_${name}`)}>
                    <Input.TextArea rows={2} maxLength={600} />
                  </Form.Item>
                ))}
              </details>
            </>
          )}
        </DraftForm>
        <div className="yq-stack" role="status">
          {trial ? (
            <>
              {trial.same ? <Alert type="warning" title={say('same')} /> : null}
              {trial.leaks > 0 ? <Alert type="error" title={say('leaks', { n: trial.leaks })} /> : null}
              <p>
                <span className="yq-faint">{say('told')}：</span>
                {trial.told}
              </p>
              <BackCast points={trial.points} unit={current.unit} />
            </>
          ) : (
            <p className="yq-faint">{say('tryFirst')}</p>
          )}
        </div>
      </div>
    </Drawer>
  )
}
