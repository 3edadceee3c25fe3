import { Facts, Sheet, StateTag, useCommand, useMay, useTell } from '@yinqiao/kernel/web'
import { CheckResult, CommitSample, DrawSample, RecordCheck } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { reviewRound } from '../contract/permissions.ts'
import { type Round, useRoundWords } from './round-words.ts'

type Sample = NonNullable<Round['sample']>
type Row = Sample['rows'][number]

/** The random check: seed committed, rows drawn, results from the field, confirmed share with its interval. */
export function RoundSample({ whole, onOpen }: { readonly whole: Round; readonly onOpen: (code: string) => void }) {
  const { say } = useRoundWords()
  const may = useMay()
  const tell = useTell()
  const [share, setShare] = useState(5)
  const [checking, setChecking] = useState<Row>()
  const roundId = whole.round.id
  const commit = useCommand(CommitSample, { onDone: ({ seedHash }) => tell.done(say('committed', { hash: seedHash.slice(0, 16) })) })
  const draw = useCommand(DrawSample, { onDone: ({ population, drawn }) => tell.done(say('drawn', { m: population, n: drawn })) })
  const acts = whole.round.state === 'frozen' && may(reviewRound.code)
  const { sample } = whole
  return (
    <Sheet title={say('sample')}>
      <p className="yq-faint">{say('sampleHint')}</p>
      {sample === null ? (
        acts ? (
          <div className="yq-bar">
            <label htmlFor="sample-share">{say('share')}</label>
            <InputNumber
              id="sample-share"
              min={5}
              max={10}
              precision={0}
              value={share}
              onChange={(next) => setShare(next ?? 5)}
              suffix="%"
            />
            <Button loading={commit.busy} onClick={() => void commit.send({ roundId, share: share / 100 }).catch(tell.failed)}>
              {say('commit')}
            </Button>
          </div>
        ) : (
          <p className="yq-faint">{say('noSample')}</p>
        )
      ) : (
        <>
          <Committed sample={sample} />
          {sample.drawnAt === null && acts ? (
            <Button loading={draw.busy} onClick={() => void draw.send({ roundId }).catch(tell.failed)}>
              {say('draw')}
            </Button>
          ) : null}
          {sample.rows.length > 0 ? (
            <table className="yq-table">
              <thead>
                <tr>
                  <th scope="col">#</th>
                  <th scope="col">{say('figure')}</th>
                  <th scope="col">{say('record')}</th>
                  <th scope="col">{say('check')}</th>
                </tr>
              </thead>
              <tbody>
                {sample.rows.map((row) => (
                  <tr key={row.n}>
                    <td>{row.n}</td>
                    <td>
                      {row.measure}{' '}
                      <button type="button" className="yq-link" onClick={() => onOpen(row.rowsCode)}>
                        <code>{row.rowsCode}</code>
                      </button>
                    </td>
                    <td>
                      {row.source} {row.opens === null ? row.recordId : <Link to={row.opens}>{row.recordId}</Link>}
                    </td>
                    <td>
                      <StateTag
                        tone={row.result === null ? 'idle' : row.result === 'confirmed' ? 'good' : 'alert'}
                        word={row.result === null ? say('unchecked') : say(`check_${row.result}`)}
                      />{' '}
                      {row.checkedBy !== null && row.checkedOn !== null ? (
                        <span className="yq-faint">
                          {say('checkedBy', { by: row.checkedBy, on: row.checkedOn })} {row.note ?? ''}
                        </span>
                      ) : null}{' '}
                      {acts ? (
                        <Button size="small" onClick={() => setChecking(row)}>
                          {say('recordCheck')}
                        </Button>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
        </>
      )}
      {checking ? <CheckForm roundId={roundId} row={checking} onClose={() => setChecking(undefined)} /> : null}
    </Sheet>
  )
}

function Committed({ sample }: { readonly sample: Sample }) {
  const { say, percent } = useRoundWords()
  const { rate } = sample
  const told =
    rate.rate === null
      ? say('rateNone', { m: rate.drawn })
      : say('rateLine', { rate: percent(rate.rate), from: percent(rate.from), to: percent(rate.to), n: rate.checked, m: rate.drawn })
  return (
    <>
      <Facts
        unknown={say('unknown')}
        rows={[
          [say('seedHash'), <code key="hash">{sample.seedHash}</code>],
          [say('seed'), sample.seed === null ? say('seedHidden') : <code key="seed">{sample.seed}</code>],
          [say('rate'), told],
        ]}
      />
      {rate.low ? <StateTag tone="alert" word={say('rateLow')} /> : null}
    </>
  )
}

function CheckForm({ roundId, row, onClose }: { readonly roundId: string; readonly row: Row; readonly onClose: () => void }) {
  const { say } = useRoundWords()
  const tell = useTell()
  const [result, setResult] = useState<CheckResultCode>(row.result ?? 'confirmed')
  const [note, setNote] = useState(row.note ?? '')
  const send = useCommand(RecordCheck, {
    onDone: () => {
      tell.done(say('checkSaved'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={`${say('check')} ${row.n}`}
      okText={say('recordCheck')}
      okButtonProps={{ loading: send.busy }}
      onOk={() => void send.send({ roundId, n: row.n, result, note: note.trim() || null }).catch(tell.failed)}
      onCancel={onClose}
    >
      <label htmlFor="check-result">{say('check')}</label>
      <Select
        id="check-result"
        style={{ width: '100%' }}
        value={result}
        onChange={setResult}
        options={CheckResult.options.map((value) => ({ value, label: say(`check_${value}`) }))}
      />
      <label htmlFor="check-note">{say('note')}</label>
      <Input.TextArea id="check-note" rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
    </Modal>
  )
}

type CheckResultCode = (typeof CheckResult.options)[number]
