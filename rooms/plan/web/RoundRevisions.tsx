import { Answer, Sheet, StateTag, useQuery } from '@yinqiao/kernel/web'
import { ListRevisions, VerifyRound } from '@yinqiao/plan/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { inUnit } from '../rules/in-unit.ts'
import { type Round, useRoundWords } from './round-words.ts'

/** What became known after the freeze, with both values; and the proof that the freeze itself stands. */
export function RoundRevisions({ whole, onOpen }: { readonly whole: Round; readonly onOpen: (code: string) => void }) {
  const { say } = useRoundWords()
  const [verifying, setVerifying] = useState(false)
  const roundId = whole.round.id
  const answer = useQuery(ListRevisions, { roundId })
  const verdict = useQuery(VerifyRound, { roundId }, { enabled: verifying })
  return (
    <Sheet
      title={say('revisions')}
      aside={
        <Button loading={verifying && verdict.isFetching} title={say('verifyHint')} onClick={() => setVerifying(true)}>
          {say('verify')}
        </Button>
      }
    >
      <p className="yq-faint">{say('revisionsHint')}</p>
      {verifying && verdict.data ? (
        <p>
          <StateTag
            tone={verdict.data.same ? 'good' : 'alert'}
            word={
              verdict.data.same
                ? say('verifySame', { n: verdict.data.again, m: verdict.data.keptOnly })
                : say('verifyDiffers', { codes: verdict.data.differences.map(({ rowsCode }) => rowsCode).join('、') })
            }
          />
        </p>
      ) : null}
      <Answer of={answer} lines={3}>
        {({ rows, compared }) =>
          rows.length === 0 ? (
            <p>{say('noRevisions', { n: compared })}</p>
          ) : (
            <table className="yq-table">
              <thead>
                <tr>
                  <th scope="col">{say('figure')}</th>
                  <th scope="col" className="yq-numeric">
                    {say('frozenValue')}
                  </th>
                  <th scope="col" className="yq-numeric">
                    {say('nowValue')}
                  </th>
                  <th scope="col">{say('record')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.rowsCode}>
                    <td>
                      {row.measure} {row.title.zh}{' '}
                      <button type="button" className="yq-link" onClick={() => onOpen(row.rowsCode)}>
                        <code>{row.rowsCode}</code>
                      </button>
                    </td>
                    <td className="yq-numeric">{row.frozen === null ? '—' : `${inUnit(row.frozen, row.unit)} ${row.unit.zh}`}</td>
                    <td className="yq-numeric">{row.now === null ? '—' : `${inUnit(row.now, row.unit)} ${row.unit.zh}`}</td>
                    <td>
                      {row.frozenRows} → {row.nowRows} {row.onlyRows ? <span className="yq-faint">{say('onlyRows')}</span> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
    </Sheet>
  )
}
