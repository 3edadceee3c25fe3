import { Answer, Sheet, StateTag, useCommand, useQuery, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { ReasonForm } from '@yinqiao/records/web'
import { Button } from 'antd'
import { useState } from 'react'
import { GetProject, UndoStage } from '../contract/index.ts'
import type { ProjectKind } from '../contract/project-kind.ts'
import { AmountsSheet } from './AmountsSheet.tsx'
import { en } from './en.ts'
import { EnterForm } from './EnterForm.tsx'
import type { ProjectFound } from './project-row.ts'
import { stagePath, stageTitle } from './stage-path.ts'
import { zh } from './zh.ts'
import './projects.css'

/** What a project adds to its record: the way through the stages, and amounts that are never added up. */
export function ProjectSheets({ kind, id }: { readonly kind: ProjectKind; readonly id: string }) {
  const answer = useQuery(GetProject, { id })
  return (
    <Answer of={answer}>
      {(found) => (
        <>
          <Progress kind={kind} id={id} found={found} />
          <AmountsSheet kind={kind} id={id} found={found} />
        </>
      )}
    </Answer>
  )
}

function Progress({ kind, id, found }: { readonly kind: ProjectKind; readonly id: string; readonly found: ProjectFound }) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const { standing } = found
  const [entering, setEntering] = useState<string>()
  const [undoing, setUndoing] = useState(false)
  const undo = useCommand(UndoStage, { refresh: ['projects'], onDone: () => tell.done(say('undone')) })
  const aside = kind.aside.find(({ code }) => code === standing.stage)
  const last = found.entries.at(-1)
  const onPath = standing.next.filter(({ stage }) => kind.stages.some(({ code }) => code === stage) && stage !== standing.stage)
  const off = standing.next.filter(({ stage }) => kind.aside.some(({ code }) => code === stage) && stage !== standing.stage)
  const next = onPath[0]
  const present = standing.next.find(({ stage }) => stage === standing.stage && kind.stages.some(({ code }) => code === stage))
  // the server tells them by their Chinese titles
  const slotTitle = (told: string) => title(kind.record.evidence.find((slot) => slot.title.zh === told)?.title ?? { zh: told, en: told })
  const slots = (needs: readonly string[]) =>
    needs.map((need) => title(kind.record.evidence.find(({ code }) => code === need)?.title ?? { zh: need, en: need })).join('、')
  return (
    <Sheet
      title={say('progress')}
      aside={
        standing.stage === null ? null : aside ? (
          <StateTag tone={aside.final ? 'alert' : 'idle'} word={title(aside.title)} />
        ) : (
          <StateTag
            tone={standing.stalled ? 'alert' : 'good'}
            word={`${say(standing.stalled ? 'stalled' : 'moving')} · ${title(stageTitle(kind, standing.stage))} ${say('inStage', { n: standing.days ?? 0 })}`}
          />
        )
      }
    >
      <ol className="yq-steps">
        {stagePath(kind, found).map(({ stage, place, enteredOn, stayed }) => (
          <li
            key={stage.code}
            className={`yq-step yq-step-${place} ${place === 'now' && standing.stalled ? 'yq-step-stalled' : ''}`}
            aria-current={place === 'now' ? 'step' : undefined}
            title={stage.needs.length > 0 ? say('needs', { slots: slots(stage.needs) }) : undefined}
          >
            <span className="yq-step-mark" aria-hidden="true" />
            <strong>{title(stage.title)}</strong>
            <span>{enteredOn === null ? say('next') : enteredOn}</span>
            {place === 'now' && standing.days !== null ? (
              <span>{`${say('now')} · ${say('inStage', { n: standing.days })}`}</span>
            ) : stayed !== null ? (
              <span>{say('stayed', { n: stayed })}</span>
            ) : null}
          </li>
        ))}
      </ol>
      {found.mayWrite && entering === undefined ? (
        <div className="yq-bar yq-step-acts">
          {next ? (
            <Button type="primary" disabled={next.missing.length > 0} onClick={() => setEntering(next.stage)}>
              {say(aside ? 'resumeTo' : 'enterTo', { stage: title(stageTitle(kind, next.stage)) })}
            </Button>
          ) : null}
          {present ? (
            <Button type="text" onClick={() => setEntering(present.stage)}>
              {say('onceMore', { stage: title(stageTitle(kind, present.stage)) })}
            </Button>
          ) : null}
          {off.map(({ stage }) => (
            <Button key={stage} type="text" onClick={() => setEntering(stage)}>
              {title(stageTitle(kind, stage))}
            </Button>
          ))}
          <span className="yq-list-space" />
          {last ? (
            <Button type="text" onClick={() => setUndoing(true)}>
              {say('undoTitle', { what: title(stageTitle(kind, last.stage)) })}
            </Button>
          ) : null}
        </div>
      ) : null}
      {next && next.missing.length > 0 && found.mayWrite ? (
        <p className="yq-missing">
          <StateTag tone="due" word={say('missing', { slots: next.missing.map(slotTitle).join('、') })} />{' '}
          <span className="yq-faint">{say('missingLead')}</span>
        </p>
      ) : null}
      {entering === undefined ? null : (
        <EnterForm
          kind={kind}
          id={id}
          stage={entering}
          reasoned={aside !== undefined || off.some(({ stage }) => stage === entering)}
          onClose={() => setEntering(undefined)}
        />
      )}
      {undoing && last ? (
        <ReasonForm
          name={`stage-undo-${last.id}`}
          signature={UndoStage}
          title={say('undoTitle', { what: title(stageTitle(kind, last.stage)) })}
          lead={say('undoLead')}
          act={say('undo')}
          toInput={(reason) => ({ entryId: last.id, reason })}
          send={undo.send}
          onClose={() => setUndoing(false)}
        />
      ) : null}
      <Entries kind={kind} found={found} />
    </Sheet>
  )
}

function Entries({ kind, found }: { readonly kind: ProjectKind; readonly found: ProjectFound }) {
  const say = useWords(zh, en)
  const title = useSay()
  if (found.entries.length === 0) return null
  return (
    <details className="yq-entries">
      <summary>{`${say('entries')} · ${say('history', { n: found.entries.length })}`}</summary>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('stage')}</th>
            <th scope="col">{say('onDay')}</th>
            <th scope="col">{say('who')}</th>
            <th scope="col">{say('note')}</th>
          </tr>
        </thead>
        <tbody>
          {found.entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                {title(stageTitle(kind, entry.stage))} {entry.again ? <span className="yq-tag">{say('again')}</span> : null}
              </th>
              <td className="yq-figures">{entry.enteredOn}</td>
              <td>{entry.by}</td>
              <td>{entry.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
