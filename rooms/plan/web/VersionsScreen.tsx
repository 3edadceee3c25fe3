import { Answer, Empty, PageFrame, Sheet, StateTag, useDays, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListVersions } from '@yinqiao/plan/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { importPlan } from '../contract/permissions.ts'
import { en } from './en.ts'
import { versionTone } from './plan-words.ts'
import { zh } from './zh.ts'

/** Every text that was ever imported, with its state and digest. */
export function VersionsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const navigate = useNavigate()
  const { day, moment } = useDays()
  const answer = useQuery(ListVersions, {})
  return (
    <PageFrame
      title={say('versions')}
      lead={say('versionsLead')}
      acts={
        may(importPlan.code) ? (
          <Button type="primary" onClick={() => void navigate({ to: '/plan/import' })}>
            {say('importPlan')}
          </Button>
        ) : null
      }
    >
      <Answer of={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={say('noVersions')} />
          ) : (
            <Sheet flush>
              <table className="yq-table">
                <thead>
                  <tr>
                    <th scope="col">{say('title')}</th>
                    <th scope="col">{say('number')}</th>
                    <th scope="col">{say('issuedOn')}</th>
                    <th scope="col">{say('state')}</th>
                    <th scope="col">{say('imported')}</th>
                    <th scope="col">{say('hash')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Link to={`/plan/versions/${row.id}`}>{row.title}</Link>
                        <br />
                        <span className="yq-faint">{say('version', { n: row.seq })}</span>
                      </td>
                      <td>{row.number ?? <span className="yq-unknown">{say('unknown')}</span>}</td>
                      <td>{row.issuedOn ? day(row.issuedOn) : <span className="yq-unknown">{say('unknown')}</span>}</td>
                      <td>
                        <StateTag tone={versionTone[row.state]} word={say(`state_${row.state}`)} />
                      </td>
                      <td>
                        {row.importedBy}
                        <br />
                        <span className="yq-faint">{moment(row.importedAt)}</span>
                      </td>
                      <td className="yq-figures" title={row.sm3}>
                        {row.sm3.slice(0, 12)}…
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Sheet>
          )
        }
      </Answer>
    </PageFrame>
  )
}
