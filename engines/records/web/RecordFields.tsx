import { DayField, usePickers, useWords } from '@yinqiao/kernel/web'
import { Checkbox, Form, Input } from 'antd'
import { valuesSchema } from '../contract/field.ts'
import type { RecordKind } from '../contract/record-kind.ts'
import { CorrectRecord, CreateRecord } from '../contract/signatures.ts'
import { en } from './en.ts'
import { FieldInput } from './FieldInput.tsx'
import type { FieldFormValues } from './form-values.ts'
import { zh } from './zh.ts'

/** What the form of a record holds. */
export interface RecordFormValues {
  readonly values: FieldFormValues
  readonly divisionCode?: string | null
  readonly validFrom?: string
  readonly reason?: string
  readonly synthetic?: boolean
}

/** The command with the kind's own check of its values, so that all wrong fields are told at once and before anything is sent. */
export function createOf(kind: RecordKind): typeof CreateRecord {
  const input = CreateRecord.input.extend({ values: valuesSchema(kind.fields) })
  return { ...CreateRecord, input: input as unknown as typeof CreateRecord.input }
}

/** The same for a change or correction. */
export function correctOf(kind: RecordKind): typeof CorrectRecord {
  const input = CorrectRecord.input.extend({ values: valuesSchema(kind.fields) })
  return { ...CorrectRecord, input: input as unknown as typeof CorrectRecord.input }
}

/** The inputs of a record: the kind's fields, its place, since when; for a new version its reason. */
export function RecordFields({ kind, mode }: { readonly kind: RecordKind; readonly mode: 'new' | 'change' | 'correct' }) {
  const say = useWords(zh, en)
  const { division: DivisionField } = usePickers()
  return (
    <div className="yq-form-grid">
      {kind.fields.map((field) => (
        <FieldInput key={field.key} field={field} under={['values']} kind={kind.code} />
      ))}
      <Form.Item name="divisionCode" label={say('place')}>
        <DivisionField />
      </Form.Item>
      {mode === 'new' && kind.day !== undefined ? null : (
        <Form.Item
          name="validFrom"
          label={say('validFrom')}
          required={mode !== 'new'}
          {...(mode === 'new' ? { extra: say('validFromHint') } : {})}
        >
          <DayField />
        </Form.Item>
      )}
      {mode === 'new' ? (
        <Form.Item name="synthetic" valuePropName="checked" className="yq-span">
          <Checkbox>{say('syntheticBox')}</Checkbox>
        </Form.Item>
      ) : (
        <Form.Item
          name="reason"
          label={say('reason')}
          required
          extra={say(mode === 'change' ? 'reasonChange' : 'reasonCorrect')}
          className="yq-span"
        >
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      )}
    </div>
  )
}
