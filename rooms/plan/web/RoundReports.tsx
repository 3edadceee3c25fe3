import { DraftForm, Sheet, StateTag, useCommand, useMay, useTell } from '@yinqiao/kernel/web'
import { AcceptTyped, WriteSelfReport } from '@yinqiao/plan/contract'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { answerDuty, reviewRound } from '../contract/permissions.ts'
import { useOwnUnit } from './meeting-words.ts'
import { type Round, useRoundWords } from './round-words.ts'

/** What units say of their work: words by hand, figures by placeholder. */
export function RoundReports({ whole }: { readonly whole: Round }) {
  const { say, moment } = useRoundWords()
  const may = useMay()
  const unitId = useOwnUnit()
  const [writing, setWriting] = useState(false)
  const [accepting, setAccepting] = useState<string>()
  const frozen = whole.round.state === 'frozen'
  const missing = whole.units.filter(({ reported }) => !reported)
  return (
    <Sheet
      title={say('selfReports')}
      aside={
        frozen && unitId !== null && may(answerDuty.code) ? <Button onClick={() => setWriting(true)}>{say('writeReport')}</Button> : null
      }
    >
      <p className="yq-faint">{say('selfHint')}</p>
      {missing.length > 0 ? (
        <details className="yq-form-note">
          <summary>{say('reportedOf', { n: whole.units.length - missing.length, m: missing.length })}</summary>
          <p className="yq-faint">{say('missing', { names: missing.map(({ name }) => name).join('、') })}</p>
        </details>
      ) : (
        <p>{say('reportedOf', { n: whole.units.length, m: 0 })}</p>
      )}
      {whole.selfReports.length === 0 ? (
        <p className="yq-faint">{say('noReports')}</p>
      ) : (
        whole.selfReports.map((report) => (
          <section key={report.id} className="yq-form-note">
            <p className="yq-faint">
              {report.about === '' ? '' : `${report.about}　`}
              {say('reportLine', { unit: report.unitName, n: report.version, by: report.writtenBy, at: moment(report.writtenAt) })}
            </p>
            <p className="yq-prewrap">{report.body}</p>
            {report.typed.length === 0 ? null : report.accepted === null ? (
              <div className="yq-bar">
                <StateTag tone="alert" word={say('typed', { typed: report.typed.join('、') })} />
                {frozen && may(reviewRound.code) ? (
                  <Button size="small" onClick={() => setAccepting(report.id)}>
                    {say('accept')}
                  </Button>
                ) : null}
              </div>
            ) : (
              <StateTag tone="due" word={say('typedAccepted', { by: report.accepted.by, why: report.accepted.why })} />
            )}
          </section>
        ))
      )}
      {writing && unitId !== null ? <WriteForm whole={whole} unitId={unitId} onClose={() => setWriting(false)} /> : null}
      {accepting === undefined ? null : (
        <AcceptForm roundId={whole.round.id} selfReportId={accepting} onClose={() => setAccepting(undefined)} />
      )}
    </Sheet>
  )
}

interface WriteValues {
  readonly about?: string
  readonly body?: string
}

function WriteForm({ whole, unitId, onClose }: { readonly whole: Round; readonly unitId: string; readonly onClose: () => void }) {
  const { say } = useRoundWords()
  const tell = useTell()
  const roundId = whole.round.id
  const write = useCommand(WriteSelfReport, {
    onDone: ({ version, typed, unknown }) => {
      const doubtful = [...typed, ...unknown.map((code) => `{{${code}}}`)]
      if (doubtful.length === 0) tell.done(say('written', { n: version }))
      else tell.done(say('writtenTyped', { n: version, typed: doubtful.join('、') }))
    },
  })
  return (
    <Modal open width={720} title={say('writeReport')} onCancel={onClose} footer={null}>
      <DraftForm<typeof WriteSelfReport, WriteValues>
        name={`self-report-${roundId}`}
        signature={WriteSelfReport}
        initial={{ about: '' }}
        toInput={({ about, body }) => ({ roundId, unitId, about: about ?? '', body: body ?? '' })}
        send={write.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('writeReport')}
      >
        {() => (
          <>
            <Form.Item name="about" label={say('about')}>
              <Select
                options={[
                  { value: '', label: say('aboutAll') },
                  ...whole.targets.map(({ row, name }) => ({ value: row, label: `${row} ${name}` })),
                ]}
              />
            </Form.Item>
            <Form.Item name="body" label={say('body')} extra={say('bodyHint')} required>
              <Input.TextArea rows={8} maxLength={20_000} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

function AcceptForm({
  roundId,
  selfReportId,
  onClose,
}: {
  readonly roundId: string
  readonly selfReportId: string
  readonly onClose: () => void
}) {
  const { say } = useRoundWords()
  const tell = useTell()
  const [why, setWhy] = useState('')
  const accept = useCommand(AcceptTyped, {
    onDone: () => {
      tell.done(say('accepted'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={say('accept')}
      okText={say('accept')}
      okButtonProps={{ loading: accept.busy, disabled: why.trim().length < 4 }}
      onOk={() => void accept.send({ roundId, selfReportId, why: why.trim() }).catch(tell.failed)}
      onCancel={onClose}
    >
      <label htmlFor="accept-why">{say('why')}</label>
      <Input.TextArea id="accept-why" rows={2} maxLength={300} value={why} onChange={(event) => setWhy(event.target.value)} />
    </Modal>
  )
}
