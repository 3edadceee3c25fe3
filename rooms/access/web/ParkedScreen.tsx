import { ListParked, RetryDelivery } from '@yinqiao/access/contract'
import { Answer, Empty, PageFrame, Sheet, useCommand, useDays, useQuery, useTell, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Events no listener could take and jobs that were given up, with their reasons; read anew every half minute. */
export function ParkedScreen() {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const tell = useTell()
  const answer = useQuery(ListParked, {}, { refreshSeconds: 30 })
  const retry = useCommand(RetryDelivery, { onDone: () => tell.done(say('retried')) })
  return (
    <PageFrame title={say('parked')} lead={say('parkedLead')}>
      <Answer of={answer}>
        {({ waiting, deliveries, jobs }) => (
          <>
            <Sheet title={say('parkedEvents')} aside={say('waiting', { n: waiting })}>
              {deliveries.length === 0 ? (
                <Empty title={say('nothingParked')} hint={say('nothingParkedHint')} />
              ) : (
                <table className="yq-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('type')}</th>
                      <th scope="col">{say('listener')}</th>
                      <th scope="col">{say('why')}</th>
                      <th scope="col" className="yq-numeric">
                        {say('attempts')}
                      </th>
                      <th scope="col">{say('changedAt')}</th>
                      <th scope="col">
                        <span className="yq-hidden">{say('retry')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {deliveries.map((row) => (
                      <tr key={`${row.eventId}-${row.listener}`}>
                        <td>
                          <span className="yq-figures">{row.type}</span>
                          <br />
                          <span className="yq-faint yq-figures">{row.subject}</span>
                        </td>
                        <td className="yq-figures">{row.listener}</td>
                        <td>{row.reason ?? <span className="yq-unknown">{say('unknown')}</span>}</td>
                        <td className="yq-numeric">{row.attempts}</td>
                        <td>{moment(row.changedAt)}</td>
                        <td>
                          <Button
                            size="small"
                            onClick={() => void retry.send({ eventId: row.eventId, listener: row.listener }).catch(tell.failed)}
                          >
                            {say('retry')}
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </Sheet>
            <Sheet title={say('parkedJobs')}>
              {jobs.length === 0 ? (
                <p className="yq-faint">{say('noJobs')}</p>
              ) : (
                <table className="yq-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('task')}</th>
                      <th scope="col">{say('why')}</th>
                      <th scope="col" className="yq-numeric">
                        {say('attempts')}
                      </th>
                      <th scope="col">{say('created')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {jobs.map((row) => (
                      <tr key={row.id}>
                        <td className="yq-figures">{row.task}</td>
                        <td>{row.reason ?? <span className="yq-unknown">{say('unknown')}</span>}</td>
                        <td className="yq-numeric">{row.attempts}</td>
                        <td>{moment(row.createdAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </Sheet>
          </>
        )}
      </Answer>
    </PageFrame>
  )
}
