import { Answer, DayField, DraftForm, Empty, PageFrame, Sheet, StateTag, useCommand, useMay, useQuery, useTell } from '@yinqiao/kernel/web'
import { ListRounds, OpenRound } from '@yinqiao/plan/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { runRound } from '../contract/permissions.ts'
import { roundTone, useRoundWords } from './round-words.ts'
import './plan.css'

/** All evaluation rounds, the newest first. */
export function RoundsScreen() {
  const { say, day, moment } = useRoundWords()
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const answer = useQuery(ListRounds, {})
  return (
    <PageFrame
      title={say('rounds')}
      lead={say('roundsLead')}
      acts={
        may(runRound.code) ? (
          <Button type="primary" onClick={() => setOpening(true)}>
            {say('openRound')}
          </Button>
        ) : null
      }
    >
      <Answer of={answer} lines={6}>
        {({ rows, phases }) => (
          <>
            {rows.length === 0 ? (
              <Sheet>
                <Empty title={say('noRounds')} hint={say('noRoundsHint')} />
              </Sheet>
            ) : (
              <Sheet flush>
                <table className="yq-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('title')}</th>
                      <th scope="col">{say('gateDay')}</th>
                      <th scope="col">{say('state')}</th>
                      <th scope="col">{say('knownAt')}</th>
                      <th scope="col">{say('manifest')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id}>
                        <td>
                          <Link to={`/plan/rounds/${row.id}`}>{row.title}</Link>
                          <br />
                          <span className="yq-faint">
                            {[row.number, row.synthetic ? say('synthetic') : null, row.supplementOf ? say('supplement') : null]
                              .filter(Boolean)
                              .join(' · ')}
                          </span>
                        </td>
                        <td>{day(row.gateDay)}</td>
                        <td>
                          <StateTag tone={roundTone[row.state]} word={say(`state_${row.state}`)} />
                        </td>
                        <td>{row.knownAt === null ? <span className="yq-faint">{say('notFrozen')}</span> : moment(row.knownAt)}</td>
                        <td>
                          <code className="yq-faint">{row.manifestHash?.slice(0, 16) ?? ''}</code>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Sheet>
            )}
            {opening ? <OpenForm phases={phases} onClose={() => setOpening(false)} /> : null}
          </>
        )}
      </Answer>
    </PageFrame>
  )
}

interface OpenValues {
  readonly phase?: string
  readonly gateDay?: string
  readonly closesOn?: string
}

function OpenForm({
  phases,
  onClose,
}: {
  readonly phases: readonly { readonly label: string; readonly title: string }[]
  readonly onClose: () => void
}) {
  const { say, day } = useRoundWords()
  const tell = useTell()
  const navigate = useNavigate()
  const open = useCommand(OpenRound, {
    onDone: ({ roundId, gateDay }) => {
      tell.done(say('opened', { day: day(gateDay) }))
      void navigate({ to: `/plan/rounds/${roundId}` })
    },
  })
  return (
    <Modal open title={say('openRound')} onCancel={onClose} footer={null}>
      <DraftForm<typeof OpenRound, OpenValues>
        name="round-open"
        signature={OpenRound}
        initial={{}}
        toInput={(values) => ({ phase: values.phase ?? '', gateDay: values.gateDay || null, closesOn: values.closesOn || null })}
        send={open.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('openRound')}
      >
        {() => (
          <>
            <Form.Item name="phase" label={say('phase')} required>
              <Select options={phases.map(({ label, title }) => ({ value: label, label: title }))} />
            </Form.Item>
            <Form.Item name="gateDay" label={say('gateDay')} extra={say('gateHint')}>
              <DayField />
            </Form.Item>
            <Form.Item name="closesOn" label={say('closesOn')} extra={say('closesHint')}>
              <DayField />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
