import type { Output } from '@yinqiao/kernel/contract'
import { Answer, PageFrame, Sheet, StateTag, SyntheticRibbon, useDays, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { GetRecord, OnNodeRole, RecordKind } from '@yinqiao/industry/contract'
import { Link } from '@tanstack/react-router'
import { en } from './en.ts'
import { zh } from './zh.ts'

type RecordShown = Output<typeof GetRecord>

/** One row behind a number, with all that was ever known of it. */
export function RecordScreen() {
  const kind = RecordKind.parse(useParam('kind'))
  const id = useParam('id')
  const answer = useQuery(GetRecord, { kind, id })
  return <Answer of={answer}>{(record) => <Shown kind={kind} record={record} />}</Answer>
}

function Shown({ kind, record }: { readonly kind: RecordKind; readonly record: RecordShown }) {
  const say = useWords(zh, en)
  const { day, moment } = useDays()
  const keys = record.versions[0]?.facts.map(({ key }) => key) ?? []
  const valueOf = (version: RecordShown['versions'][number], key: (typeof keys)[number]) => {
    const value = version.facts.find((fact) => fact.key === key)?.value ?? null
    const role = key === 'role' ? OnNodeRole.options.find((option) => option === value) : undefined
    if (value === null)
      return <span className="yq-unknown">{say(key === 'subletOf' || key === 'rentFreeLastDay' ? 'none' : 'unknown')}</span>
    return role ? say(`onrole_${role}`) : value
  }
  return (
    <PageFrame
      title={record.title}
      above={record.above === null ? null : <Link to={record.above.path}>{record.above.title}</Link>}
      lead={`${say(`record_${kind}`)}${say('recordLead')}`}
    >
      {record.synthetic ? <SyntheticRibbon /> : null}
      <Sheet flush>
        <div className="yq-table-box">
          <table className="yq-table">
            <thead>
              <tr>
                <th scope="col">{say('recordVersion')}</th>
                <th scope="col">{say('from')}</th>
                <th scope="col">{say('lastDay')}</th>
                {keys.map((key) => (
                  <th key={key} scope="col">
                    {say(key)}
                  </th>
                ))}
                <th scope="col">{say('knownFrom')}</th>
                <th scope="col">{say('state')}</th>
              </tr>
            </thead>
            <tbody>
              {record.versions.map((version) => (
                <tr key={`${version.version}-${version.from}-${version.knownFrom}`}>
                  <th scope="row" className="yq-figures">
                    {version.version}
                  </th>
                  <td>{day(version.from)}</td>
                  <td>{version.lastDay === null ? say('longTerm') : day(version.lastDay)}</td>
                  {keys.map((key) => (
                    <td key={key}>{valueOf(version, key)}</td>
                  ))}
                  <td>{moment(version.knownFrom)}</td>
                  <td>
                    {version.knownTo === null ? (
                      <StateTag tone="good" word={say('standing')} />
                    ) : (
                      <StateTag tone="idle" word={say('superseded')} title={moment(version.knownTo)} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Sheet>
    </PageFrame>
  )
}
