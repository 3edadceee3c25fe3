import { Answer, Empty, PageFrame, Sheet, StateTag, useKept, useMay, useQuery } from '@yinqiao/kernel/web'
import { ListMeetings, MeetingState } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { holdMeetings } from '../contract/meetings.ts'
import { DraftMeetingForm, RuleForm } from './MeetingForms.tsx'
import { type Meeting, meetingTone, useMeetingWords } from './meeting-words.ts'
import './plan.css'

/** All meetings, the newest first, and what the group's own rule asks for. */
export function MeetingsScreen() {
  const { say, day, when } = useMeetingWords()
  const may = useMay()
  const [state, setState] = useKept<Meeting['state'] | null>('meetings-state', null)
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<'draft' | 'rule'>()
  const answer = useQuery(ListMeetings, { state, search: search.trim() || null })
  return (
    <PageFrame
      title={say('meetings')}
      lead={say('meetingsLead')}
      acts={
        may(holdMeetings.code) ? (
          <>
            <Button onClick={() => setOpen('rule')}>{say('setRule')}</Button>
            <Button type="primary" onClick={() => setOpen('draft')}>
              {say('draftMeeting')}
            </Button>
          </>
        ) : null
      }
    >
      <div className="yq-bar yq-form-note">
        <Input.Search
          allowClear
          aria-label={say('meetingTitle')}
          placeholder={say('meetingTitle')}
          style={{ width: 240 }}
          onSearch={setSearch}
          onChange={(event) => (event.target.value === '' ? setSearch('') : undefined)}
        />
        <Select
          allowClear
          aria-label={say('state')}
          placeholder={say('allowNone')}
          style={{ width: 150 }}
          value={state}
          onChange={(next) => setState(next ?? null)}
          options={MeetingState.options.map((value) => ({ value, label: say(`state_${value}`) }))}
        />
        <Link to="/plan/decisions">{say('decisions')}</Link>
      </div>
      <Answer of={answer} lines={8}>
        {({ rows, due }) => (
          <>
            {rows.length === 0 ? (
              <Sheet>
                <Empty title={say('noMeetings')} hint={say('noMeetingsHint')} />
              </Sheet>
            ) : (
              <Sheet flush>
                <table className="yq-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('meetingTitle')}</th>
                      <th scope="col">{say('when')}</th>
                      <th scope="col">{say('state')}</th>
                      <th scope="col">{say('agenda')}</th>
                      <th scope="col">{say('decisions')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id}>
                        <td>
                          <Link to={`/plan/meetings/${row.id}`}>{row.title}</Link>
                          <br />
                          <span className="yq-faint">
                            {row.kind}
                            {row.synthetic ? ` · ${say('synthetic')}` : ''}
                          </span>
                        </td>
                        <td>
                          {when(row)}
                          <br />
                          <span className="yq-faint">{row.place ?? say('placeOpen')}</span>
                        </td>
                        <td>
                          <StateTag tone={meetingTone[row.state]} word={say(`state_${row.state}`)} />
                        </td>
                        <td>{say('items', { n: row.items })}</td>
                        <td>{row.decisions === 0 ? '' : say('decisionsOf', { open: row.openDecisions, n: row.decisions })}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Sheet>
            )}
            {due.length > 0 ? (
              <Sheet title={say('due')}>
                <p className="yq-faint">{say('dueHint')}</p>
                <ul className="yq-plain-list">
                  {due.map((each) => (
                    <li key={`${each.kind}${each.dueOn}`} className="yq-bar">
                      <StateTag
                        tone={each.heldOn ? 'good' : each.missed ? 'alert' : 'idle'}
                        word={each.heldOn ? say('dueHeld', { day: day(each.heldOn) }) : each.missed ? say('dueMissed') : say('dueAhead')}
                      />
                      <span>
                        {each.kind} {say('dueOn', { day: day(each.dueOn) })}
                      </span>
                    </li>
                  ))}
                </ul>
              </Sheet>
            ) : null}
          </>
        )}
      </Answer>
      {open === 'draft' ? <DraftMeetingForm onClose={() => setOpen(undefined)} /> : null}
      {open === 'rule' ? <RuleForm onClose={() => setOpen(undefined)} /> : null}
    </PageFrame>
  )
}
