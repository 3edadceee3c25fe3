import { call, saveBytes, useDays, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { OpenFile } from '../contract/index.ts'
import { type CaseShown, useKinds } from './case-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Step = CaseShown['steps'][number]

/** The history of a case, newest first: who did what, with which words and files, and whose turn it was then. */
export function CaseSteps({ row }: { readonly row: CaseShown }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { moment, day } = useDays()
  const { kindOf, stateTitle, ownerText, roleTitle } = useKinds()
  const word = (step: Step) => {
    const move = kindOf(row.kind)?.moves.find(({ code }) => code === step.move)
    if (step.what === 'moved') return move ? title(move.title) : step.move
    if (step.what === 'objected') return title(kindOf(row.kind)?.objection?.title ?? { zh: say('step_objected'), en: say('step_objected') })
    return say(`step_${step.what}`)
  }
  return (
    <ol className="yq-timeline">
      {row.steps.toReversed().map((step) => (
        <li key={step.id}>
          <strong>{word(step)}</strong>{' '}
          {step.fromState !== null && step.fromState !== step.toState ? (
            <span className="yq-faint">
              {stateTitle(row.kind, step.fromState)} → {stateTitle(row.kind, step.toState)}
            </span>
          ) : null}
          <br />
          <time dateTime={step.at}>
            {moment(step.at)} · {step.byRole === 'system' ? roleTitle('system') : `${step.byName}（${roleTitle(step.byRole)}）`}
          </time>
          {step.text ? <p className="yq-step-text">{step.text}</p> : null}
          <Files step={step} caseId={row.id} />
          {step.ownerAfter ? (
            <p className="yq-faint">
              {step.ownerAfter.upRole
                ? say('wentUp', { role: roleTitle(step.ownerAfter.upRole) })
                : say('toOwner', { owner: ownerText(step.ownerAfter) })}
              {step.dueOn ? ` · ${say('stepDue', { day: day(step.dueOn) })}` : ''}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

function Files({ step, caseId }: { readonly step: Step; readonly caseId: CaseShown['id'] }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const open = async (fileId: string) => {
    try {
      const file = await call(OpenFile, { id: caseId, fileId })
      saveBytes(file.fileName, file.content, file.mime)
    } catch (problem) {
      tell.failed(problem)
    }
  }
  if (step.files.length === 0) return null
  return (
    <p className="yq-files">
      {step.files.map((file) => (
        <span key={file.id} title={`SHA-256 ${file.sha256}`}>
          <Button type="link" size="small" onClick={() => void open(file.id)}>
            {file.name}
          </Button>{' '}
          <span className="yq-faint">{say('fileSize', { size: Math.max(1, Math.round(file.size / 1024)) })}</span>
        </span>
      ))}
    </p>
  )
}
