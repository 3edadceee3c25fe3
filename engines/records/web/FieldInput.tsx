import { DayField, type Picked, type PickerProps, usePickers, useSay, useWords } from '@yinqiao/kernel/web'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ComponentType, ReactElement } from 'react'
import type { Field } from '../contract/field.ts'
import { en, zh } from './field-words.ts'
import { MoneyInput } from './MoneyInput.tsx'
import { ReferenceSelect } from './ReferenceSelect.tsx'

interface FieldInputProps {
  readonly field: Field
  /** Where the values lie in the form: `['values']` makes the item's name `['values', field.key]`. */
  readonly under?: readonly (string | number)[]
  /** Code of the register the field is of: what it points to is then searched there. */
  readonly kind?: string
  /** Picks a record of kind `field.to`; given by the engine of records. */
  readonly RecordPicker?: ComponentType<PickerProps & { readonly kind: string }>
}

/** The form item of one field of a kind: label, help, unit, and the input its type asks for. Values: see form-values.ts. */
export function FieldInput({ field, under = [], kind, RecordPicker }: FieldInputProps) {
  const title = useSay()
  const unit = field.unit ? `（${title(field.unit)}）` : ''
  return (
    <Form.Item
      name={[...under, field.key]}
      label={`${title(field.title)}${unit}`}
      required={field.required === true}
      {...(field.help ? { extra: title(field.help) } : {})}
      {...(field.type === 'long-text' ? { className: 'yq-span' } : {})}
    >
      {inputOf(field, kind, RecordPicker)}
    </Form.Item>
  )
}

function inputOf(field: Field, kind: string | undefined, RecordPicker: FieldInputProps['RecordPicker']): ReactElement {
  if (kind !== undefined && (field.type === 'ref' || field.type === 'record')) return <ReferenceSelect kind={kind} field={field} />
  switch (field.type) {
    case 'text':
      return <Input maxLength={field.max ?? 200} autoComplete="off" />
    case 'long-text':
      return <Input.TextArea rows={3} maxLength={field.max ?? 4000} showCount />
    case 'integer':
      return <InputNumber precision={0} style={{ width: '100%' }} />
    case 'number':
      return <InputNumber style={{ width: '100%' }} />
    case 'money':
      return <MoneyInput />
    case 'day':
      return <DayField />
    case 'boolean':
      return <YesNo required={field.required === true} />
    case 'code':
    case 'codes':
      return <CodeSelect field={field} />
    case 'ref':
      return <RefInput field={field} />
    case 'record':
      return RecordPicker ? <RecordPicker kind={field.to ?? ''} /> : <Input maxLength={40} />
  }
}

interface Controlled<T> {
  readonly value?: T | null
  readonly onChange?: (value: T | null) => void
  readonly id?: string
}

/** Yes, no, or openly not known: an untouched question is never a no. */
function YesNo({ value, onChange, id, required }: Controlled<boolean> & { readonly required: boolean }) {
  const say = useWords(zh, en)
  const word = (of: boolean | null) => (of === null ? 'unknown' : of ? 'yes' : 'no')
  const kept = value ?? null
  return (
    <Radio.Group
      {...(id ? { id } : {})}
      // an optional question starts at not known, a required one with nothing chosen
      value={required && kept === null ? null : word(kept)}
      onChange={(event) => onChange?.(event.target.value === 'unknown' ? null : event.target.value === 'yes')}
      options={(required ? [true, false] : [true, false, null]).map((each) => ({ value: word(each), label: say(word(each)) }))}
    />
  )
}

/** One or more of the field's codes; an ended code is offered only where the record already bears it. */
function CodeSelect({ field, ...rest }: Controlled<string | string[]> & { readonly field: Field }) {
  const title = useSay()
  const say = useWords(zh, en)
  const borne = [rest.value ?? []].flat()
  const options = (field.codes ?? [])
    .filter(({ code, ended }) => ended !== true || borne.includes(code))
    .map((each) => ({ value: each.code, label: title(each.title) }))
  return (
    <Select<string | string[] | null>
      {...rest}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      {...(field.type === 'codes' ? { mode: 'multiple' as const } : {})}
      placeholder={say(field.type === 'codes' ? 'chooseMany' : 'chooseOne')}
      options={options}
      onChange={(next) => rest.onChange?.(next === undefined || (Array.isArray(next) && next.length === 0) ? null : next)}
    />
  )
}

const isPicker = (name: string): name is 'unit' | 'provider' | 'person' => ['unit', 'provider', 'person'].includes(name)

/** A thing of another room: `to` names the picker (`unit`, or `orgs.unit`) that the roof offers. */
function RefInput({ field, ...rest }: Controlled<Picked> & { readonly field: Field }) {
  const pickers = usePickers()
  const name = field.to?.split('.').at(-1) ?? ''
  if (!isPicker(name)) return <Input {...(rest.id ? { id: rest.id } : {})} disabled value={rest.value?.name ?? ''} />
  const Picker = pickers[name]
  return <Picker {...rest} />
}
