import { Answer, DrillNumber, PageFrame, Sheet, StateTag, type Tone, useLanguage, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { DraftRules, ListRules, type RuleRow, type RuleTruth } from '@yinqiao/watch/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { RuleActs } from './RuleActs.tsx'
import { RuleForm } from './RuleForm.tsx'
import { ruleEn } from './rule-en.ts'
import { ruleZh } from './rule-zh.ts'
import './devices.css'

const days = 90
const tones: Readonly<Record<RuleRow['state'], Tone>> = { on: 'good', off: 'idle', draft: 'due', tripped: 'alert' }
const kinds = ['true', 'false', 'test', 'other', 'open'] as const
/** Which closing a count opens to; `other` is two of them and opens to none. */
const closings: Readonly<Partial<Record<(typeof kinds)[number], string>>> = { true: 'true', false: 'false', test: 'test' }

/** All rules, each with how its alarms ended, by device model; draft, replay, switch. */
export function RulesScreen() {
  const say = useWords(ruleZh, ruleEn)
  const may = useMay()
  const [replaying, setReplaying] = useState(false)
  const answer = useQuery(ListRules, { days }, { refreshSeconds: replaying ? 2 : 60 })
  const runs = answer.data?.rows.some(({ replay }) => replay?.state === 'running') ?? false
  if (runs !== replaying) setReplaying(runs)
  const [form, setForm] = useState<RuleRow | 'new'>()
  return (
    <PageFrame
      title={say('rules')}
      lead={say('rulesLead', { days })}
      acts={
        may(DraftRules.code) ? (
          <Button type="primary" onClick={() => setForm('new')}>
            {say('draftNew')}
          </Button>
        ) : null
      }
    >
      <Answer of={answer}>
        {({ rows, from }) => (
          <Sheet flush>
            <table className="yq-table">
              <thead>
                <tr>
                  <th scope="col">{say('rule')}</th>
                  <th scope="col">{say('state')}</th>
                  {kinds.map((kind) => (
                    <th key={kind} scope="col" className="yq-numeric">
                      {say(kind)}
                    </th>
                  ))}
                  <th scope="col" className="yq-numeric">
                    {say('truthRate')}
                  </th>
                  <th scope="col" className="yq-numeric">
                    {say('cannotSay')}
                  </th>
                  <th scope="col">{say('acts')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={`${row.code}/${row.version}`} row={row} from={from} onRedraft={() => setForm(row)} />
                ))}
              </tbody>
            </table>
          </Sheet>
        )}
      </Answer>
      {form === undefined ? null : <RuleForm rule={form === 'new' ? null : form} onClose={() => setForm(undefined)} />}
    </PageFrame>
  )
}

function Row({ row, from, onRedraft }: { readonly row: RuleRow; readonly from: string; readonly onRedraft: () => void }) {
  const say = useWords(ruleZh, ruleEn)
  const { language } = useLanguage()
  return (
    <>
      <tr>
        <th scope="row">
          {row.title[language]}
          <br />
          <span className="yq-faint">
            {say('levelN', { n: row.level })} · {say(`kind_${row.kind}`)} · {row.code} v{row.version}
            {row.madeByName === null ? '' : ` · ${say('byWhom', { name: row.madeByName })}`}
            {row.decidedByName === null ? '' : ` · ${say('decidedBy', { name: row.decidedByName })}`}
          </span>
        </th>
        <td>
          <StateTag tone={tones[row.state]} word={say(`state_${row.state}`)} />
          {row.held > 0 ? <div className="yq-faint">{say('held', { n: row.held })}</div> : null}
        </td>
        <Counts truth={row.truth} rule={row.code} from={from} />
        <td className="yq-numeric">{row.cannotSay === 0 ? 0 : <Link to="/watch/unsaid">{row.cannotSay}</Link>}</td>
        <td>
          <RuleActs row={row} onRedraft={onRedraft} />
        </td>
      </tr>
      {row.byModel.length > 1 || row.byModel.some(({ model }) => model !== null)
        ? row.byModel.map(({ model, ...truth }) => (
            <tr key={model ?? ''} className="yq-faint">
              <td colSpan={2} style={{ paddingInlineStart: '2em' }}>
                {model ?? say('noModel')}
              </td>
              <Counts truth={truth} rule={row.code} model={model ?? ''} from={from} />
              <td colSpan={2}>{say('byModel')}</td>
            </tr>
          ))
        : null}
    </>
  )
}

interface CountsProps {
  readonly truth: RuleTruth
  readonly rule: string
  readonly from: string
  readonly model?: string
}

/** How alarms ended: each number opens to its rows; of none judged there is no share. */
function Counts({ truth, rule, from, model }: CountsProps) {
  const say = useWords(ruleZh, ruleEn)
  const judged = truth.true + truth.false
  const to = (kind: (typeof kinds)[number]) => {
    const closing = closings[kind]
    const state = kind === 'open' ? 'open' : 'closed'
    const search = new URLSearchParams({
      rule,
      from,
      state,
      ...(model === undefined ? {} : { model }),
      ...(closing ? { closeCause: closing } : {}),
    })
    return `/watch/alarms?${search.toString()}`
  }
  return (
    <>
      {kinds.map((kind) => (
        <td key={kind} className="yq-numeric yq-figures">
          {kind === 'other' ? truth[kind] : <DrillNumber value={truth[kind]} to={to(kind)} />}
        </td>
      ))}
      <td className="yq-numeric yq-figures">
        {judged === 0 ? <span className="yq-unknown">{say('noneClosed')}</span> : `${((truth.true / judged) * 100).toFixed(0)}%`}
      </td>
    </>
  )
}
