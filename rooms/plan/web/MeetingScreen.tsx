import { Answer, PageFrame, StateTag, useCommand, useMay, useParam, useQuery, useTell } from '@yinqiao/kernel/web'
import { CancelMeeting, GetCalendarFile, GetMeeting, GetMeetingPaper } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { holdMeetings } from '../contract/meetings.ts'
import { AgendaEditor } from './AgendaEditor.tsx'
import { CallForm, HoldForm, UnitsSheet } from './AttendanceSheet.tsx'
import { MeetingDecisions } from './DecisionTable.tsx'
import { FileButton } from './FileButton.tsx'
import { MinutesSheet } from './MinutesSheet.tsx'
import { MoveForm } from './MeetingForms.tsx'
import { type Meeting, type MeetingWhole, meetingTone, useMeetingWords } from './meeting-words.ts'
import './plan.css'

/** One meeting from its agenda to its decisions. */
export function MeetingScreen() {
  const meetingId = useParam('id')
  const answer = useQuery(GetMeeting, { meetingId })
  return (
    <Answer of={answer} lines={12}>
      {(whole) => <Shown key={whole.meeting.id} whole={whole} />}
    </Answer>
  )
}

function Shown({ whole }: { readonly whole: MeetingWhole }) {
  const { say, when } = useMeetingWords()
  const may = useMay()
  const { meeting } = whole
  const group = may(holdMeetings.code)
  const open = meeting.state === 'draft' || meeting.state === 'called'
  return (
    <PageFrame
      title={meeting.title}
      above={<Link to="/plan/meetings">{say('meetings')}</Link>}
      lead={
        <>
          <StateTag tone={meetingTone[meeting.state]} word={say(`state_${meeting.state}`)} /> {meeting.kind} · {when(meeting)} ·{' '}
          {meeting.place ?? say('placeOpen')}
          {meeting.synthetic ? ` · ${say('synthetic')}` : ''}
        </>
      }
      acts={
        <>
          {meeting.state === 'draft' ? null : <FileButton of={GetCalendarFile} input={{ meetingId: meeting.id }} label={say('calendar')} />}
          <FileButton of={GetMeetingPaper} input={{ meetingId: meeting.id, form: 'docx' }} label={`${say('pack')} ${say('word')}`} />
          <FileButton of={GetMeetingPaper} input={{ meetingId: meeting.id, form: 'pdf' }} label={say('pdf')} />
          {group ? <Acts meeting={meeting} whole={whole} /> : null}
        </>
      }
    >
      {meeting.state === 'cancelled' ? (
        <Alert type="warning" showIcon className="yq-form-note" title={`${say('state_cancelled')}：${meeting.reason ?? ''}`} />
      ) : null}
      {/* a new version read from the server is laid out anew, unless somebody is writing */}
      <AgendaEditor meeting={meeting} agenda={whole.agenda} editable={group && open} />
      <UnitsSheet attendance={whole.attendance} />
      {meeting.state === 'held' ? (
        <>
          <MeetingDecisions whole={whole} editable={group} />
          <MinutesSheet key={whole.minutes[0]?.version ?? 0} meetingId={meeting.id} minutes={whole.minutes} editable={group} />
        </>
      ) : null}
    </PageFrame>
  )
}

function Acts({ meeting, whole }: { readonly meeting: Meeting; readonly whole: MeetingWhole }) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const [open, setOpen] = useState<'move' | 'call' | 'hold' | 'cancel'>()
  const [reason, setReason] = useState('')
  const close = () => setOpen(undefined)
  const cancel = useCommand(CancelMeeting, {
    onDone: () => {
      close()
      tell.done(say('cancelledDone'))
    },
  })
  if (meeting.state === 'held' || meeting.state === 'cancelled') return null
  return (
    <>
      <Button onClick={() => setOpen('move')}>{say('move')}</Button>
      <Button danger onClick={() => setOpen('cancel')}>
        {say('cancelMeeting')}
      </Button>
      {meeting.state === 'draft' ? (
        <Button type="primary" onClick={() => setOpen('call')}>
          {say('call')}
        </Button>
      ) : (
        <Button type="primary" onClick={() => setOpen('hold')}>
          {say('hold')}
        </Button>
      )}
      {open === 'move' ? <MoveForm meeting={meeting} onClose={close} /> : null}
      {open === 'call' ? <CallForm meeting={meeting} onClose={close} /> : null}
      {open === 'hold' ? <HoldForm meeting={meeting} attendance={whole.attendance} onClose={close} /> : null}
      <Modal
        open={open === 'cancel'}
        title={say('cancelMeeting')}
        okText={say('cancelMeeting')}
        okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: cancel.busy }}
        onCancel={close}
        onOk={() => void cancel.send({ meetingId: meeting.id, version: meeting.version, reason: reason.trim() }).catch(tell.failed)}
      >
        <label htmlFor="meeting-cancel-reason">{say('reason')}</label>
        <Input.TextArea
          id="meeting-cancel-reason"
          rows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  )
}
