import {
  csvText,
  FileDrop,
  PageFrame,
  ProgressLine,
  saveFile,
  Sheet,
  useCommand,
  useDraftPlace,
  useSay,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { CancelImport, OpenImport, RunImport } from '../contract/import-signatures.ts'
import type { RecordKind } from '../contract/record-kind.ts'
import { base64Of } from './bytes.ts'
import { en } from './en.ts'
import { ImportColumns } from './ImportColumns.tsx'
import { type ImportCounts, useImportCounts } from './import-counts.ts'
import { templateHeadings } from './table-headings.ts'
import { WrongRows } from './WrongRows.tsx'
import { zh } from './zh.ts'
import './records.css'

/** What is kept of an import, in this browser too, so that it can go on after a stop. */
interface Begun {
  readonly importId: string
  readonly fileName: string
  readonly ignored: readonly string[]
}
const states = ['ready', 'wrong', 'added', 'changed', 'same'] as const
/** Rows written in one request: small enough that a pause is felt at once. */
const part = 100

/** A table becomes records: read and checked first, then written in parts that may pause, stop and go on. */
export function ImportScreen({ kind }: { readonly kind: RecordKind }) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const place = useDraftPlace<Begun>(`import-${kind.code}`)
  const [kept, setKept] = useState(() => place.found()?.values)
  const [begun, setBegun] = useState<Begun>()
  const [reading, setReading] = useState<string>()
  const open = useCommand(OpenImport)

  const take = async (file: File) => {
    setReading(file.name)
    try {
      const { importId, ignoredHeadings } = await open.send({ kind: kind.code, fileName: file.name, content: await base64Of(file) })
      const next = { importId, fileName: file.name, ignored: ignoredHeadings }
      place.keep(next, {}, null)
      setBegun(next)
    } catch (problem) {
      tell.failed(problem)
    } finally {
      setReading(undefined)
    }
  }
  const leave = () => {
    place.drop()
    setKept(undefined)
    setBegun(undefined)
  }
  const path = `/records/${kind.code}`
  const template = () => saveFile(`${title(kind.title)}-${say('template')}.csv`, csvText([templateHeadings(kind)]))
  const earlier =
    kept?.importId === undefined ? undefined : { importId: kept.importId, fileName: kept.fileName ?? '', ignored: kept.ignored ?? [] }
  return (
    <PageFrame
      title={say('importTitle', { title: title(kind.title) })}
      lead={say('importLead')}
      above={<Link to={path}>{title(kind.title)}</Link>}
      acts={<Button onClick={template}>{say('template')}</Button>}
    >
      {begun ? (
        <Begin key={begun.importId} begun={begun} onLeave={leave} onOver={place.drop} />
      ) : (
        <>
          <Sheet>
            <div className="yq-stack">
              {earlier ? <Alert type="info" title={<Resume name={earlier.fileName} onResume={() => setBegun(earlier)} />} /> : null}
              {reading ? (
                <ProgressLine label={say('reading', { name: reading })} done={0} of={null} />
              ) : (
                <FileDrop endings={['.csv', '.xlsx']} limitBytes={20 * 1024 * 1024} onFile={(file) => void take(file)} />
              )}
            </div>
          </Sheet>
          <ImportColumns kind={kind} />
        </>
      )}
    </PageFrame>
  )
}

function Resume({ name, onResume }: { readonly name: string; readonly onResume: () => void }) {
  const say = useWords(zh, en)
  return (
    <Button type="link" onClick={onResume}>
      {say('resume', { name })}
    </Button>
  )
}

/** An import that is open: its counts, the run, and the rows that cannot be taken. */
function Begin({ begun, onLeave, onOver }: { readonly begun: Begun; readonly onLeave: () => void; readonly onOver: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const counted = useImportCounts(begun.importId)
  const [told, setTold] = useState<ImportCounts>()
  const [running, setRunning] = useState<{ readonly of: number }>()
  const stop = useRef(false)
  // the register is read anew when the run rests, not after each part
  const run = useCommand(RunImport, { refresh: [] })
  const cancel = useCommand(CancelImport)
  const counts = told ?? counted
  const go = async () => {
    if (!counts) return
    stop.current = false
    setRunning({ of: counts.ready })
    try {
      let now = counts
      while (now.ready > 0 && !stop.current) {
        now = (await run.send({ importId: begun.importId, atMost: part })).counts
        setTold(now)
      }
      if (now.ready === 0) {
        onOver()
        tell.done(say('importDone', { ...now }))
      }
    } catch (problem) {
      tell.failed(problem)
    } finally {
      setRunning(undefined)
    }
  }
  const drop = async () => {
    try {
      await cancel.send({ importId: begun.importId })
      tell.done(say('cancelled'))
      onLeave()
    } catch (problem) {
      tell.failed(problem)
    }
  }
  return (
    <>
      <Sheet
        title={begun.fileName}
        aside={
          running ? null : (
            <span className="yq-bar">
              {counts && counts.ready > 0 ? (
                <>
                  <Button danger type="text" onClick={() => void drop()}>
                    {say('cancelImport')}
                  </Button>
                  <Button type="primary" onClick={() => void go()}>
                    {say('runAct', { n: counts.ready })}
                  </Button>
                </>
              ) : (
                <Button onClick={onLeave}>{say('again')}</Button>
              )}
            </span>
          )
        }
      >
        <div className="yq-stack">
          <dl className="yq-import-counts">
            {states.map((state) => (
              <div key={state}>
                <dt>{say(`count_${state}`)}</dt>
                <dd>{counts ? counts[state] : '…'}</dd>
              </div>
            ))}
          </dl>
          {begun.ignored.length > 0 ? <Alert type="warning" title={say('ignored', { headings: begun.ignored.join('、') })} /> : null}
          {running && counts ? (
            <ProgressLine
              label={say('running', { done: running.of - counts.ready, of: running.of })}
              done={running.of - counts.ready}
              of={running.of}
              cancel={{
                word: say('pause'),
                act: () => {
                  stop.current = true
                },
              }}
            />
          ) : null}
        </div>
      </Sheet>
      {counts && counts.wrong > 0 && !running ? <WrongRows key={counts.wrong} begun={begun} /> : null}
    </>
  )
}
