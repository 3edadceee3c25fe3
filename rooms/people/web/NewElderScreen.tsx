import { DayField, DraftForm, PageFrame, Sheet, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { CreateElder, LifeStateName } from '@yinqiao/people/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Form, Select } from 'antd'
import { ElderFields } from './ElderFields.tsx'
import { elderInput, type ElderValues, secretFields } from './elder-values.ts'
import type { LifeName } from './elder-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './people.css'

interface NewValues extends ElderValues {
  readonly lifeState?: LifeName | null
  readonly lifeFrom?: string
}

/** Creates the record of an elder; nothing unknown is preset to yes, no or zero. */
export function NewElderScreen() {
  const say = useWords(zh, en)
  const tell = useTell()
  const navigate = useNavigate()
  const create = useCommand(CreateElder, {
    onDone: ({ id }) => {
      tell.done(say('created'))
      void navigate({ to: `/people/elders/${id}` })
    },
  })
  return (
    <PageFrame title={say('newElder')} above={<Link to="/people/elders">{say('backToElders')}</Link>}>
      <Sheet>
        <DraftForm<typeof CreateElder, NewValues>
          name="elder-new"
          signature={CreateElder}
          initial={{ sex: 'unknown', idKind: 'citizen-id', livesAlone: 'unknown', lifeFrom: todayHere() }}
          secret={secretFields}
          toInput={(values) => ({
            ...elderInput(values, { siteId: null, householdId: null }),
            lifeState: values.lifeState ? { state: values.lifeState, from: values.lifeFrom ?? '' } : null,
          })}
          send={create.send}
          onCancel={() => void navigate({ to: '/people/elders' })}
          act={say('newElder')}
        >
          {(form) => (
            <>
              <ElderFields form={form} />
              <div className="yq-form-grid">
                <Form.Item name="lifeState" label={say('startLife')}>
                  <Select
                    allowClear
                    placeholder={say('life_unknown')}
                    options={LifeStateName.options.map((value) => ({ value, label: say(`life_${value}`) }))}
                  />
                </Form.Item>
                <Form.Item name="lifeFrom" label={say('startFrom')}>
                  <DayField />
                </Form.Item>
              </div>
            </>
          )}
        </DraftForm>
      </Sheet>
    </PageFrame>
  )
}
