import { ListCases } from '@yinqiao/cases/contract'
import { Answer, DrillNumber, Sheet, useQuery, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { useKinds } from './case-words.ts'
import { DueTag } from './DueTag.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './cases.css'

/** On arrival: the open cases that wait for me, the most overdue first. */
export function CasesPanel() {
  const say = useWords(zh, en)
  const { kindTitle } = useKinds()
  const mine = useQuery(ListCases, { mine: true, state: 'open', limit: 5 })
  const late = useQuery(ListCases, { mine: true, late: true, limit: 1 })
  return (
    <Sheet title={say('myCases')} aside={<Link to="/cases">{say('seeAll')}</Link>}>
      <Answer of={mine} lines={2}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className="yq-faint">{say('nothingMine')}</p>
          ) : (
            <div className="yq-stack">
              <div className="yq-bar">
                <DrillNumber value={total} label={say('countMine')} to="/cases" />
                {late.data?.total ? <DrillNumber value={late.data.total} label={say('countLate')} to="/cases" /> : null}
              </div>
              <table className="yq-table">
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Link to={`/cases/${row.id}`}>{row.title}</Link>
                      </td>
                      <td>{kindTitle(row.kind)}</td>
                      <td>
                        <DueTag row={row} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </Sheet>
  )
}
