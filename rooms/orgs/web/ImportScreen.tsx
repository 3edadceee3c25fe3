import type { Output } from '@yinqiao/kernel/contract'
import {
  csvText,
  FileDrop,
  PageFrame,
  ProgressLine,
  saveFile,
  Sheet,
  useCommand,
  useLanguage,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { ImportInstitutions } from '@yinqiao/orgs/contract'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './orgs.css'

type Report = Output<typeof ImportInstitutions>

/** The bytes of a file in base64, in slices, for large files overflow the argument list. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Import in two steps: a trial that saves nothing, then the act; wrong rows and possible duplicates are shown both times. */
export function ImportScreen() {
  const say = useWords(zh, en)
  const tell = useTell()
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>()
  const [reading, setReading] = useState<string>()
  const [synthetic, setSynthetic] = useState(false)
  const [report, setReport] = useState<Report>()
  const run = useCommand(ImportInstitutions)

  const send = async (name: string, content: string, dryRun: boolean) => {
    setReading(dryRun ? say('importReading', { name }) : say('importWriting'))
    try {
      setReport(await run.send({ fileName: name, content, dryRun, synthetic }))
    } catch (problem) {
      tell.failed(problem)
      if (dryRun) setFile(undefined)
    } finally {
      setReading(undefined)
    }
  }
  const take = async (taken: File) => {
    const content = await base64(taken)
    setFile({ name: taken.name, content })
    await send(taken.name, content, true)
  }
  const again = () => {
    setFile(undefined)
    setReport(undefined)
  }
  return (
    <PageFrame title={say('importTitle')} lead={say('importLead')} above={<Link to="/orgs/institutions">{say('backToInstitutions')}</Link>}>
      {reading ? (
        <Sheet>
          <ProgressLine label={reading} done={0} of={null} />
        </Sheet>
      ) : null}
      {!report && !reading ? (
        <Sheet>
          <div className="yq-stack">
            <FileDrop endings={['.csv']} limitBytes={10 * 1024 * 1024} onFile={(taken) => void take(taken)} />
            <Checkbox checked={synthetic} onChange={(event) => setSynthetic(event.target.checked)}>
              {say('importSynthetic')}
            </Checkbox>
          </div>
        </Sheet>
      ) : null}
      {report && !reading ? (
        <>
          <Sheet
            title={say(report.dryRun ? 'trial' : 'final')}
            aside={
              <span className="yq-bar">
                <Button onClick={again}>{say('importAgain')}</Button>
                {report.dryRun && file ? (
                  <Button
                    type="primary"
                    disabled={report.created + report.updated === 0}
                    onClick={() => void send(file.name, file.content, false)}
                  >
                    {say('importAct', { n: report.created + report.updated })}
                  </Button>
                ) : null}
              </span>
            }
          >
            <p className="yq-faint yq-form-note">
              {file?.name} · {report.encoding}
            </p>
            <dl className="yq-counts">
              {(
                [
                  ['rows', report.rows],
                  ['toCreate', report.created],
                  ['toUpdate', report.updated],
                  ['toKeep', report.unchanged],
                  ['refused', report.refused],
                  ['proposals', report.proposals],
                ] as const
              ).map(([word, count]) => (
                <div key={word}>
                  <dt>{say(word)}</dt>
                  <dd>{count}</dd>
                </div>
              ))}
            </dl>
          </Sheet>
          <Problems report={report} name={file?.name ?? ''} />
          <Proposed report={report} />
        </>
      ) : null}
    </PageFrame>
  )
}

function Problems({ report, name }: { readonly report: Report; readonly name: string }) {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  if (report.problems.length === 0) return null
  const heads = [say('row'), say('column'), say('value'), say('problem')]
  return (
    <Sheet
      title={say('problemsTitle')}
      aside={
        <Button
          size="small"
          onClick={() =>
            saveFile(
              `${name}-${say('problemsTitle')}.csv`,
              csvText([heads, ...report.problems.map((each) => [each.row, each.column, each.value, each[language]])]),
            )
          }
        >
          {say('exportProblems')}
        </Button>
      }
    >
      <table className="yq-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.problems.slice(0, 500).map((each) => (
            <tr key={`${each.row}-${each.column}-${each.code}`}>
              <td>{each.row}</td>
              <td className="yq-figures">{each.column}</td>
              <td>{each.value}</td>
              <td>{each[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

function Proposed({ report }: { readonly report: Report }) {
  const say = useWords(zh, en)
  if (report.proposed.length === 0) return null
  return (
    <Sheet title={say('proposedTitle')} aside={report.dryRun ? null : <Link to="/orgs/duplicates">{say('goDecide')}</Link>}>
      <ul className="yq-plain">
        {report.proposed.map(({ left, right, reasons }) => (
          <li key={`${left}-${right}`}>
            {left} ≈ {right}{' '}
            {reasons.map((reason) => (
              <span key={reason} className="yq-tag">
                {say(`reason_${reason}`)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
