import { Answer, Empty, PageFrame, Sheet, useNames, useQuery, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { ListOverlaps } from '../contract/signatures.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Where several registers ask for one thing: the typing a person could be spared. */
export function OverlapsScreen() {
  const say = useWords(zh, en)
  const { role: roleTitle } = useNames()
  const answer = useQuery(ListOverlaps, {})
  return (
    <PageFrame title={say('overlaps')} lead={say('overlapsLead')}>
      <Answer of={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={say('noOverlaps')} />
          ) : (
            <Sheet flush>
              <table className="yq-table">
                <thead>
                  <tr>
                    <th scope="col">{say('concept')}</th>
                    <th scope="col">{say('register')}</th>
                    <th scope="col">{say('field')}</th>
                    <th scope="col">{say('writers')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.flatMap(({ concept, fields }) =>
                    fields.map((each, at) => (
                      <tr key={`${concept}-${each.kind}-${each.field}`}>
                        {at === 0 ? (
                          <th scope="rowgroup" rowSpan={fields.length}>
                            {each.field} <span className="yq-faint yq-figures">{concept}</span>
                          </th>
                        ) : null}
                        <td>
                          <Link to={`/records/${each.kind}`}>{each.kindTitle}</Link>
                        </td>
                        <td>{each.field}</td>
                        <td>{each.writers.map(roleTitle).join('、')}</td>
                      </tr>
                    )),
                  )}
                </tbody>
              </table>
            </Sheet>
          )
        }
      </Answer>
    </PageFrame>
  )
}
