import { Answer, Facts, PageFrame, Sheet, StateTag, useDays, useMay, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditChain, GetChain, GetNode, PlaceFirms } from '@yinqiao/industry/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type Chain, type FirmShown, firmStates, firmTones, type GapShown, type NodeDetail } from './chain-words.ts'
import { en } from './en.ts'
import { GapMark } from './GapMark.tsx'
import { NodeForm } from './GraphForms.tsx'
import { CloseGapForm, ConfirmFirmForm, ConfirmNodeForm, PlaceFirmForm } from './NodeForms.tsx'
import { zh } from './zh.ts'
import './industry.css'

/** One node: its firms with evidence, its gaps, how it changed. */
export function NodeScreen() {
  const code = useParam('code')
  const answer = useQuery(GetNode, { code })
  const chain = useQuery(GetChain, {})
  return <Answer of={answer}>{(node) => <Shown key={node.code} node={node} chain={chain.data ?? null} />}</Answer>
}

type Form =
  | { readonly kind: 'place' | 'node' | 'edit' }
  | { readonly kind: 'firm'; readonly firm: FirmShown }
  | { readonly kind: 'gap'; readonly gap: GapShown }

function Shown({ node, chain }: { readonly node: NodeDetail; readonly chain: Chain | null }) {
  const say = useWords(zh, en)
  const may = useMay()
  const { day } = useDays()
  const [form, setForm] = useState<Form | null>(null)
  const close = () => setForm(null)
  const draft = chain?.versions.find(({ state }) => state === 'draft')
  const card = chain?.nodes.find(({ code }) => code === node.code)
  const editable = may(EditChain.code) && chain?.graph?.state === 'draft' && draft && card
  const links = (codes: readonly string[]) =>
    codes.length === 0
      ? say('none')
      : codes.map((code) => (
          <span key={code}>
            <Link to={`/industry/chain/${code}`}>{chain?.nodes.find((each) => each.code === code)?.title ?? code}</Link>{' '}
          </span>
        ))
  return (
    <PageFrame
      title={node.title}
      above={<Link to="/industry/chain">{say('backToChain')}</Link>}
      lead={
        <span className="yq-node-marks">
          <span>{say(`stage_${node.stage}`)}</span>
          {node.gaps.map((gap) => (
            <GapMark key={gap.id} gap={gap} />
          ))}
          {node.grey ? <StateTag tone="idle" word={say('grey')} title={say('greyTitle')} /> : null}
        </span>
      }
      acts={
        <>
          {editable ? <Button onClick={() => setForm({ kind: 'edit' })}>{say('editNode')}</Button> : null}
          {may(PlaceFirms.code) && node.leaf ? (
            <>
              <Button onClick={() => setForm({ kind: 'node' })}>{say('confirmNode')}</Button>
              <Button type="primary" onClick={() => setForm({ kind: 'place' })}>
                {say('placeFirm')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <div className="yq-columns">
        <Sheet>
          <Facts
            unknown={say('none')}
            rows={[
              [say('nodeCode'), node.code],
              [say('suppliers'), links(node.suppliers)],
              [say('customers'), links(node.customers)],
              [say('outward'), node.outward],
              [say('confirmedOn'), node.confirmedOn === null ? say('neverConfirmed') : day(node.confirmedOn)],
            ]}
          />
        </Sheet>
        <Sheet title={say('gaps')}>
          {node.gaps.length === 0 ? <p className="yq-faint">{say('noGaps')}</p> : null}
          <ul className="yq-plain">
            {node.gaps.map((gap) => (
              <li key={gap.id}>
                <GapMark gap={gap} /> <span className="yq-faint">{gap.rule}</span>
                <br />
                {say('openedOnDay', { day: day(gap.openedOn) })}
                {gap.closedOn === null ? '' : `；${say('closedByWords', { day: day(gap.closedOn), by: gap.closedBy ?? '' })}`}{' '}
                {may(PlaceFirms.code) && gap.state !== 'closed' ? (
                  <Button size="small" onClick={() => setForm({ kind: 'gap', gap })}>
                    {say('closeGap')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Sheet>
      </div>
      <FirmsSheet node={node} onConfirm={may(PlaceFirms.code) ? (firm) => setForm({ kind: 'firm', firm }) : null} />
      <Sheet title={say('history')}>
        <ol className="yq-timeline">
          {node.history.map((line) => (
            <li key={`${line.on}-${line.what}-${line.text}`}>
              {say(`what_${line.what}`)} {line.text}
              <br />
              <time>{day(line.on)}</time>
            </li>
          ))}
        </ol>
      </Sheet>
      {form?.kind === 'place' ? <PlaceFirmForm node={node} onClose={close} /> : null}
      {form?.kind === 'node' ? <ConfirmNodeForm node={node} onClose={close} /> : null}
      {form?.kind === 'firm' ? <ConfirmFirmForm firm={form.firm} onClose={close} /> : null}
      {form?.kind === 'gap' ? <CloseGapForm node={node} gap={form.gap} onClose={close} /> : null}
      {form?.kind === 'edit' && chain?.graph && card ? (
        <NodeForm graph={chain.graph} nodes={chain.nodes} node={card} onClose={close} />
      ) : null}
    </PageFrame>
  )
}

function FirmsSheet({ node, onConfirm }: { readonly node: NodeDetail; readonly onConfirm: ((firm: FirmShown) => void) | null }) {
  const say = useWords(zh, en)
  const { day } = useDays()
  const stateWord = (state: string) => say(`fstate_${firmStates.find((known) => known === state) ?? 'unknown'}`)
  return (
    <Sheet title={say('firms')}>
      {node.firms.length === 0 ? (
        <p className="yq-faint">{say('noFirms')}</p>
      ) : (
        <div className="yq-table-box">
          <table className="yq-table">
            <thead>
              <tr>
                <th scope="col">{say('firm')}</th>
                <th scope="col">{say('role')}</th>
                <th scope="col">{say('firmState')}</th>
                <th scope="col">{say('since')}</th>
                <th scope="col">{say('evidence')}</th>
                <th scope="col">{say('introducedBy')}</th>
                <th scope="col">{say('confirmedOn')}</th>
                {onConfirm ? (
                  <th scope="col">
                    <span className="yq-hidden">{say('confirmFirm')}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {node.firms.map((firm) => (
                <tr key={firm.id}>
                  <th scope="row">
                    <Link to={`/orgs/firms/${firm.firmId}`}>{firm.firmName}</Link>
                  </th>
                  <td>{say(`onrole_${firm.role}`)}</td>
                  <td>
                    <StateTag tone={firmTones[firm.firmState] ?? 'idle'} word={stateWord(firm.firmState)} />
                  </td>
                  <td>
                    {day(firm.from)} {firm.lastDay === null ? '' : say('until', { day: day(firm.lastDay) })}
                  </td>
                  <td>{firm.evidence}</td>
                  <td>{firm.introducerName ?? <span className="yq-unknown">{say('none')}</span>}</td>
                  <td>{day(firm.confirmedOn)}</td>
                  {onConfirm ? (
                    <td>
                      {firm.lastDay === null ? (
                        <Button size="small" onClick={() => onConfirm(firm)}>
                          {say('confirmFirm')}
                        </Button>
                      ) : null}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  )
}
