import { GetOwn, GetPush, SendTest, UnsubscribePush } from '@yinqiao/notices/contract'
import { Answer, PageFrame, Sheet, StateTag, useCommand, useDays, useQuery, useTell, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { useNoticeWords } from './notice-words.ts'
import { PushSwitch } from './PushSwitch.tsx'
import { zh } from './zh.ts'

/** One's own notifications: the switch of this browser, all devices, and a test. */
export function MyPushScreen() {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const tell = useTell()
  const settings = useQuery(GetPush, {})
  const end = useCommand(UnsubscribePush, { onDone: () => tell.done(say('switchedOff')) })
  return (
    <PageFrame title={say('mine')} lead={say('mineLead')}>
      <Sheet title={say('thisBrowser')}>
        <PushSwitch />
      </Sheet>
      <Sheet title={say('devices')}>
        <Answer of={settings} lines={2}>
          {({ subscriptions }) =>
            subscriptions.length === 0 ? (
              <p className="yq-faint">{say('noDevices')}</p>
            ) : (
              <div className="yq-stack">
                <table className="yq-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('device')}</th>
                      <th scope="col">{say('since')}</th>
                      <th scope="col">{say('accepted')}</th>
                      <th scope="col">
                        <span className="yq-hidden">{say('switchOff')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {subscriptions.map(({ id, device, madeAt, acceptedAt }) => (
                      <tr key={id}>
                        <td>{device}</td>
                        <td>{moment(madeAt)}</td>
                        <td>{acceptedAt === null ? <span className="yq-faint">{say('never')}</span> : moment(acceptedAt)}</td>
                        <td className="yq-numeric">
                          <Button size="small" onClick={() => void end.send({ id }).catch(tell.failed)}>
                            {say('switchOff')}
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                <Test />
              </div>
            )
          }
        </Answer>
      </Sheet>
    </PageFrame>
  )
}

/** Sends oneself a test and shows how far it came. */
function Test() {
  const say = useWords(zh, en)
  const words = useNoticeWords()
  const tell = useTell()
  const [sent, setSent] = useState<string | null>(null)
  const send = useCommand(SendTest, { refresh: [], onDone: ({ id }) => setSent(id) })
  const own = useQuery(GetOwn, { id: sent ?? '' }, { enabled: sent !== null, refreshSeconds: 1 })
  return (
    <div className="yq-bar">
      <Button loading={send.busy} onClick={() => void send.send({}).catch(tell.failed)}>
        {say('test')}
      </Button>
      {sent === null ? null : own.data?.id !== sent ? (
        <span className="yq-faint">{say('testWaiting')}</span>
      ) : (
        <span>
          {say('testState')} <StateTag tone={words.tone(own.data.state)} word={words.state(own.data.state)} />{' '}
          {words.reason(own.data.state === 'failed' ? own.data.failureReason : null)}
        </span>
      )}
    </div>
  )
}
