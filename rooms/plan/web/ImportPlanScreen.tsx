import type { Output } from '@yinqiao/kernel/contract'
import { call, FileDrop, PageFrame, ProgressLine, Sheet, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { ImportPlan, PreviewPlan } from '@yinqiao/plan/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { PlanDocument } from './PlanDocument.tsx'
import { unbroken } from './plan-words.ts'
import { zh } from './zh.ts'
import './plan.css'

type Preview = Output<typeof PreviewPlan>

/** The bytes of a file in base64, in slices, for large files overflow the argument list. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Reading on trial, a look at what the machine found, then a draft; a person confirms the draft afterwards. */
export function ImportPlanScreen() {
  const say = useWords(zh, en)
  const tell = useTell()
  const navigate = useNavigate()
  const [file, setFile] = useState<{ readonly fileName: string; readonly content: string }>()
  const [preview, setPreview] = useState<Preview>()
  const [reading, setReading] = useState<string>()
  const importing = useCommand(ImportPlan, {
    onDone: ({ versionId, seq, clauses }) => {
      tell.done(say('importedDone', { seq, n: clauses }))
      void navigate({ to: `/plan/versions/${versionId}` })
    },
  })
  const take = async (taken: File) => {
    setReading(say('reading', { name: taken.name }))
    try {
      const sent = { fileName: taken.name, content: await base64(taken) }
      setPreview(await call(PreviewPlan, sent))
      setFile(sent)
    } catch (problem) {
      tell.failed(problem)
    } finally {
      setReading(undefined)
    }
  }
  const busy = reading ?? (importing.busy ? say('importing') : undefined)
  return (
    <PageFrame wide title={say('importTitle')} lead={say('importLead')} above={<Link to="/plan/versions">{say('versions')}</Link>}>
      {busy ? (
        <Sheet>
          <ProgressLine label={busy} done={0} of={null} />
        </Sheet>
      ) : null}
      {!preview && !busy ? (
        <Sheet>
          <FileDrop endings={['.txt', '.md', '.docx']} limitBytes={50 * 1024 * 1024} onFile={(taken) => void take(taken)} />
        </Sheet>
      ) : null}
      {preview && file && !busy ? (
        <>
          <Sheet
            title={say('found')}
            aside={
              <span className="yq-bar">
                <Button onClick={() => setPreview(undefined)}>{say('another')}</Button>
                <Button type="primary" onClick={() => void importing.send(file).catch(tell.failed)}>
                  {say('importAct')}
                </Button>
              </span>
            }
          >
            <Found preview={preview} />
          </Sheet>
          <PlanDocument text={preview.text} structure={preview.structure} clauses={[]} chosen={null} onChoose={() => undefined} />
        </>
      ) : null}
    </PageFrame>
  )
}

function Found({ preview }: { readonly preview: Preview }) {
  const say = useWords(zh, en)
  const { structure } = preview
  const counts = [
    ['countSections', structure.sections.length],
    ['countPhases', structure.phases.length],
    ['countTargets', structure.phases.reduce((sum, { targets }) => sum + targets.length, 0)],
    ['countTasks', structure.tasks.length],
    ['countQuantities', structure.quantities.length],
    ['countTerms', structure.terms.length],
  ] as const
  const { document } = structure
  return (
    <>
      <p className="yq-target-words">{document.title}</p>
      <p className="yq-bar yq-faint yq-form-note">
        <span>{document.number ?? say('unknown')}</span>
        <span>{document.issuer ?? say('unknown')}</span>
        <span>{document.issuedOn ?? say('unknown')}</span>
        {document.disclosure ? <span className="yq-tag">{document.disclosure}</span> : null}
      </p>
      <div className="yq-counts">
        {counts.map(([word, n]) => (
          <span key={word}>
            <strong>{n}</strong> {say(word)}
          </span>
        ))}
      </div>
      <details>
        <summary>{say('previewTasks')}</summary>
        <ul className="yq-plain">
          {structure.tasks.map((task) => (
            <li key={task.from}>
              <strong>
                {task.label} {unbroken(task.title)}
              </strong>
              <br />
              <span className="yq-faint">
                {task.units.map(({ asWritten }) => asWritten).join('、')}
                {task.unitsOpen ? ` ${say('unitsOpen')}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
