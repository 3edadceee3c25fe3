import { Answer, Empty, Facts, StateTag, useQuery } from '@yinqiao/kernel/web'
import { GetFrozen } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { inUnit } from '../rules/in-unit.ts'
import { useRoundWords } from './round-words.ts'

const size = 50

/** The rows behind a frozen figure, as they were known at the freeze. */
export function FrozenDrawer({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const { say, moment } = useRoundWords()
  const [from, setFrom] = useState(0)
  const answer = useQuery(GetFrozen, { code, from, limit: size })
  return (
    <Drawer open size={760} title={`${say('frozenRows')} ${code}`} onClose={onClose}>
      <Answer of={answer} lines={8}>
        {({ value, rows, total, next }) => (
          <>
            <Facts
              unknown={say('unknown')}
              rows={[
                [say('figure'), `${value.measure} ${say('frozenHead', { title: value.result.title.zh, n: value.result.seq })}`],
                [
                  say('value'),
                  `${value.result.value === null ? '—' : inUnit(value.result.value, value.result.unit)} ${value.result.unit.zh}（${value.result.state}）`,
                ],
                [say('knownAt'), moment(value.result.knownAt)],
                [say('frozenHash'), <code key="hash">{value.rowsHash}</code>],
                ...(value.again ? [] : ([['', say('keptOnly')]] as const)),
              ]}
            />
            {rows.length === 0 ? (
              <Empty title={say('noRows')} />
            ) : (
              <table className="yq-table">
                <thead>
                  <tr>
                    <th scope="col">{say('record')}</th>
                    <th scope="col">{say('state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.n}>
                      <td>
                        {row.opens === null ? (row.label ?? row.id) : <Link to={row.opens}>{row.label ?? row.id}</Link>}
                        <br />
                        <span className="yq-faint">
                          {row.source} · {row.facts.map(({ title, value: fact }) => `${title.zh} ${fact ?? '—'}`).join('，')}
                        </span>
                      </td>
                      <td>
                        <StateTag
                          tone={row.standing === 'counted' ? 'good' : row.standing === 'repeat' ? 'idle' : 'due'}
                          word={`${say(`side_${row.side}`)} · ${say(`standing_${row.standing}`)}`}
                        />
                        {row.missing.length > 0 ? (
                          <p className="yq-faint">{say('missingFacts', { names: row.missing.join('、') })}</p>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {total > size ? (
              <div className="yq-list-foot">
                <span>{say('page', { from: from + 1, to: from + rows.length, n: total })}</span>
                <span className="yq-list-space" />
                <Button disabled={from === 0} onClick={() => setFrom(Math.max(0, from - size))}>
                  {say('previous')}
                </Button>
                <Button disabled={next === null} onClick={() => setFrom(next ?? from)}>
                  {say('next')}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Answer>
    </Drawer>
  )
}
