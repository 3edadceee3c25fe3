import { useCommand, useConfirm, useMay, useTell } from '@yinqiao/kernel/web'
import {
  ArchiveRound,
  DiscloseRound,
  FreezeRound,
  MakeManifest,
  PublishRound,
  ReviewRound,
  SignRound,
  SupplementRound,
} from '@yinqiao/plan/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { reviewRound, runRound, signRound } from '../contract/permissions.ts'
import { type Round, useRoundWords } from './round-words.ts'

/** What may be done next with a round, by whom; one primary act. */
export function RoundActs({ whole }: { readonly whole: Round }) {
  const { say } = useRoundWords()
  const may = useMay()
  const tell = useTell()
  const ask = useConfirm()
  const [open, setOpen] = useState<'sign' | 'disclose' | 'supplement'>()
  const { round } = whole
  const roundId = round.id
  const make = useCommand(MakeManifest, { onDone: ({ values }) => tell.done(say('frozen', { n: values })) })
  const freeze = useCommand(FreezeRound)
  const review = useCommand(ReviewRound, { onDone: () => tell.done(say('reviewed')) })
  const publish = useCommand(PublishRound, { onDone: () => tell.done(say('published')) })
  const archive = useCommand(ArchiveRound, { onDone: () => tell.done(say('archived')) })
  const run = may(runRound.code)
  const close = () => setOpen(undefined)

  const freezeNow = async () => {
    if (!(await ask({ title: say('freezeAsk'), detail: say('freezeHint'), act: say('act_freeze') }))) return
    try {
      await freeze.send({ roundId })
      await make.send({ roundId })
    } catch (problem) {
      tell.failed(problem)
    }
  }
  const reviewNow = async () => {
    const sure = await ask({ title: say('reviewAsk'), detail: say('reviewHint'), act: say('act_review') })
    if (sure) await review.send({ roundId }).catch(tell.failed)
  }
  return (
    <>
      {round.state === 'open' && run ? (
        <Button type="primary" loading={freeze.busy || make.busy} onClick={() => void freezeNow()}>
          {say('act_freeze')}
        </Button>
      ) : null}
      {round.state === 'frozen' && may(reviewRound.code) ? (
        <Button type="primary" loading={review.busy} onClick={() => void reviewNow()}>
          {say('act_review')}
        </Button>
      ) : null}
      {round.state === 'reviewed' && may(signRound.code) ? (
        <Button type="primary" onClick={() => setOpen('sign')}>
          {say('act_sign')}
        </Button>
      ) : null}
      {round.state === 'signed' && may(signRound.code) ? <Button onClick={() => setOpen('disclose')}>{say('act_disclose')}</Button> : null}
      {round.state === 'signed' && run && whole.disclosure !== null ? (
        <Button type="primary" loading={publish.busy} onClick={() => void publish.send({ roundId }).catch(tell.failed)}>
          {say('act_publish')}
        </Button>
      ) : null}
      {round.state === 'published' && run ? (
        <Button type="primary" loading={archive.busy} onClick={() => void archive.send({ roundId }).catch(tell.failed)}>
          {say('act_archive')}
        </Button>
      ) : null}
      {whole.signed !== null && run ? <Button onClick={() => setOpen('supplement')}>{say('act_supplement')}</Button> : null}
      {open === 'sign' ? <SignForm whole={whole} onClose={close} /> : null}
      {open === 'disclose' ? <DiscloseForm roundId={roundId} onClose={close} /> : null}
      {open === 'supplement' ? <SupplementForm roundId={roundId} onClose={close} /> : null}
    </>
  )
}

function SignForm({ whole, onClose }: { readonly whole: Round; readonly onClose: () => void }) {
  const { say } = useRoundWords()
  const tell = useTell()
  const [number, setNumber] = useState('')
  const [named, setNamed] = useState<readonly string[]>([])
  const missing = whole.units.filter(({ reported }) => !reported)
  const sign = useCommand(SignRound, {
    onDone: () => {
      tell.done(say('signed'))
      onClose()
    },
  })
  const input = {
    roundId: whole.round.id,
    manifestHash: whole.round.manifestHash ?? '',
    missingNamed: [...named],
    number: number.trim() || null,
  }
  return (
    <Modal
      open
      title={say('act_sign')}
      okText={say('act_sign')}
      okButtonProps={{ loading: sign.busy, disabled: named.length < missing.length }}
      onOk={() => void sign.send(input).catch(tell.failed)}
      onCancel={onClose}
    >
      <p>{say('signLead')}</p>
      <p>
        <code className="yq-round-hash">{whole.round.manifestHash}</code>
      </p>
      {missing.length > 0 ? (
        <>
          <p>{say('signMissing')}</p>
          <Checkbox.Group
            className="yq-round-named"
            value={[...named]}
            onChange={(values) => setNamed(values.map(String))}
            options={missing.map(({ id, name }) => ({ value: id, label: say('signName', { name }) }))}
          />
        </>
      ) : null}
      <label htmlFor="round-number">{say('number')}</label>
      <Input id="round-number" maxLength={60} value={number} onChange={(event) => setNumber(event.target.value)} />
    </Modal>
  )
}

function DiscloseForm({ roundId, onClose }: { readonly roundId: string; readonly onClose: () => void }) {
  const { say } = useRoundWords()
  const tell = useTell()
  const [kind, setKind] = useState<'公开' | '依申请公开' | '不公开'>('依申请公开')
  const [basis, setBasis] = useState('')
  const send = useCommand(DiscloseRound, {
    onDone: () => {
      tell.done(say('disclosed'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={say('act_disclose')}
      okText={say('act_disclose')}
      okButtonProps={{ loading: send.busy, disabled: basis.trim().length < 2 }}
      onOk={() => void send.send({ roundId, disclosure: kind, basis: basis.trim() }).catch(tell.failed)}
      onCancel={onClose}
    >
      <label htmlFor="round-disclosure">{say('disclosure')}</label>
      <Select
        id="round-disclosure"
        style={{ width: '100%' }}
        value={kind}
        onChange={setKind}
        options={(['公开', '依申请公开', '不公开'] as const).map((value) => ({ value, label: value }))}
      />
      <label htmlFor="round-basis">{say('basis')}</label>
      <Input id="round-basis" maxLength={300} value={basis} onChange={(event) => setBasis(event.target.value)} />
    </Modal>
  )
}

function SupplementForm({ roundId, onClose }: { readonly roundId: string; readonly onClose: () => void }) {
  const { say } = useRoundWords()
  const tell = useTell()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const send = useCommand(SupplementRound, {
    onDone: ({ roundId: next }) => {
      tell.done(say('supplemented'))
      onClose()
      void navigate({ to: `/plan/rounds/${next}` })
    },
  })
  return (
    <Modal
      open
      title={say('act_supplement')}
      okText={say('act_supplement')}
      okButtonProps={{ loading: send.busy, disabled: reason.trim().length < 4 }}
      onOk={() => void send.send({ roundId, reason: reason.trim() }).catch(tell.failed)}
      onCancel={onClose}
    >
      <label htmlFor="round-reason">{say('reason')}</label>
      <Input.TextArea id="round-reason" rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
