import { DayField, DraftForm, todayHere, useCommand, useTell } from '@yinqiao/kernel/web'
import { DraftMeeting, MeetingKind, type MeetingTime, MoveMeeting, SetMeetingRule } from '@yinqiao/plan/contract'
import { useNavigate } from '@tanstack/react-router'
import { Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { type Meeting, useMeetingWords } from './meeting-words.ts'

interface TimeValues {
  readonly timed: boolean
  readonly day: string
  readonly lastDay?: string
  readonly from?: string
  readonly to?: string
}

const timeOf = ({ timed, day, lastDay, from, to }: TimeValues): MeetingTime =>
  timed ? { kind: 'time', day, from: from ?? '', to: to ?? '' } : { kind: 'day', from: day, to: lastDay ?? day }
const valuesOf = (when: MeetingTime): TimeValues =>
  when.kind === 'time'
    ? { timed: true, day: when.day, from: when.from, to: when.to }
    : { timed: false, day: when.from, lastDay: when.to, from: '09:30', to: '11:30' }

/** All day or from – to; what the browser gives for a clock is HH:MM, as the contract wants it. */
function TimeFields({ timed }: { readonly timed: boolean }) {
  const { say } = useMeetingWords()
  return (
    <>
      <Form.Item name="timed" label={say('when')}>
        <Radio.Group
          options={[
            { value: true, label: say('timed') },
            { value: false, label: say('allDay') },
          ]}
        />
      </Form.Item>
      <Form.Item name="day" label={timed ? say('day') : say('firstDay')} required>
        <DayField />
      </Form.Item>
      {timed ? (
        <div className="yq-bar">
          <Form.Item name="from" label={say('from')} required>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="to" label={say('to')} required>
            <Input type="time" />
          </Form.Item>
        </div>
      ) : (
        <Form.Item name="lastDay" label={say('lastDay')}>
          <DayField />
        </Form.Item>
      )}
    </>
  )
}

type DraftValues = TimeValues & { readonly kind: Meeting['kind']; readonly title: string; readonly place?: string }

/** A new meeting: what, when, where; its agenda comes by itself. */
export function DraftMeetingForm({ onClose }: { readonly onClose: () => void }) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const navigate = useNavigate()
  const draft = useCommand(DraftMeeting, {
    onDone: ({ meetingId, agenda }) => {
      tell.done(say('drafted', { n: agenda.length }))
      void navigate({ to: `/plan/meetings/${meetingId}` })
    },
  })
  return (
    <Modal open title={say('draftMeeting')} onCancel={onClose} footer={null}>
      <DraftForm<typeof DraftMeeting, DraftValues>
        name="meeting-draft"
        signature={DraftMeeting}
        fieldFor={{ when: 'day' }}
        initial={{ kind: '推进会', timed: true, day: todayHere(), from: '09:30', to: '11:30' }}
        toInput={(values) => ({ kind: values.kind, title: values.title ?? '', place: values.place ?? null, when: timeOf(values) })}
        send={draft.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('draftMeeting')}
      >
        {(form) => (
          <>
            <Form.Item name="kind" label={say('kind')} required>
              <Radio.Group options={MeetingKind.options.map((value) => ({ value, label: value }))} />
            </Form.Item>
            <Form.Item name="title" label={say('meetingTitle')} required>
              <Input maxLength={120} />
            </Form.Item>
            <Timed form={form} />
            <Form.Item name="place" label={say('place')}>
              <Input maxLength={120} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

function Timed({ form }: { readonly form: Parameters<typeof Form.useWatch>[1] }) {
  const timed: unknown = Form.useWatch('timed', form)
  return <TimeFields timed={timed !== false} />
}

/** Another time, place or title. */
export function MoveForm({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const move = useCommand(MoveMeeting, { onDone: () => tell.done(say('moved')) })
  return (
    <Modal open title={say('move')} onCancel={onClose} footer={null}>
      <DraftForm<typeof MoveMeeting, Omit<DraftValues, 'kind'>>
        name={`meeting-move-${meeting.id}`}
        signature={MoveMeeting}
        fieldFor={{ when: 'day' }}
        basis={meeting.version}
        initial={{ ...valuesOf(meeting.when), title: meeting.title, ...(meeting.place === null ? {} : { place: meeting.place }) }}
        toInput={(values) => ({
          meetingId: meeting.id,
          version: meeting.version,
          title: values.title ?? '',
          place: values.place ?? null,
          when: timeOf(values),
        })}
        send={move.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('move')}
      >
        {(form) => (
          <>
            <Form.Item name="title" label={say('meetingTitle')} required>
              <Input maxLength={120} />
            </Form.Item>
            <Timed form={form} />
            <Form.Item name="place" label={say('place')}>
              <Input maxLength={120} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

interface RuleValues {
  readonly kind: Meeting['kind']
  readonly from: string
  readonly until: string
  readonly everyMonths: number
  readonly basis: string
  readonly decidedBy: string
}

/** How often a kind of meeting is due: the group's decision, for the plan says only 定期. */
export function RuleForm({ onClose }: { readonly onClose: () => void }) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const set = useCommand(SetMeetingRule, { onDone: ({ periods }) => tell.done(say('ruleSet', { n: periods })) })
  return (
    <Modal open title={say('setRule')} onCancel={onClose} footer={null}>
      <DraftForm<typeof SetMeetingRule, RuleValues>
        name="meeting-rule"
        signature={SetMeetingRule}
        initial={{ kind: '专题会', everyMonths: 3 }}
        toInput={(values) => ({
          ...values,
          from: values.from,
          until: values.until,
          basis: values.basis ?? '',
          decidedBy: values.decidedBy ?? '',
        })}
        send={set.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('setRule')}
      >
        {() => (
          <>
            <Form.Item name="kind" label={say('kind')} required>
              <Select options={MeetingKind.options.map((value) => ({ value, label: value }))} />
            </Form.Item>
            <Form.Item name="everyMonths" label={say('everyMonths')} required>
              <InputNumber min={1} max={12} precision={0} />
            </Form.Item>
            <Form.Item name="from" label={say('firstDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="until" label={say('until')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="basis" label={say('basis')} required>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="decidedBy" label={say('decidedBy')} required>
              <Input maxLength={80} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
