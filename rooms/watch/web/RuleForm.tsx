import { DraftForm, useCommand, useLanguage, useTell, useWords } from '@yinqiao/kernel/web'
import { metrics, metricWords, type RuleRow, SaveDraft, signalKinds, signalWords } from '@yinqiao/watch/contract'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { ruleEn } from './rule-en.ts'
import { ruleZh } from './rule-zh.ts'

interface Values {
  readonly code?: string
  readonly zh?: string
  readonly en?: string
  readonly cause: 'person' | 'hazard' | 'wander' | 'medicine' | 'equipment'
  readonly level: 1 | 2 | 3 | 4
  readonly on: 'reading' | 'signal'
  readonly metric?: (typeof metrics)[number]
  readonly signal?: (typeof signalKinds)[number]
  readonly is: 'over' | 'under' | 'equal'
  readonly than?: number | null
  readonly forMinutes?: number | null
  readonly gapMinutes?: number | null
  readonly from?: string
  readonly to?: string
  readonly who: 'all' | 'living-alone'
  readonly quietMinutes?: number | null
}

const usual: Partial<Values> = {
  cause: 'person',
  level: 3,
  on: 'reading',
  metric: 'heart-rate',
  is: 'over',
  forMinutes: 10,
  gapMinutes: 15,
  who: 'all',
  quietMinutes: 60,
}

function initialOf(rule: RuleRow | null): Partial<Values> {
  const of = rule?.definition
  if (!of) return usual
  return {
    code: of.code,
    zh: of.title.zh,
    en: of.title.en,
    cause: of.cause,
    level: of.level,
    ...(of.when.on === 'signal' ? { on: 'signal', signal: of.when.signal } : of.when),
    ...(of.between === null ? {} : of.between),
    who: of.who.are === 'living-alone' ? 'living-alone' : 'all',
    quietMinutes: of.quietMinutes,
  }
}

/** Drafts a rule, or a new version of one: "heart rate over 110 for 10 minutes, between 22:00 and 06:00, people living alone, level 3". */
export function RuleForm({ rule, onClose }: { readonly rule: RuleRow | null; readonly onClose: () => void }) {
  const say = useWords(ruleZh, ruleEn)
  const { language } = useLanguage()
  const tell = useTell()
  const save = useCommand(SaveDraft, { onDone: () => tell.done(say('drafted')) })
  const minutes = (name: 'forMinutes' | 'gapMinutes' | 'quietMinutes', least: number, most: number) => (
    <Form.Item name={name} label={say(name)}>
      <InputNumber min={least} max={most} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  )
  return (
    <Modal open width={760} title={say('draft')} onCancel={onClose} footer={null}>
      <p className="yq-form-note">{say('draftNote')}</p>
      <DraftForm<typeof SaveDraft, Values>
        name={`watch-rule-${rule?.code ?? 'new'}`}
        signature={SaveDraft}
        initial={initialOf(rule)}
        fieldFor={{ title: 'zh', when: 'than', between: 'from' }}
        toInput={(values) => {
          const [from, to] = [values.from?.trim() ?? '', values.to?.trim() ?? '']
          return {
            code: values.code?.trim() ?? '',
            title: { zh: values.zh?.trim() ?? '', en: values.en?.trim() ?? '' },
            cause: values.cause,
            level: values.level,
            when:
              values.on === 'signal'
                ? { on: 'signal', signal: values.signal ?? 'fall' }
                : {
                    on: 'reading',
                    metric: values.metric ?? 'heart-rate',
                    is: values.is,
                    than: values.than ?? Number.NaN,
                    forMinutes: values.forMinutes ?? 0,
                    gapMinutes: values.gapMinutes ?? 15,
                  },
            between: from === '' && to === '' ? null : { from, to },
            who: { are: values.who },
            quietMinutes: values.quietMinutes ?? 60,
          }
        }}
        send={save.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('draft')}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="zh" label={say('titleZh')} required>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="en" label={say('titleEn')} required>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="code" label={say('code')} required>
              <Input maxLength={60} disabled={rule !== null} />
            </Form.Item>
            <Form.Item name="cause" label={say('cause')} required>
              <Select
                options={(['person', 'hazard', 'wander', 'medicine', 'equipment'] as const).map((value) => ({
                  value,
                  label: say(`cause_${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item name="level" label={say('level')} required>
              <Select options={[1, 2, 3, 4].map((value) => ({ value, label: say('levelN', { n: value }) }))} />
            </Form.Item>
            <Form.Item name="on" label={say('on')} required>
              <Select options={(['reading', 'signal'] as const).map((value) => ({ value, label: say(`on_${value}`) }))} />
            </Form.Item>
            <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.on !== b.on}>
              {({ getFieldValue }) =>
                getFieldValue('on') === 'signal' ? (
                  <Form.Item name="signal" label={say('signal')} required>
                    <Select showSearch options={signalKinds.map((value) => ({ value, label: signalWords[value][language] }))} />
                  </Form.Item>
                ) : (
                  <>
                    <Form.Item name="metric" label={say('metric')} required>
                      <Select showSearch options={metrics.map((value) => ({ value, label: metricWords[value][language] }))} />
                    </Form.Item>
                    <Form.Item name="is" label={say('is')} required>
                      <Select options={(['over', 'under', 'equal'] as const).map((value) => ({ value, label: say(`is_${value}`) }))} />
                    </Form.Item>
                    <Form.Item name="than" label={say('than')} required>
                      <InputNumber style={{ width: '100%' }} />
                    </Form.Item>
                    {minutes('forMinutes', 0, 1440)}
                    {minutes('gapMinutes', 1, 1440)}
                  </>
                )
              }
            </Form.Item>
            <Form.Item name="from" label={say('from')}>
              <Input maxLength={5} placeholder="22:00" />
            </Form.Item>
            <Form.Item name="to" label={say('to')}>
              <Input maxLength={5} placeholder="06:00" />
            </Form.Item>
            <Form.Item name="who" label={say('who')} required>
              <Select
                options={[
                  { value: 'all', label: say('who_all') },
                  { value: 'living-alone', label: say('who_alone') },
                ]}
              />
            </Form.Item>
            {minutes('quietMinutes', 1, 10_080)}
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}
