import type { RawInput } from '@yinqiao/kernel/contract'
import { useWords } from '@yinqiao/kernel/web'
import { Answer as Alone, type EditElder, IdKind, Sex } from '@yinqiao/people/contract'
import { DivisionPicker } from '@yinqiao/places/web'
import { Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import type { ElderRecord } from './elder-words.ts'
import { en } from './en.ts'
import { IdNumberField } from './IdNumberField.tsx'
import { zh } from './zh.ts'

export interface ElderValues {
  readonly name: string
  readonly sex: ElderRecord['sex']
  readonly birthDay?: string
  readonly idKind: ElderRecord['idKind']
  readonly idNumber?: string
  readonly phone?: string
  readonly address?: string
  readonly divisionCode: string
  readonly livesAlone: ElderRecord['livesAlone']
  readonly healthNotes?: string
  readonly contacts?: { name: string; relation: string; phone: string }[]
}

/** Fields that never lie in the browser's store. */
export const secretFields = ['idNumber', 'phone', 'healthNotes', 'contacts'] as const

type ElderFacts = Omit<RawInput<typeof EditElder>, 'id' | 'version'>

/** What was typed as the command wants it; site and household are not typed here and stay as they were. */
export function elderInput(values: ElderValues, kept: Pick<ElderFacts, 'siteId' | 'householdId'>): ElderFacts {
  return {
    name: values.name ?? '', sex: values.sex, birthDay: values.birthDay || null, idKind: values.idKind, idNumber: values.idNumber?.trim() || null,
    phone: values.phone?.trim() || null, address: values.address?.trim() || null, divisionCode: values.divisionCode ?? '', livesAlone: values.livesAlone,
    healthNotes: values.healthNotes?.trim() || null, contacts: values.contacts ?? [], ...kept,
  }
}

/** The form's values from a record shown in clear. */
export function elderValues(row: ElderRecord): ElderValues {
  return {
    name: row.name, sex: row.sex, idKind: row.idKind, divisionCode: row.divisionCode, livesAlone: row.livesAlone, contacts: row.contacts ?? [],
    ...(row.birthDay ? { birthDay: row.birthDay } : {}), ...(row.idNumber ? { idNumber: row.idNumber } : {}), ...(row.phone ? { phone: row.phone } : {}),
    ...(row.address ? { address: row.address } : {}), ...(row.healthNotes ? { healthNotes: row.healthNotes } : {}),
  }
}

/** The fields shared by new and edit. */
export function ElderFields({ form }: { readonly form: FormInstance<ElderValues> }) {
  const say = useWords(zh, en)
  return (
    <div className="yq-form-grid">
      <Form.Item name="name" label={say('name')} required><Input maxLength={60} autoComplete="off" /></Form.Item>
      <Form.Item name="divisionCode" label={say('division')} required><DivisionPicker level="village" clearable={false} /></Form.Item>
      <Form.Item name="idKind" label={say('idKind')} required><Select options={IdKind.options.map((value) => ({ value, label: say(`kind_${value}`) }))} /></Form.Item>
      <IdNumberField form={form} />
      <Form.Item name="birthDay" label={say('born')}><Input type="date" /></Form.Item>
      <Form.Item name="sex" label={say('sex')} required><Radio.Group options={Sex.options.map((value) => ({ value, label: say(`sex_${value}`) }))} /></Form.Item>
      <Form.Item name="phone" label={say('phone')}><Input inputMode="tel" maxLength={30} autoComplete="off" /></Form.Item>
      <Form.Item name="livesAlone" label={say('alone')} required><Radio.Group options={Alone.options.map((value) => ({ value, label: say(`alone_${value}`) }))} /></Form.Item>
      <Form.Item name="address" label={say('address')} className="yq-span"><Input maxLength={200} autoComplete="off" /></Form.Item>
      <Form.Item name="healthNotes" label={say('health')} className="yq-span"><Input.TextArea rows={3} maxLength={2000} /></Form.Item>
      <fieldset className="yq-span yq-contacts">
        <legend>{say('contacts')}</legend>
        <Form.List name="contacts">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="yq-contact">
                  <Form.Item name={[name, 'name']} label={say('contactName')} required><Input maxLength={60} /></Form.Item>
                  <Form.Item name={[name, 'relation']} label={say('contactRelation')} required><Input maxLength={30} /></Form.Item>
                  <Form.Item name={[name, 'phone']} label={say('contactPhone')} required><Input inputMode="tel" maxLength={30} /></Form.Item>
                  <Button onClick={() => remove(name)}>{say('removeContact')}</Button>
                </div>
              ))}
              {fields.length < 5 ? <Button onClick={() => add({})}>{say('addContact')}</Button> : null}
            </>
          )}
        </Form.List>
        <p className="yq-faint yq-form-note">{say('secretHint')}</p>
      </fieldset>
    </div>
  )
}
