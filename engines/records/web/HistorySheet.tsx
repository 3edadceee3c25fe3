import type { Output } from '@yinqiao/kernel/contract'
import { Answer, Sheet, StateTag, type Tone, useDays, useQuery, useSay, useWords } from '@yinqiao/kernel/web'
import { Select } from 'antd'
import { useState } from 'react'
import type { RecordKind } from '../contract/record-kind.ts'
import { type GetRecord, ListVersions } from '../contract/signatures.ts'
import { en } from './en.ts'
import { FieldValue } from './FieldValue.tsx'
import { differing, lastDay, readVersions, type Told } from './read-versions.ts'
import { zh } from './zh.ts'

const tones: Readonly<Record<Told['fate'], Tone>> = { current: 'good', voided: 'alert', replaced: 'busy', corrected: 'idle' }

interface HistoryProps {
  readonly kind: RecordKind
  readonly head: Output<typeof GetRecord>['head']
}

/** All a record ever said: when it was true and when we knew it, and what differs between any two versions. */
export function HistorySheet({ kind, head }: HistoryProps) {
  const answer = useQuery(ListVersions, { id: head.id })
  return <Answer of={answer}>{({ rows }) => <Versions kind={kind} head={head} told={readVersions(rows)} />}</Answer>
}

function Versions({ kind, head, told }: HistoryProps & { readonly told: readonly Told[] }) {
  const say = useWords(zh, en)
  const { moment } = useDays()
  return (
    <Sheet title={say('history')} aside={say('historyAside', { n: told.length })}>
      <ol className="yq-timeline">
        {told.map((each, at) => {
          const before = told[at + 1]
          return (
            <li key={each.version}>
              <div className="yq-bar">
                <strong>{say('version', { n: each.version })}</strong>
                <StateTag tone={tones[each.fate]} word={say(`h_${each.fate}`)} />
              </div>
              <p>
                {each.fate === 'voided'
                  ? say('countsNowhere')
                  : each.to === null
                    ? say('trueFrom', { from: each.from })
                    : say('trueSpan', { from: each.from, to: lastDay(each.to) })}
                {' / '}
                <time dateTime={each.row.knownFrom}>{say('recordedAt', { at: moment(each.row.knownFrom) })}</time>
                {each.supersededAt ? (
                  <>
                    {' / '}
                    <time dateTime={each.supersededAt}>{say('supersededAt', { at: moment(each.supersededAt) })}</time>
                  </>
                ) : null}
              </p>
              <p className="yq-faint">
                {each.row.recordedBy} · {say(`origin_${each.row.origin}`)}
                {each.row.reason ? ` · ${say('reason')}：${each.row.reason}` : ''}
              </p>
              {before ? <Changes kind={kind} head={head} before={before} after={each} /> : <p className="yq-faint">{say('first')}</p>}
            </li>
          )
        })}
      </ol>
      {told.length > 1 ? <Compare key={told.length} kind={kind} head={head} told={told} /> : null}
    </Sheet>
  )
}

/** What one version changed, in one line a field. */
function Changes({ kind, head, before, after }: HistoryProps & { readonly before: Told; readonly after: Told }) {
  const say = useWords(zh, en)
  const title = useSay()
  const fields = differing(kind.fields, before.row.values, after.row.values)
  const nameOf = (_: unknown, id: string) => head.names[id]
  if (fields.length === 0) return <p className="yq-faint">{say('noChange')}</p>
  return (
    <ul className="yq-changes">
      {fields.map((field) => (
        <li key={field.key}>
          {title(field.title)}：
          <del>
            <FieldValue field={field} value={before.row.values[field.key]} nameOf={nameOf} />
          </del>
          {' → '}
          <ins>
            <FieldValue field={field} value={after.row.values[field.key]} nameOf={nameOf} />
          </ins>
        </li>
      ))}
    </ul>
  )
}

function Compare({ kind, head, told }: HistoryProps & { readonly told: readonly Told[] }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { moment } = useDays()
  const [left, setLeft] = useState(told[1]?.version ?? 0)
  const [right, setRight] = useState(told[0]?.version ?? 0)
  const before = told.find(({ version }) => version === left)
  const after = told.find(({ version }) => version === right)
  if (!before || !after) return null
  const fields = differing(kind.fields, before.row.values, after.row.values)
  const options = told.map(({ version, row }) => ({
    value: version,
    label: `${say('version', { n: version })} · ${moment(row.knownFrom)}`,
  }))
  const nameOf = (_: unknown, id: string) => head.names[id]
  return (
    <section className="yq-compare">
      <div className="yq-bar">
        <h3>{say('compare')}</h3>
        <Select aria-label={say('compareA')} value={left} onChange={setLeft} options={options} style={{ width: 260 }} />
        <span aria-hidden="true">→</span>
        <Select aria-label={say('compareB')} value={right} onChange={setRight} options={options} style={{ width: 260 }} />
      </div>
      {fields.length === 0 ? (
        <p className="yq-faint">{say('same')}</p>
      ) : (
        <table className="yq-table">
          <thead>
            <tr>
              <th scope="col">{say('field')}</th>
              <th scope="col">{say('before')}</th>
              <th scope="col">{say('after')}</th>
              <th scope="col">{say('who')}</th>
              <th scope="col">{say('when')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.key}>
                <th scope="row">{title(field.title)}</th>
                <td>
                  <FieldValue field={field} value={before.row.values[field.key]} nameOf={nameOf} />
                </td>
                <td>
                  <FieldValue field={field} value={after.row.values[field.key]} nameOf={nameOf} />
                </td>
                <td>{after.row.recordedBy}</td>
                <td>{moment(after.row.knownFrom)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
