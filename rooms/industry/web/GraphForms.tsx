import { DayField, DraftForm, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { AdoptGraph, LinkNodes, SaveNode, Stage, StartGraph } from '@yinqiao/industry/contract'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import type { Chain, NodeCard } from './chain-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

type GraphShown = Chain['versions'][number]

/** A new draft, empty or as the version shown stands. */
export function StartForm({
  copyOf,
  onClose,
  onMade,
}: {
  readonly copyOf: GraphShown | null
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}) {
  const say = useWords(zh, en)
  const tell = useTell()
  const start = useCommand(StartGraph, {
    onDone: (graph) => {
      tell.done(say('created', { name: graph.title }))
      onMade(graph.id)
    },
  })
  return (
    <Modal open title={say('newVersion')} onCancel={onClose} footer={null}>
      <DraftForm<typeof StartGraph, { title?: string; source?: string; copy?: boolean }>
        name="graph-new"
        signature={StartGraph}
        initial={{ copy: copyOf !== null }}
        toInput={({ title, source, copy }) => ({
          title: title ?? '',
          source: source ?? '',
          copyOf: copy && copyOf !== null ? copyOf.id : null,
        })}
        send={start.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="title" label={say('title')} required>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="source" label={say('source')} required>
              <Input maxLength={300} />
            </Form.Item>
            {copyOf === null ? null : (
              <Form.Item name="copy" valuePropName="checked">
                <Checkbox>{say('copyThis')}</Checkbox>
              </Form.Item>
            )}
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Puts a draft in force. */
export function AdoptForm({ graph, onClose }: { readonly graph: GraphShown; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const adopt = useCommand(AdoptGraph, { onDone: ({ gapsFound }) => tell.done(say('adopted', { n: gapsFound })) })
  return (
    <Modal open title={`${say('adopt')} · ${graph.title}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof AdoptGraph, { on?: string }>
        name={`graph-adopt-${graph.id}`}
        signature={AdoptGraph}
        initial={{ on: todayHere() }}
        toInput={({ on }) => ({ graphId: graph.id, on: on ?? '' })}
        send={adopt.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('adopt')}
      >
        {() => (
          <Form.Item name="on" label={say('onDay')} required>
            <DayField />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}

const nodeOptions = (nodes: readonly NodeCard[]) => nodes.map(({ code, title }) => ({ value: code, label: `${title}（${code}）` }))

/** A node of a draft: new, or said anew. */
export function NodeForm({
  graph,
  nodes,
  node,
  onClose,
}: {
  readonly graph: GraphShown
  readonly nodes: readonly NodeCard[]
  readonly node: NodeCard | null
  readonly onClose: () => void
}) {
  const say = useWords(zh, en)
  const tell = useTell()
  const save = useCommand(SaveNode, { onDone: ({ title }) => tell.done(say('saved', { name: title })) })
  return (
    <Modal open title={say(node === null ? 'addNode' : 'editNode')} onCancel={onClose} footer={null}>
      <DraftForm<typeof SaveNode, { code?: string; title?: string; stage?: NodeCard['stage']; parent?: string | null; outward?: string }>
        name={`node-${graph.id}-${node?.code ?? 'new'}`}
        signature={SaveNode}
        initial={node === null ? { stage: 'midstream' } : { ...node, outward: node.outward ?? '' }}
        toInput={({ code, title, stage, parent, outward }) => ({
          graphId: graph.id,
          isNew: node === null,
          code: node?.code ?? code ?? '',
          title: title ?? '',
          stage: stage ?? 'midstream',
          parent: parent ?? null,
          outward: outward?.trim() || null,
        })}
        send={save.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="title" label={say('title')} required>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="code" label={say('nodeCode')} required>
              <Input maxLength={60} disabled={node !== null} />
            </Form.Item>
            <Form.Item name="stage" label={say('stage')} required>
              <Select options={Stage.options.map((value) => ({ value, label: say(`stage_${value}`) }))} />
            </Form.Item>
            <Form.Item name="parent" label={say('nodeParent')}>
              <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={nodeOptions(nodes)} />
            </Form.Item>
            <Form.Item name="outward" label={say('outward')} extra={say('outwardHint')}>
              <Input maxLength={120} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Supply from one node to another. */
export function LinkForm({
  graph,
  nodes,
  onClose,
}: {
  readonly graph: GraphShown
  readonly nodes: readonly NodeCard[]
  readonly onClose: () => void
}) {
  const say = useWords(zh, en)
  const tell = useTell()
  const link = useCommand(LinkNodes, { onDone: () => tell.done(say('done')) })
  return (
    <Modal open title={say('addLink')} onCancel={onClose} footer={null}>
      <DraftForm<typeof LinkNodes, { from?: string; to?: string }>
        name={`link-${graph.id}`}
        signature={LinkNodes}
        initial={{}}
        toInput={({ from, to }) => ({ graphId: graph.id, from: from ?? '', to: to ?? '' })}
        send={link.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="from" label={say('supplier')} required>
              <Select showSearch={{ optionFilterProp: 'label' }} options={nodeOptions(nodes)} />
            </Form.Item>
            <Form.Item name="to" label={say('customer')} required>
              <Select showSearch={{ optionFilterProp: 'label' }} options={nodeOptions(nodes)} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
