import { Answer, DrillNumber, Empty, PageFrame, Sheet, StateTag, useKept, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditChain, GetChain, GraphId, Stage } from '@yinqiao/industry/contract'
import { Link } from '@tanstack/react-router'
import { Button, Select, Segmented } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type Chain, graphTone, type NodeCard } from './chain-words.ts'
import { en } from './en.ts'
import { FirmsChart } from './FirmsChart.tsx'
import { GapMark } from './GapMark.tsx'
import { AdoptForm, LinkForm, NodeForm, StartForm } from './GraphForms.tsx'
import { zh } from './zh.ts'
import './industry.css'

/** The chain of a version: nodes by stage with firms, gaps and ageing; as cards or as a table. */
export function ChainScreen() {
  const [chosen, setChosen] = useState<string | null>(null)
  const answer = useQuery(GetChain, { graphId: chosen === null ? null : GraphId.parse(chosen) })
  return <Answer of={answer}>{(chain) => <Shown chain={chain} choose={setChosen} />}</Answer>
}

type View = 'cards' | 'table' | 'chart'
type Which = 'all' | 'covered' | 'firms' | 'gaps'
/** The nodes each number was counted from. */
const belongs: Readonly<Record<Which, (node: NodeCard) => boolean>> = {
  all: () => true,
  covered: ({ operating }) => operating > 0,
  firms: ({ firms }) => firms > 0,
  gaps: ({ gaps }) => gaps.some(({ state }) => state === 'open' || state === 'reopened'),
}

function Shown({ chain, choose }: { readonly chain: Chain; readonly choose: (id: string) => void }) {
  const say = useWords(zh, en)
  const may = useMay()(EditChain.code)
  const [view, setView] = useKept<View>('chain-view', 'cards')
  const [stage, setStage] = useState<z.infer<typeof Stage> | null>(null)
  const [form, setForm] = useState<'start' | 'adopt' | 'node' | 'link' | null>(null)
  const [only, setOnly] = useState<Which>('all')
  const show = (which: Which, at: typeof stage = null) => {
    setOnly(which)
    setStage(at)
    setView('table')
  }
  const close = () => setForm(null)
  const { graph, versions, nodes, totals } = chain
  const draft = graph?.state === 'draft'
  return (
    <PageFrame
      title={say('chain')}
      lead={say('chainLead')}
      acts={
        may ? (
          <>
            {draft ? <Button onClick={() => setForm('link')}>{say('addLink')}</Button> : null}
            {draft ? <Button onClick={() => setForm('node')}>{say('addNode')}</Button> : null}
            <Button type={draft ? 'default' : 'primary'} onClick={() => setForm('start')}>
              {say('newVersion')}
            </Button>
            {draft ? (
              <Button type="primary" onClick={() => setForm('adopt')}>
                {say('adopt')}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      {graph === null ? (
        <Sheet>
          <Empty title={say('noGraph')} hint={say('noGraphHint')} />
        </Sheet>
      ) : (
        <>
          <div className="yq-bar yq-chain-bar">
            <Select<string>
              aria-label={say('version')}
              value={graph.id}
              onChange={choose}
              style={{ minWidth: 320 }}
              options={versions.map(({ id, title, state, since }) => ({
                value: id,
                label: `${title} · ${say(`gstate_${state}`)} ${since}`,
              }))}
            />
            <StateTag tone={graphTone[graph.state]} word={say(`gstate_${graph.state}`)} title={graph.source} />
            <span className="yq-list-space" />
            <Segmented<View>
              aria-label={say('viewAs')}
              value={view}
              onChange={(next) => {
                setOnly('all')
                setStage(null)
                setView(next)
              }}
              options={[
                { value: 'cards', label: say('asCards') },
                { value: 'table', label: say('asTable') },
                { value: 'chart', label: say('asChart') },
              ]}
            />
          </div>
          {draft ? <p className="yq-form-note yq-faint">{say('draftNote')}</p> : null}
          <div className="yq-chain-totals">
            {(
              [
                ['all', 'totalNodes', totals.nodes],
                ['covered', 'totalCovered', totals.covered],
                ['firms', 'totalFirms', totals.firms],
                ['gaps', 'totalGaps', totals.openGaps],
              ] as const
            ).map(([which, word, n]) => (
              <DrillNumber
                key={word}
                value={n}
                label={say(word)}
                pressed={view === 'table' && stage === null && only === which}
                onOpen={() => show(which)}
              />
            ))}
          </div>
          {view === 'cards' ? (
            <Cards nodes={nodes} />
          ) : view === 'chart' ? (
            <FirmsChart nodes={nodes} onPick={(at) => show('firms', at)} />
          ) : (
            <NodeTable nodes={nodes.filter((node) => belongs[only](node) && (stage === null || node.stage === stage))} />
          )}
        </>
      )}
      {form === 'start' ? <StartForm copyOf={graph} onClose={close} onMade={choose} /> : null}
      {graph !== null && form === 'adopt' ? <AdoptForm graph={graph} onClose={close} /> : null}
      {graph !== null && form === 'node' ? <NodeForm graph={graph} nodes={nodes} node={null} onClose={close} /> : null}
      {graph !== null && form === 'link' ? <LinkForm graph={graph} nodes={nodes} onClose={close} /> : null}
    </PageFrame>
  )
}

function Cards({ nodes }: { readonly nodes: readonly NodeCard[] }) {
  const say = useWords(zh, en)
  return (
    <div className="yq-stages">
      {Stage.options.map((stage) => {
        const here = nodes.filter((node) => node.stage === stage)
        const groups = here.filter(({ leaf }) => !leaf)
        const loose = here.filter(({ leaf, parent }) => leaf && !groups.some(({ code }) => code === parent))
        return (
          <section key={stage} className="yq-stage">
            <h2>{say(`stage_${stage}`)}</h2>
            {groups.map((group) => (
              <div key={group.code} className="yq-node-group">
                <h3>{group.title}</h3>
                {here
                  .filter(({ leaf, parent }) => leaf && parent === group.code)
                  .map((node) => (
                    <Card key={node.code} node={node} />
                  ))}
              </div>
            ))}
            {loose.map((node) => (
              <Card key={node.code} node={node} />
            ))}
          </section>
        )
      })}
    </div>
  )
}

function Card({ node }: { readonly node: NodeCard }) {
  const say = useWords(zh, en)
  return (
    <article className={node.grey ? 'yq-node yq-node-grey' : 'yq-node'}>
      <header>
        <Link to={`/industry/chain/${node.code}`}>{node.title}</Link>
        <span className="yq-figures">{say('nFirms', { n: node.firms })}</span>
      </header>
      <div className="yq-node-marks">
        {node.gaps.map((gap) => (
          <GapMark key={gap.id} gap={gap} />
        ))}
        {node.grey ? <StateTag tone="idle" word={say('grey')} title={say('greyTitle')} /> : null}
      </div>
    </article>
  )
}

function NodeTable({ nodes }: { readonly nodes: readonly NodeCard[] }) {
  const say = useWords(zh, en)
  const titles = new Map(nodes.map(({ code, title }) => [code, title]))
  return (
    <div className="yq-list yq-table-box">
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('node')}</th>
            <th scope="col">{say('nodeParent')}</th>
            <th scope="col">{say('stage')}</th>
            <th scope="col" className="yq-numeric">
              {say('firms')}
            </th>
            <th scope="col" className="yq-numeric">
              {say('operatingFirms')}
            </th>
            <th scope="col">{say('gaps')}</th>
            <th scope="col">{say('confirmedOn')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes
            .filter(({ leaf }) => leaf)
            .map((node) => (
              <tr key={node.code}>
                <th scope="row">
                  <Link to={`/industry/chain/${node.code}`}>{node.title}</Link>
                </th>
                <td>{node.parent === null ? say('none') : titles.get(node.parent)}</td>
                <td>{say(`stage_${node.stage}`)}</td>
                <td className="yq-numeric yq-figures">{node.firms}</td>
                <td className="yq-numeric yq-figures">{node.operating}</td>
                <td>
                  <span className="yq-node-marks">
                    {node.gaps.map((gap) => (
                      <GapMark key={gap.id} gap={gap} />
                    ))}
                  </span>
                </td>
                <td>
                  <span className="yq-figures">{node.confirmedOn ?? say('neverConfirmed')}</span>{' '}
                  {node.grey ? <StateTag tone="idle" word={say('grey')} title={say('greyTitle')} /> : null}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
