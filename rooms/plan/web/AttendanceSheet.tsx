import { Empty, type Picked, Sheet, StateTag, type Tone, useCommand, usePickers, useQuery, useTell } from '@yinqiao/kernel/web'
import { CallMeeting, HoldMeeting, ListDuties } from '@yinqiao/plan/contract'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Meeting, type MeetingWhole, useMeetingWords } from './meeting-words.ts'

type State = MeetingWhole['attendance'][number]['state']
const tones: Readonly<Record<State, Tone>> = { called: 'idle', present: 'good', excused: 'due', absent: 'alert' }

/** Who was called and who came. */
export function UnitsSheet({ attendance }: { readonly attendance: MeetingWhole['attendance'] }) {
  const { say } = useMeetingWords()
  return (
    <Sheet title={say('units')} flush={attendance.length > 0}>
      {attendance.length === 0 ? (
        <Empty title={say('noUnits')} />
      ) : (
        <table className="yq-table">
          <thead>
            <tr>
              <th scope="col">{say('unit')}</th>
              <th scope="col">{say('state')}</th>
              <th scope="col">{say('delegate')}</th>
            </tr>
          </thead>
          <tbody>
            {attendance.map((each) => (
              <tr key={each.unitId ?? each.unitName}>
                <td>{each.unitName}</td>
                <td>
                  <StateTag tone={tones[each.state]} word={say(`att_${each.state}`)} />
                </td>
                <td>{each.delegate ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  )
}

/** The units to call: those with duties are at hand, any other by its name. */
export function CallForm({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const { unit: UnitPicker } = usePickers()
  const duties = useQuery(ListDuties, {})
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [added, setAdded] = useState<readonly Picked[]>([])
  const withDuty = (duties.data?.units ?? []).flatMap(({ unitId, name }) => (unitId === null ? [] : [{ id: unitId, name }]))
  const known = [...withDuty, ...added.filter(({ id }) => !withDuty.some((unit) => unit.id === id))]
  const call = useCommand(CallMeeting, {
    onDone: () => {
      onClose()
      tell.done(say('called'))
    },
  })
  return (
    <Modal
      open
      title={say('call')}
      okText={say('call')}
      okButtonProps={{ disabled: chosen.length === 0, loading: call.busy }}
      onCancel={onClose}
      onOk={() => void call.send({ meetingId: meeting.id, version: meeting.version, unitIds: [...chosen] }).catch(tell.failed)}
    >
      <div className="yq-stack">
        <label htmlFor="meeting-units">{say('callUnits')}</label>
        <Select
          id="meeting-units"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...chosen]}
          onChange={setChosen}
          options={known.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button onClick={() => setChosen(known.map(({ id }) => id))}>{say('allDutyUnits')}</Button>
        <label htmlFor="meeting-more">{say('addUnit')}</label>
        <UnitPicker
          id="meeting-more"
          value={null}
          onChange={(picked) => {
            if (picked === null) return
            setAdded((before) => [...before, picked])
            setChosen((before) => (before.includes(picked.id) ? before : [...before, picked.id]))
          }}
        />
      </div>
    </Modal>
  )
}

interface Came {
  readonly unitId: string
  readonly name: string
  readonly state: 'present' | 'excused' | 'absent'
  readonly delegate: string
}

/** Who of those called came; nobody is taken for present unasked. */
export function HoldForm({
  meeting,
  attendance,
  onClose,
}: {
  readonly meeting: Meeting
  readonly attendance: MeetingWhole['attendance']
  readonly onClose: () => void
}) {
  const { say } = useMeetingWords()
  const tell = useTell()
  const [rows, setRows] = useState<readonly Came[]>(() =>
    attendance.flatMap(({ unitId, unitName }) =>
      unitId === null ? [] : [{ unitId, name: unitName, state: 'absent' as const, delegate: '' }],
    ),
  )
  const set = (unitId: string, part: Partial<Came>) => setRows(rows.map((row) => (row.unitId === unitId ? { ...row, ...part } : row)))
  const hold = useCommand(HoldMeeting, {
    onDone: () => {
      onClose()
      tell.done(say('heldDone'))
    },
  })
  const send = () =>
    void hold
      .send({
        meetingId: meeting.id,
        version: meeting.version,
        attendance: rows.map(({ unitId, state, delegate }) => ({ unitId, state, delegate: delegate.trim() || null })),
      })
      .catch(tell.failed)
  return (
    <Modal open width={640} title={say('hold')} okText={say('hold')} okButtonProps={{ loading: hold.busy }} onCancel={onClose} onOk={send}>
      <Button onClick={() => setRows(rows.map((row) => ({ ...row, state: 'present' })))}>{say('allPresent')}</Button>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('unit')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('delegate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unitId}>
              <td>{row.name}</td>
              <td>
                <Select
                  aria-label={`${row.name} ${say('state')}`}
                  style={{ width: 110 }}
                  value={row.state}
                  onChange={(state) => set(row.unitId, { state })}
                  options={(['present', 'excused', 'absent'] as const).map((value) => ({ value, label: say(`att_${value}`) }))}
                />
              </td>
              <td>
                <Input
                  aria-label={`${row.name} ${say('delegate')}`}
                  maxLength={60}
                  value={row.delegate}
                  onChange={(event) => set(row.unitId, { delegate: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
