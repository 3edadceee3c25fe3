import { Empty, Sheet, StateTag, useCommand, useConfirm, useDays, useTell } from '@yinqiao/kernel/web'
import { SignMinutes, WriteMinutes } from '@yinqiao/plan/contract'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { type MeetingWhole, useMeetingWords } from './meeting-words.ts'

/** The minutes: written, signed, and after that changed only as a new version with its reason. */
export function MinutesSheet({
  meetingId,
  minutes,
  editable,
}: {
  readonly meetingId: string
  readonly minutes: MeetingWhole['minutes']
  readonly editable: boolean
}) {
  const { say } = useMeetingWords()
  const { moment } = useDays()
  const tell = useTell()
  const ask = useConfirm()
  const newest = minutes[0]
  const signed = newest !== undefined && newest.signedBy !== null
  const [text, setText] = useState(newest?.body ?? '')
  const [reason, setReason] = useState('')
  const write = useCommand(WriteMinutes, { onDone: ({ version }) => tell.done(say('minutesSaved', { n: version })) })
  const sign = useCommand(SignMinutes, { onDone: () => tell.done(say('signed')) })
  const changed = text.trim() !== (newest?.body ?? '')
  const state = (each: MeetingWhole['minutes'][number]) =>
    each.signedBy === null || each.signedAt === null ? say('notSigned') : say('signedBy', { by: each.signedBy, at: moment(each.signedAt) })
  const signNewest = async () => {
    if (newest === undefined) return
    const sure = await ask({ title: say('signAsk', { n: newest.version }), detail: say('signHint'), act: say('sign') })
    if (sure) await sign.send({ meetingId, version: newest.version }).catch(tell.failed)
  }
  return (
    <Sheet
      title={say('minutes')}
      aside={
        newest ? (
          <StateTag tone={signed ? 'good' : 'due'} word={`${say('minutesVersion', { n: newest.version })} · ${state(newest)}`} />
        ) : null
      }
    >
      {editable ? (
        <div className="yq-stack">
          {signed ? <Alert type="info" title={say('changeSigned')} /> : null}
          <label htmlFor="minutes-body">{say('minutesBody')}</label>
          <Input.TextArea id="minutes-body" rows={10} maxLength={50_000} value={text} onChange={(event) => setText(event.target.value)} />
          {signed && changed ? (
            <>
              <label htmlFor="minutes-reason">{say('changeReason')}</label>
              <Input id="minutes-reason" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
            </>
          ) : null}
          <div className="yq-bar">
            <Button
              disabled={!changed || text.trim().length < 10 || (signed && reason.trim().length < 4)}
              loading={write.busy}
              onClick={() =>
                void write
                  .send({ meetingId, seen: newest?.version ?? 0, body: text.trim(), reason: signed ? reason.trim() : null })
                  .catch(tell.failed)
              }
            >
              {say('writeMinutes')}
            </Button>
            {newest !== undefined && !signed ? (
              <Button type="primary" disabled={changed} loading={sign.busy} onClick={() => void signNewest()}>
                {say('sign')}
              </Button>
            ) : null}
          </div>
        </div>
      ) : newest === undefined ? (
        <Empty title={say('noMinutes')} />
      ) : (
        <p className="yq-prewrap">{newest.body}</p>
      )}
      {minutes.length > 1 ? (
        <details>
          <summary>{say('olderVersions')}</summary>
          {minutes.slice(1).map((each) => (
            <section key={each.version} className="yq-form-note">
              <p className="yq-faint">
                {say('minutesVersion', { n: each.version })} · {state(each)}
                {each.changeReason === null ? '' : ` · ${each.changeReason}`}
              </p>
              <p className="yq-prewrap">{each.body}</p>
            </section>
          ))}
        </details>
      ) : null}
    </Sheet>
  )
}
