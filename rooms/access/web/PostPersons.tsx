import { type Picked, usePickers, useWords } from '@yinqiao/kernel/web'
import { Button, Form } from 'antd'
import { z } from 'zod'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Whether a pasted record number is a whole one; the server would only say that it is no id. */
const whole = (number: string) => z.uuid().safeParse(number).success

/** The elders a post is for, one line each; `must` when a post of the role is nothing without them. */
export function PostPersons({ must, most }: { readonly must: boolean; readonly most: number }) {
  const say = useWords(zh, en)
  const { person: PersonPicker } = usePickers()
  return (
    <fieldset className="yq-post-persons">
      <legend>{say('persons')}</legend>
      <p className="yq-faint">{say('personsHint')}</p>
      <Form.List name="persons" initialValue={must ? [{}] : []}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((field, at) => (
              <div key={field.key} className="yq-bar">
                <Form.Item
                  name={[field.name, 'personId']}
                  label={say('personN', { n: at + 1 })}
                  required
                  rules={[
                    { required: true, message: say('fillPerson') },
                    {
                      validator: (_, picked?: Picked | null) =>
                        !picked || whole(picked.id) ? Promise.resolve() : Promise.reject(say('wrongPerson')),
                    },
                  ]}
                  validateTrigger="onBlur"
                >
                  <PersonPicker />
                </Form.Item>
                {must && fields.length === 1 ? null : (
                  <Button size="small" onClick={() => remove(field.name)} aria-label={say('dropPerson', { n: at + 1 })}>
                    {say('drop')}
                  </Button>
                )}
              </div>
            ))}
            {fields.length < most ? <Button onClick={() => add({})}>{say('addPerson')}</Button> : null}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
