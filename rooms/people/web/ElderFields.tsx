import { DayField, useWords } from '@yinqiao/kernel/web'
import { Answer as Alone, IdKind, Sex } from '@yinqiao/people/contract'
import { DivisionPicker } from '@yinqiao/places/web'
import { Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import type { ElderValues } from './elder-values.ts'
import { en } from './en.ts'
import { IdNumberField } from './IdNumberField.tsx'
import { zh } from './zh.ts'

/** The fields shared by new and edit. */
export function ElderFields({ form }: { readonly form: FormInstance<ElderValues> }) {
  const say = useWords(zh, en)
  return (
    <div className="yq-form-grid">
      <Form.Item name="name" label={say('name')} required>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="divisionCode" label={say('division')} required>
        <DivisionPicker level="village" clearable={false} />
      </Form.Item>
      <Form.Item name="idKind" label={say('idKind')} required>
        <Select options={IdKind.options.map((value) => ({ value, label: say(`kind_${value}`) }))} />
      </Form.Item>
      <IdNumberField form={form} />
      <Form.Item name="birthDay" label={say('born')}>
        <DayField />
      </Form.Item>
      <Form.Item name="sex" label={say('sex')} required>
        <Radio.Group options={Sex.options.map((value) => ({ value, label: say(`sex_${value}`) }))} />
      </Form.Item>
      <Form.Item name="phone" label={say('phone')}>
        <Input inputMode="tel" maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="livesAlone" label={say('alone')} required>
        <Radio.Group options={Alone.options.map((value) => ({ value, label: say(`alone_${value}`) }))} />
      </Form.Item>
      <Form.Item name="address" label={say('address')} className="yq-span">
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="healthNotes" label={say('health')} className="yq-span">
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <fieldset className="yq-span yq-contacts">
        <legend>{say('contacts')}</legend>
        <Form.List name="contacts">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="yq-contact">
                  <Form.Item name={[name, 'name']} label={say('contactName')} required>
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item name={[name, 'relation']} label={say('contactRelation')} required>
                    <Input maxLength={30} />
                  </Form.Item>
                  <Form.Item name={[name, 'phone']} label={say('contactPhone')} required>
                    <Input inputMode="tel" maxLength={30} />
                  </Form.Item>
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
