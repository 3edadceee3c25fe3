import { EndOwnSession, ListOwnSessions } from '@yinqiao/access/contract'
import { Answer, PageFrame, Sheet, useCommand, useDays, useQuery, useTell, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { ChangePasswordForm } from './ChangePasswordForm.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** One's own account: password, and everywhere one is signed in. */
export function MeScreen() {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const tell = useTell()
  const sessions = useQuery(ListOwnSessions, {})
  const end = useCommand(EndOwnSession, { onDone: () => tell.done(say('sessionEnded')) })
  return (
    <PageFrame title={say('me')} lead={say('meLead')}>
      <Sheet title={say('changePassword')}>
        <ChangePasswordForm />
      </Sheet>
      <Sheet title={say('mySessions')} aside={say('sessionsHint')}>
        <Answer of={sessions}>
          {({ rows }) => (
            <table className="yq-table">
              <thead>
                <tr>
                  <th scope="col">{say('origin')}</th>
                  <th scope="col">{say('since')}</th>
                  <th scope="col">{say('lastSeen')}</th>
                  <th scope="col">
                    <span className="yq-hidden">{say('endSession')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td className="yq-figures">{row.origin}</td>
                    <td>{moment(row.createdAt)}</td>
                    <td>{moment(row.lastSeenAt)}</td>
                    <td className="yq-numeric">
                      {row.current ? (
                        <span className="yq-tag">{say('thisOne')}</span>
                      ) : (
                        <Button size="small" onClick={() => void end.send({ sessionId: row.id }).catch(tell.failed)}>
                          {say('endSession')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Answer>
      </Sheet>
    </PageFrame>
  )
}
