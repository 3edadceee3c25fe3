import { ListCalendar, SetCalendarDay, setCalendar } from '@yinqiao/cases/contract'
import {
  Answer,
  DayField,
  DraftForm,
  PageFrame,
  Sheet,
  StateTag,
  todayHere,
  useCommand,
  useDays,
  useMay,
  useQuery,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { Button, Checkbox, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface Values {
  readonly days?: readonly [{ readonly day?: string; readonly working?: boolean; readonly note?: string }]
  readonly source?: string
  readonly completes?: boolean
}

/** The days of a year that differ from its weekends, where they come from, and a way to set what the table does not know. */
export function CalendarScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const { day } = useDays()
  const thisYear = Number(todayHere().slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const [setting, setSetting] = useState(false)
  const answer = useQuery(ListCalendar, { year })
  return (
    <PageFrame
      title={say('calendar')}
      lead={say('calendarLead')}
      acts={
        <>
          <Select
            aria-label={say('year')}
            value={year}
            onChange={setYear}
            options={[-2, -1, 0, 1, 2].map((offset) => ({ value: thisYear + offset, label: String(thisYear + offset) }))}
            style={{ width: 100 }}
          />
          {may(setCalendar.code) ? (
            <Button type="primary" onClick={() => setSetting(true)}>
              {say('setDay')}
            </Button>
          ) : null}
        </>
      }
    >
      <Sheet>
        <Answer of={answer} lines={6}>
          {({ known, source, days }) => (
            <div className="yq-stack">
              <StateTag
                tone={known ? 'good' : 'due'}
                word={
                  known
                    ? say('yearKnown', { year, source: source === 'chinese-days' ? say('builtIn') : source })
                    : say('yearUnknown', { year })
                }
              />
              {days.length === 0 ? (
                <p className="yq-faint">{say('noDays')}</p>
              ) : (
                <table className="yq-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('day')}</th>
                      <th scope="col">{say('dayKind')}</th>
                      <th scope="col">{say('note')}</th>
                      <th scope="col">{say('source')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {days.map((each) => (
                      <tr key={each.day}>
                        <td className="yq-figures">{day(each.day)}</td>
                        <td>
                          <StateTag tone={each.working ? 'busy' : 'idle'} word={say(each.working ? 'working' : 'resting')} />
                        </td>
                        <td>{each.note}</td>
                        <td>{each.source === 'chinese-days' ? say('builtIn') : each.source}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </div>
          )}
        </Answer>
      </Sheet>
      {setting ? <SetDay year={year} onClose={() => setSetting(false)} /> : null}
    </PageFrame>
  )
}

function SetDay({ year, onClose }: { readonly year: number; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const set = useCommand(SetCalendarDay, { onDone: () => tell.done(say('daySet')) })
  return (
    <Modal open title={say('setDay')} onCancel={onClose} footer={null} destroyOnHidden>
      <DraftForm<typeof SetCalendarDay, Values>
        name={`calendar-${year}`}
        signature={SetCalendarDay}
        initial={{ days: [{ working: false }] }}
        toInput={(values) => ({
          days: (values.days ?? [{}]).map(({ day, working, note }) => ({ day: day ?? '', working: working ?? false, note: note ?? '' })),
          source: values.source ?? '',
          completes: values.completes === true ? year : null,
        })}
        send={set.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name={['days', 0, 'day']} label={say('day')} required>
              <DayField />
            </Form.Item>
            <Form.Item name={['days', 0, 'working']} label={say('dayKind')} required>
              <Radio.Group
                options={[
                  { value: false, label: say('resting') },
                  { value: true, label: say('working') },
                ]}
              />
            </Form.Item>
            <Form.Item name={['days', 0, 'note']} label={say('note')} required>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="source" label={say('source')} required>
              <Input maxLength={200} placeholder="国办发明电" />
            </Form.Item>
            <Form.Item name="completes" valuePropName="checked">
              <Checkbox>{say('completes')}</Checkbox>
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
