import { Sheet, StateTag, type Tone, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { ConfirmMapping } from '@yinqiao/plan/contract'
import { Button } from 'antd'
import { en } from './en.ts'
import { type PlanText, unbroken } from './plan-words.ts'
import { zh } from './zh.ts'

const changeTone: Readonly<Record<PlanText['mapping'][number]['change'], Tone>> = {
  same: 'good',
  edited: 'due',
  moved: 'busy',
  split: 'due',
  merged: 'due',
  removed: 'alert',
  new: 'good',
}

interface MappingSheetProps {
  readonly versionId: string
  readonly mapping: PlanText['mapping']
  readonly editable: boolean
}

/** How the clauses of this version answer to those of the one before; what changed is confirmed by a person. */
export function MappingSheet({ versionId, mapping, editable }: MappingSheetProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const confirm = useCommand(ConfirmMapping, { onDone: ({ open }) => tell.done(say('mappingDone', { n: open })) })
  const changed = mapping.filter(({ change }) => change !== 'same')
  const open = changed.filter(({ confirmed }) => !confirmed)
  const send = (indexes: number[]) => void confirm.send({ versionId, indexes }).catch(tell.failed)
  return (
    <Sheet
      title={say('mapping')}
      aside={
        editable && open.length > 0 ? (
          <Button size="small" loading={confirm.busy} onClick={() => send(open.map(({ index }) => index))}>
            {say('mappingConfirmAll', { n: open.length })}
          </Button>
        ) : null
      }
    >
      <p className="yq-faint yq-form-note">{say('mappingHint')}</p>
      {changed.map((row) => (
        <div key={row.index} className="yq-mapping">
          <div>
            {row.old.length > 0 ? (
              row.old.map((each) => <p key={each.clauseId}>{unbroken(each.text)}</p>)
            ) : (
              <span className="yq-unknown">{say('nothingOld')}</span>
            )}
          </div>
          <div>
            {row.now.length > 0 ? (
              row.now.map((each) => <p key={each.at}>{unbroken(each.text)}</p>)
            ) : (
              <span className="yq-unknown">{say('nothingNew')}</span>
            )}
          </div>
          <div className="yq-stack">
            <StateTag tone={changeTone[row.change]} word={say(`change_${row.change}`)} />
            <span className="yq-faint">{say('likeness', { n: Math.round(row.likeness * 100) })}</span>
            {row.confirmed ? (
              <span className="yq-faint">{say('confirmedMark')}</span>
            ) : editable ? (
              <Button size="small" onClick={() => send([row.index])}>
                {say('mappingConfirm')}
              </Button>
            ) : null}
          </div>
        </div>
      ))}
    </Sheet>
  )
}
