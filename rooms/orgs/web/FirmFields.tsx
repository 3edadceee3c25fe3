import type { RawInput } from '@yinqiao/kernel/contract'
import { useWords } from '@yinqiao/kernel/web'
import { type CreateFirm, FirmKind } from '@yinqiao/orgs/contract'
import { DivisionPicker } from '@yinqiao/places/web'
import { Form, Input, Select } from 'antd'
import { en } from './en.ts'
import type { FirmRecord } from './firm-words.ts'
import { zh } from './zh.ts'

export interface FirmValues {
  readonly name: string
  readonly uscc?: string
  readonly kinds?: FirmRecord['kinds']
  readonly divisionCode?: string | null
  readonly address?: string
}

/** What was typed as the commands want it; an empty credit code means not known yet. */
export function firmInput(values: FirmValues): RawInput<typeof CreateFirm> {
  return {
    name: values.name ?? '',
    uscc: values.uscc?.trim() || null,
    kinds: values.kinds ?? [],
    divisionCode: values.divisionCode ?? null,
    address: values.address?.trim() || null,
  }
}

/** The form's values from a record. */
export function firmValues(row: FirmRecord): FirmValues {
  return {
    name: row.name,
    kinds: row.kinds,
    divisionCode: row.divisionCode,
    ...(row.uscc ? { uscc: row.uscc } : {}),
    ...(row.address ? { address: row.address } : {}),
  }
}

/** The fields shared by new and edit. */
export function FirmFields() {
  const say = useWords(zh, en)
  return (
    <div className="yq-form-grid">
      <Form.Item name="name" label={say('name')} required className="yq-span">
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="uscc" label={say('uscc')} extra={say('usccHint')}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kinds" label={say('firmKinds')} required>
        <Select mode="multiple" options={FirmKind.options.map((value) => ({ value, label: say(`fkind_${value}`) }))} />
      </Form.Item>
      <Form.Item name="divisionCode" label={say('division')}>
        <DivisionPicker />
      </Form.Item>
      <Form.Item name="address" label={say('address')}>
        <Input maxLength={200} />
      </Form.Item>
    </div>
  )
}
