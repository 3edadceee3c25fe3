import type { Output } from '@yinqiao/kernel/contract'
import {
  Answer,
  Facts,
  PageFrame,
  Sheet,
  StateTag,
  todayHere,
  useCommand,
  useDays,
  useParam,
  useNames,
  usePickers,
  useQuery,
  useSay,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { Link, Navigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ComponentType, type ReactNode, useState } from 'react'
import type { RecordKind } from '../contract/record-kind.ts'
import { GetRecord, VoidRecord } from '../contract/signatures.ts'
import { en } from './en.ts'
import { EvidenceSheet } from './EvidenceSheet.tsx'
import { FieldValue } from './FieldValue.tsx'
import { HistorySheet } from './HistorySheet.tsx'
import { lastDay } from './read-versions.ts'
import { ReasonForm } from './ReasonForm.tsx'
import { RecordEdit } from './RecordEdit.tsx'
import { standOf } from './record-columns.tsx'
import { zh } from './zh.ts'
import './records.css'

type Found = Output<typeof GetRecord>
interface RecordScreenProps {
  readonly kind: RecordKind
  /** Sheets of other engines about the record, between its facts and its evidence. */
  readonly Extra?: ComponentType<{ readonly id: string }> | undefined
}

/** One record: what it says, its proof, and all it ever said. */
export function RecordScreen({ kind, Extra }: RecordScreenProps) {
  const id = useParam('id')
  const answer = useQuery(GetRecord, { id })
  return (
    <Answer of={answer} lines={10}>
      {(found) =>
        // under another register's address its fields would all read as not known
        found.head.kind === kind.code ? (
          <Shown key={found.head.id} kind={kind} found={found} Extra={Extra} />
        ) : (
          <Navigate to={`/records/${found.head.kind}/${found.head.id}`} replace />
        )
      }
    </Answer>
  )
}

function Shown({ kind, found, Extra }: RecordScreenProps & { readonly found: Found }) {
  const { head, may } = found
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const [editing, setEditing] = useState<'change' | 'correct'>()
  const [voiding, setVoiding] = useState(false)
  const take = useCommand(VoidRecord, { refresh: ['records', 'projects'], onDone: () => tell.done(say('voided')) })
  const stand = standOf(head, todayHere())
  return (
    <PageFrame
      title={head.title}
      above={<Link to={`/records/${kind.code}`}>{title(kind.title)}</Link>}
      lead={
        <span className="yq-bar">
          <StateTag tone={stand.tone} word={say(stand.word)} />
          {head.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
          <span className="yq-faint">{say('version', { n: head.version })}</span>
        </span>
      }
      acts={
        may.write && !head.voided && editing === undefined ? (
          <>
            <Button danger type="text" onClick={() => setVoiding(true)}>
              {say('void')}
            </Button>
            <Button onClick={() => setEditing('correct')}>{say('correct')}</Button>
            <Button type="primary" onClick={() => setEditing('change')}>
              {say('change')}
            </Button>
          </>
        ) : null
      }
    >
      <Sheet {...(editing ? {} : { title: say('facts') })}>
        {editing ? (
          <RecordEdit kind={kind} head={head} mode={editing} onClose={() => setEditing(undefined)} />
        ) : (
          <RecordFacts kind={kind} head={head} />
        )}
      </Sheet>
      {Extra ? <Extra id={head.id} /> : null}
      <EvidenceSheet kind={kind} found={found} />
      <HistorySheet kind={kind} head={head} />
      {voiding ? (
        <ReasonForm
          name={`record-void-${head.id}`}
          signature={VoidRecord}
          title={say('voidTitle', { title: head.title })}
          lead={say('voidLead')}
          act={say('void')}
          toInput={(reason) => ({ id: head.id, version: head.version, reason })}
          send={take.send}
          onClose={() => setVoiding(false)}
        />
      ) : null}
    </PageFrame>
  )
}

function RecordFacts({ kind, head }: { readonly kind: RecordKind; readonly head: Found['head'] }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { moment } = useDays()
  const { unitName: UnitName } = usePickers()
  const { division: divisionName } = useNames()
  const span =
    head.validTo === null
      ? say('spanOpen', { from: head.validFrom })
      : say('spanClosed', { from: head.validFrom, to: lastDay(head.validTo) })
  const rows: (readonly [string, ReactNode])[] = kind.fields.map((field) => {
    const value = head.values[field.key]
    const shown = <FieldValue key={field.key} field={field} value={value} nameOf={(_, id) => head.names[id]} />
    const leads = field.type === 'record' && typeof value === 'string'
    return [title(field.title), leads ? <Link to={`/records/${field.to ?? ''}/${value}`}>{shown}</Link> : shown]
  })
  return (
    <>
      <Facts unknown={say('unknown')} rows={rows} />
      <hr className="yq-rule" />
      <Facts
        unknown={say('unknown')}
        rows={[
          [say('place'), divisionName(head.divisionCode)],
          [say('unit'), head.unitId ? <UnitName id={head.unitId} /> : null],
          [say('span'), span],
          [say('recorded'), moment(head.recordedAt)],
          [say('recordedBy'), head.recordedBy],
          [say('origin'), say(`origin_${head.origin}`)],
        ]}
      />
    </>
  )
}
