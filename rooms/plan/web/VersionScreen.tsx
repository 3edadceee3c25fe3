import { Answer, PageFrame, StateTag, useCommand, useConfirm, useMay, useParam, useQuery, useTell, useWords } from '@yinqiao/kernel/web'
import { ConfirmVersion, DropDraft, GetVersion, RepealVersion } from '@yinqiao/plan/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { importPlan } from '../contract/permissions.ts'
import { en } from './en.ts'
import { MappingSheet } from './MappingSheet.tsx'
import { PlanDocument } from './PlanDocument.tsx'
import { PlanHead } from './PlanScreen.tsx'
import { type PlanText, versionTone } from './plan-words.ts'
import { zh } from './zh.ts'
import './plan.css'

/** One version whole; a draft is checked and confirmed here. */
export function VersionScreen() {
  const versionId = useParam('id')
  const answer = useQuery(GetVersion, { versionId })
  return (
    <Answer of={answer} lines={14}>
      {(plan) => <Shown plan={plan} />}
    </Answer>
  )
}

function Shown({ plan }: { readonly plan: PlanText }) {
  const say = useWords(zh, en)
  const may = useMay()
  const [chosen, setChosen] = useState<string | null>(null)
  const { version } = plan
  if (!version || !plan.structure) return null
  const draft = version.state === 'draft'
  return (
    <PageFrame
      wide
      title={version.title}
      above={<Link to="/plan/versions">{say('versions')}</Link>}
      lead={
        <>
          <StateTag tone={versionTone[version.state]} word={say(`state_${version.state}`)} /> <PlanHead plan={plan} />
        </>
      }
      acts={may(importPlan.code) ? <Acts plan={plan} /> : null}
    >
      {draft ? <Alert type="warning" showIcon className="yq-form-note" title={say('draftNote')} /> : null}
      {plan.mapping.length > 0 ? (
        <MappingSheet versionId={version.id} mapping={plan.mapping} editable={draft && may(importPlan.code)} />
      ) : null}
      <PlanDocument text={plan.text} structure={plan.structure} clauses={plan.clauses} chosen={chosen} onChoose={setChosen} />
    </PageFrame>
  )
}

function Acts({ plan }: { readonly plan: PlanText }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const ask = useConfirm()
  const navigate = useNavigate()
  const [repealing, setRepealing] = useState(false)
  const [reason, setReason] = useState('')
  const versionId = plan.version?.id ?? ''
  const confirm = useCommand(ConfirmVersion, {
    onDone: ({ state, duties, rowsAnchored }) => {
      tell.done(say('confirmedDone', { state: say(`state_${state}`), duties, rows: rowsAnchored }))
      void navigate({ to: state === 'in-force' ? '/plan' : '/plan/versions' })
    },
  })
  const drop = useCommand(DropDraft, {
    onDone: () => {
      tell.done(say('dropped'))
      void navigate({ to: '/plan/versions' })
    },
  })
  const repeal = useCommand(RepealVersion, {
    onDone: () => {
      setRepealing(false)
      tell.done(say('repealed'))
    },
  })
  const dropDraft = async () => {
    const sure = await ask({ title: say('dropAsk'), detail: say('dropHint'), act: say('dropDraft'), danger: true })
    if (sure) await drop.send({ versionId }).catch(tell.failed)
  }
  const confirmDraft = async () => {
    const sure = await ask({ title: say('confirmAsk'), detail: say('confirmHint'), act: say('confirmVersion') })
    if (sure) await confirm.send({ versionId }).catch(tell.failed)
  }
  if (plan.version?.state === 'draft') {
    return (
      <>
        <Button onClick={() => void dropDraft()}>{say('dropDraft')}</Button>
        <Button type="primary" loading={confirm.busy} onClick={() => void confirmDraft()}>
          {say('confirmVersion')}
        </Button>
      </>
    )
  }
  if (plan.version?.state !== 'in-force') return null
  return (
    <>
      <Button danger onClick={() => setRepealing(true)}>
        {say('repeal')}
      </Button>
      <Modal
        open={repealing}
        title={say('repeal')}
        okText={say('repeal')}
        okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: repeal.busy }}
        onCancel={() => setRepealing(false)}
        onOk={() => void repeal.send({ versionId, reason: reason.trim() }).catch(tell.failed)}
      >
        <label htmlFor="repeal-reason">{say('reason')}</label>
        <Input.TextArea id="repeal-reason" rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </>
  )
}
