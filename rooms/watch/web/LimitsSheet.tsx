import { Answer, DraftForm, Sheet, useCommand, useDays, useMay, useQuery, useTell, useWords } from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { DraftRules, EndLimit, LimitMetric, limitMetrics, ListLimits, ReadReadings, SetLimit } from '@yinqiao/watch/contract'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import { deviceZh } from './device-zh.ts'

type Limit = Output<typeof ListLimits>['limits'][number]
const sides = ['criticalLow', 'low', 'high', 'criticalHigh'] as const

interface SheetProps {
  readonly elderId: string
  readonly name: string
}

/** Limits of one person; a doctor's first, what was before below. */
export function LimitsSheet({ elderId, name }: SheetProps) {
  const may = useMay()
  return may(ReadReadings.code) ? <Shown elderId={elderId} name={name} /> : null
}

function Shown({ elderId, name }: SheetProps) {
  const say = useWords(deviceZh, deviceEn)
  const may = useMay()
  const { moment } = useDays()
  const answer = useQuery(ListLimits, { elderId })
  const [form, setForm] = useState<Limit | 'new' | { readonly end: Limit }>()
  const edits = may(DraftRules.code)
  const acts = (limit: Limit) => (
    <div className="yq-row-acts">
      <Button size="small" onClick={() => setForm(limit)}>
        {say('edit')}
      </Button>
      <Button size="small" onClick={() => setForm({ end: limit })}>
        {say('endLimit')}
      </Button>
    </div>
  )
  const value = (limit: number | null) => (limit === null ? '—' : String(limit))
  return (
    <Sheet
      title={`${say('limits')} · ${name}`}
      aside={
        edits ? (
          <Button size="small" onClick={() => setForm('new')}>
            {say('setLimit')}
          </Button>
        ) : null
      }
    >
      <p className="yq-warn yq-form-note">{say('limitsNote')}</p>
      <Answer of={answer}>
        {({ limits }) => {
          const inForce = limits.filter(({ knownTo }) => knownTo === null)
          const before = limits.filter(({ knownTo }) => knownTo !== null)
          return (
            <>
              {inForce.length === 0 ? <p className="yq-faint">{say('byDefault')}</p> : null}
              {inForce.length > 0 ? (
                <table className="yq-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('metric')}</th>
                      {sides.map((side) => (
                        <th key={side} scope="col" className="yq-numeric">
                          {say(side)}
                        </th>
                      ))}
                      <th scope="col">{say('setBy')}</th>
                      {edits ? <th scope="col">{say('edit')}</th> : null}
                    </tr>
                  </thead>
                  <tbody>
                    {inForce.map((limit) => (
                      <tr key={limit.id}>
                        <th scope="row">
                          {say(`metric_${limit.metric}`)} <span className="yq-faint">{limitMetrics[limit.metric].unit}</span>
                        </th>
                        {sides.map((side) => (
                          <td key={side} className="yq-numeric yq-figures">
                            {value(limit[side])}
                          </td>
                        ))}
                        <td>
                          {say(`by_${limit.setByKind}`)} {limit.setByName}
                          <br />
                          <span className="yq-faint">{moment(limit.knownFrom)}</span>
                        </td>
                        {edits ? <td>{acts(limit)}</td> : null}
                      </tr>
                    ))}
                  </tbody>
                </table>
              ) : null}
              {before.length > 0 ? (
                <details className="yq-past">
                  <summary>
                    {say('limitsBefore')}（{before.length}）
                  </summary>
                  <ul className="yq-plain">
                    {before.map((limit) => (
                      <li key={limit.id}>
                        {say(`metric_${limit.metric}`)} {sides.map((side) => value(limit[side])).join(' / ')} ·{' '}
                        {say(`by_${limit.setByKind}`)} {limit.setByName} · {moment(limit.knownFrom)} —{' '}
                        {limit.knownTo === null ? say('still') : moment(limit.knownTo)}
                      </li>
                    ))}
                  </ul>
                </details>
              ) : null}
              {form === undefined ? null : form !== 'new' && 'end' in form ? (
                <EndForm elderId={elderId} limit={form.end} onClose={() => setForm(undefined)} />
              ) : (
                <SetForm elderId={elderId} inForce={inForce} limit={form === 'new' ? null : form} onClose={() => setForm(undefined)} />
              )}
            </>
          )
        }}
      </Answer>
    </Sheet>
  )
}

interface LimitValues {
  readonly metric?: LimitMetric
  readonly criticalLow?: number | null
  readonly low?: number | null
  readonly high?: number | null
  readonly criticalHigh?: number | null
  readonly setByKind?: Limit['setByKind']
  readonly setByName?: string
}

interface SetProps {
  readonly elderId: string
  readonly inForce: readonly Limit[]
  readonly limit: Limit | null
  readonly onClose: () => void
}

function SetForm({ elderId, inForce, limit, onClose }: SetProps) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const set = useCommand(SetLimit, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={say('setLimit')} onCancel={onClose} footer={null}>
      <DraftForm<typeof SetLimit, LimitValues>
        name={`watch-limit-${elderId}`}
        signature={SetLimit}
        secret={[...sides]}
        initial={limit ?? { setByKind: 'doctor' }}
        toInput={(values) => ({
          elderId,
          metric: values.metric as LimitMetric,
          criticalLow: values.criticalLow ?? null,
          low: values.low ?? null,
          high: values.high ?? null,
          criticalHigh: values.criticalHigh ?? null,
          setByKind: values.setByKind as Limit['setByKind'],
          setByName: values.setByName ?? '',
          seen: inForce.find(({ metric }) => metric === values.metric)?.id ?? null,
        })}
        send={set.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('setLimit')}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="metric" label={say('metric')} required>
              <Select
                disabled={limit !== null}
                options={LimitMetric.options.map((metric) => ({
                  value: metric,
                  label: `${say(`metric_${metric}`)}（${limitMetrics[metric].unit}）`,
                }))}
              />
            </Form.Item>
            <Form.Item name="setByKind" label={say('setBy')} required>
              <Select options={(['doctor', 'carer'] as const).map((kind) => ({ value: kind, label: say(`by_${kind}`) }))} />
            </Form.Item>
            {sides.map((side) => (
              <Form.Item key={side} name={side} label={say(side)}>
                <InputNumber style={{ width: '100%' }} />
              </Form.Item>
            ))}
            <Form.Item name="setByName" label={say('setByName')} required>
              <Input maxLength={60} />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

function EndForm({ elderId, limit, onClose }: { readonly elderId: string; readonly limit: Limit; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const end = useCommand(EndLimit, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={`${say('endLimit')} · ${say(`metric_${limit.metric}`)}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof EndLimit, { why?: string }>
        name={`watch-limit-end-${limit.id}`}
        signature={EndLimit}
        initial={{}}
        toInput={({ why }) => ({ elderId, id: limit.id, why: why ?? '' })}
        send={end.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('endLimit')}
      >
        {() => (
          <Form.Item name="why" label={say('why')} required>
            <Input maxLength={200} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
