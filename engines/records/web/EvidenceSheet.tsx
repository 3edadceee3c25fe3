import type { Output } from '@yinqiao/kernel/contract'
import { DayField, FileDrop, Sheet, useCommand, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { EvidenceSlot, RecordKind } from '../contract/record-kind.ts'
import { AddEvidence, type GetRecord } from '../contract/signatures.ts'
import { base64Of } from './bytes.ts'
import { en } from './en.ts'
import { EvidencePaper } from './EvidencePaper.tsx'
import { zh } from './zh.ts'

type Found = Output<typeof GetRecord>
const endings = ['.pdf', '.jpg', '.jpeg', '.png', '.docx', '.xlsx', '.ofd']

/** The proof of a record, slot by slot: who must accept, what lies there, what was ruled. */
export function EvidenceSheet({ kind, found }: { readonly kind: RecordKind; readonly found: Found }) {
  const say = useWords(zh, en)
  return (
    <Sheet title={say('evidenceTitle')}>
      {kind.evidence.length === 0 ? <p className="yq-faint">{say('noSlots')}</p> : null}
      <div className="yq-slots">
        {kind.evidence.map((slot) => (
          <Slot key={slot.code} slot={slot} found={found} />
        ))}
      </div>
    </Sheet>
  )
}

function Slot({ slot, found }: { readonly slot: EvidenceSlot; readonly found: Found }) {
  const say = useWords(zh, en)
  const title = useSay()
  const [adding, setAdding] = useState(false)
  const papers = found.evidence.filter((paper) => paper.slot === slot.code)
  const live = papers.filter(({ state }) => state === 'waiting' || state === 'accepted')
  const past = papers.filter((paper) => !live.includes(paper))
  return (
    <section className="yq-slot">
      <div className="yq-slot-head">
        <h3>{title(slot.title)}</h3>
        <span className="yq-faint">{say('needed', { n: slot.acceptors })}</span>
        {live.length === 0 && !adding ? <span className="yq-unknown-line">{say('slotEmpty')}</span> : null}
        <span className="yq-list-space" />
        {found.may.write && !found.head.voided && !adding ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {say('addPaper')}
          </Button>
        ) : null}
      </div>
      {live.map((paper) => (
        <EvidencePaper key={paper.id} paper={paper} may={found.may} />
      ))}
      {adding ? <NewPaper slot={slot} recordId={found.head.id} onClose={() => setAdding(false)} /> : null}
      {past.length > 0 ? (
        <details>
          <summary>{say('otherPapers', { n: past.length })}</summary>
          {past.map((paper) => (
            <EvidencePaper key={paper.id} paper={paper} may={{ write: false, accept: false }} />
          ))}
        </details>
      ) : null}
    </section>
  )
}

function NewPaper({ slot, recordId, onClose }: { readonly slot: EvidenceSlot; readonly recordId: string; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const add = useCommand(AddEvidence, { refresh: ['records', 'projects'] })
  const [file, setFile] = useState<File>()
  const [issuedBy, setIssuedBy] = useState('')
  const [validTo, setValidTo] = useState('')
  const send = async () => {
    if (!file) return
    try {
      await add.send({
        id: recordId,
        slot: slot.code,
        fileName: file.name,
        content: await base64Of(file),
        issuedBy: issuedBy.trim() || null,
        validTo: validTo || null,
      })
      tell.done(say('paperAdded'))
      onClose()
    } catch (problem) {
      tell.failed(problem)
    }
  }
  return (
    <div className="yq-stack yq-slot-new">
      {file ? (
        <p>{say('chosen', { name: file.name })}</p>
      ) : (
        <FileDrop endings={endings} limitBytes={20 * 1024 * 1024} onFile={setFile} busy={add.busy} />
      )}
      <Form layout="vertical" className="yq-form-grid" component={false}>
        <div className="yq-form-grid">
          <Form.Item label={say('issuedBy')} htmlFor={`issued-${slot.code}`}>
            <Input id={`issued-${slot.code}`} value={issuedBy} maxLength={120} onChange={(event) => setIssuedBy(event.target.value)} />
          </Form.Item>
          <Form.Item label={say('validTo')} required={slot.expires === true} htmlFor={`until-${slot.code}`}>
            <DayField id={`until-${slot.code}`} value={validTo} onChange={setValidTo} />
          </Form.Item>
        </div>
      </Form>
      <div className="yq-form-acts">
        <Button type="primary" disabled={!file || (slot.expires === true && validTo === '')} loading={add.busy} onClick={() => void send()}>
          {say('addPaper')}
        </Button>
        <Button onClick={file ? () => setFile(undefined) : onClose}>{say(file ? 'again' : 'cancel')}</Button>
      </div>
    </div>
  )
}
