import type { Output } from '@yinqiao/kernel/contract'
import { call, saveBytes, StateTag, type Tone, useCommand, useDays, useTell, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { useState } from 'react'
import { type GetRecord, OpenEvidence, RuleEvidence, WithdrawEvidence } from '../contract/signatures.ts'
import { en } from './en.ts'
import { lastDay } from './read-versions.ts'
import { ReasonForm } from './ReasonForm.tsx'
import { zh } from './zh.ts'

type Paper = Output<typeof GetRecord>['evidence'][number]

const tones: Readonly<Record<Paper['state'], Tone>> = {
  waiting: 'due',
  accepted: 'good',
  rejected: 'alert',
  ended: 'idle',
  withdrawn: 'idle',
}

/** One paper: its state, how many accepted, what was said of it, and what this person may do with it. */
export function EvidencePaper({
  paper,
  may,
}: {
  readonly paper: Paper
  readonly may: { readonly write: boolean; readonly accept: boolean }
}) {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const tell = useTell()
  const [asked, setAsked] = useState<'accept' | 'reject' | 'withdraw'>()
  const rule = useCommand(RuleEvidence, {
    refresh: ['records', 'projects'],
    onDone: () => tell.done(say(asked === 'reject' ? 'rejected' : 'accepted')),
  })
  const withdraw = useCommand(WithdrawEvidence, { refresh: ['records', 'projects'], onDone: () => tell.done(say('withdrawn')) })
  const done = paper.rulings.filter(({ verdict }) => verdict === 'accept').length
  const open = async () => {
    try {
      const file = await call(OpenEvidence, { evidenceId: paper.id })
      saveBytes(file.fileName, file.content, file.mime)
    } catch (problem) {
      tell.failed(problem)
    }
  }
  const rules = may.accept && paper.state === 'waiting'
  const takes = may.write && (paper.state === 'waiting' || paper.state === 'accepted')
  return (
    <article className="yq-paper">
      <StateTag tone={tones[paper.state]} word={say(`paper_${paper.state}`)} />
      <div className="yq-paper-body">
        <button
          type="button"
          className="yq-link"
          aria-label={say('openFile', { name: paper.fileName })}
          title={say('fingerprint', { sm3: paper.sm3 })}
          onClick={() => void open()}
        >
          {paper.fileName}
        </button>
        <p className="yq-faint">
          {[
            ...(paper.issuedBy ? [`${say('issuedBy')} ${paper.issuedBy}`] : []),
            ...(paper.validTo ? [`${say('validTo')} ${lastDay(paper.validTo)}`] : []),
            say('addedBy', { by: paper.addedBy, at: moment(paper.addedAt) }),
          ].join(' · ')}
        </p>
        <p>
          <span className="yq-tag">{say('neededDone', { n: paper.needed, done })}</span>
        </p>
        {paper.rulings.length > 0 ? (
          <ul className="yq-paper-rulings">
            {paper.rulings.map((ruling) => (
              <li key={`${ruling.by}-${ruling.at}`}>
                {say(ruling.verdict === 'accept' ? 'ruledAccept' : 'ruledReject', { by: ruling.by })}
                <span className="yq-faint"> {moment(ruling.at)}</span>
                {ruling.reason ? `：${ruling.reason}` : ''}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div className="yq-bar">
        {rules ? (
          <>
            <Button size="small" onClick={() => setAsked('accept')}>
              {say('accept')}
            </Button>
            <Button size="small" onClick={() => setAsked('reject')}>
              {say('reject')}
            </Button>
          </>
        ) : null}
        {takes ? (
          <Button size="small" type="text" onClick={() => setAsked('withdraw')}>
            {say('withdraw')}
          </Button>
        ) : null}
      </div>
      {asked === 'withdraw' ? (
        <ReasonForm
          name={`evidence-withdraw-${paper.id}`}
          signature={WithdrawEvidence}
          title={say('withdrawTitle', { name: paper.fileName })}
          act={say('withdraw')}
          toInput={(reason) => ({ evidenceId: paper.id, reason })}
          send={withdraw.send}
          onClose={() => setAsked(undefined)}
        />
      ) : asked !== undefined ? (
        <ReasonForm
          name={`evidence-${asked}-${paper.id}`}
          signature={RuleEvidence}
          title={say(asked === 'accept' ? 'acceptTitle' : 'rejectTitle', { name: paper.fileName })}
          {...(asked === 'accept' ? { lead: say('acceptLead'), label: say('opinion'), optional: true } : {})}
          act={say(asked)}
          // a rejection without a word goes as an empty one, which the schema refuses beside the field
          toInput={(reason) => ({
            evidenceId: paper.id,
            verdict: asked,
            reason: asked === 'accept' && reason.trim() === '' ? null : reason,
          })}
          send={rule.send}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </article>
  )
}
