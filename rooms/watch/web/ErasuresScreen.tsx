import {
  type Column,
  DataList,
  DraftForm,
  FilterSelect,
  PageFrame,
  StateTag,
  type Tone,
  useCommand,
  useDays,
  useKept,
  useMay,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { DecideErasure, DecideErasures, ListErasures } from '@yinqiao/watch/contract'
import { Button, Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { erasureEn } from './erasure-en.ts'
import { erasureZh } from './erasure-zh.ts'
import './devices.css'

type Row = Output<typeof ListErasures>['rows'][number]

const tones: Readonly<Record<Row['state'], Tone>> = { asked: 'due', refused: 'idle', agreed: 'busy', erasing: 'busy', done: 'good' }

/** Requests to erase the readings of persons: who asked, who decided, how far it is, what was erased. */
export function ErasuresScreen() {
  const say = useWords(erasureZh, erasureEn)
  const may = useMay()
  const { moment } = useDays()
  const [open, setOpen] = useKept('watch-erasures', { open: false })
  const [deciding, setDeciding] = useState<Row>()
  const stateOf = (row: Row) => `${say(`state_${row.state}`)}${row.waitsFor === null ? '' : `，${say(`waits_${row.waitsFor}`)}`}`
  const erased = (row: Row) =>
    row.entries === null
      ? '—'
      : say('erasedCounts', { entries: String(row.entries), rows: String(row.rows ?? 0), files: String(row.files ?? 0) })
  const columns: readonly Column<Row>[] = [
    {
      key: 'elder',
      title: say('elder'),
      text: (row) => row.elderName ?? say('unknownName'),
      render: (row) => row.elderName ?? say('unknownName'),
    },
    { key: 'why', title: say('why'), text: (row) => row.why, render: (row) => row.why },
    {
      key: 'asked',
      title: say('askedBy'),
      width: 156,
      text: (row) => `${row.askedBy} ${row.askedAt}`,
      render: (row) => <Named name={row.askedBy} at={moment(row.askedAt)} />,
    },
    {
      key: 'state',
      title: say('state'),
      width: 150,
      text: stateOf,
      render: (row) => <StateTag tone={tones[row.state]} word={stateOf(row)} />,
    },
    {
      key: 'decided',
      title: say('decidedBy'),
      width: 190,
      text: (row) => [row.decidedBy, row.decidedWhy].filter(Boolean).join(' · '),
      render: (row) =>
        row.decidedAt !== null ? (
          <>
            <Named name={row.decidedBy ?? ''} at={moment(row.decidedAt)} />
            <br />
            {row.decidedWhy}
          </>
        ) : row.mine ? (
          <span className="yq-faint">{say('own')}</span>
        ) : may(DecideErasures.code) ? (
          <Button size="small" onClick={() => setDeciding(row)}>
            {say('decide')}
          </Button>
        ) : null,
    },
    { key: 'erased', title: say('erased'), text: erased, render: erased },
  ]
  return (
    <PageFrame title={say('erasures')} lead={say('erasuresLead')}>
      <DataList
        name="watch-erasures"
        title={say('erasures')}
        signature={ListErasures}
        input={{ open: open.open }}
        columns={columns}
        rowKey={(row) => row.id}
        onClear={open.open ? () => setOpen({ open: false }) : undefined}
        empty={{ title: say('noErasures') }}
        filters={
          <FilterSelect
            label={say('state')}
            any={say('anyState')}
            value={open.open ? true : null}
            onChange={(only) => setOpen({ open: only === true })}
            options={[{ value: true, label: say('openOnly') }]}
            width={120}
          />
        }
      />
      {deciding === undefined ? null : <DecideForm row={deciding} onClose={() => setDeciding(undefined)} />}
    </PageFrame>
  )
}

function Named({ name, at }: { readonly name: string; readonly at: string }) {
  return (
    <>
      {name}
      <br />
      <span className="yq-faint yq-nowrap">{at}</span>
    </>
  )
}

interface Values {
  readonly agrees?: boolean
  readonly why?: string
  readonly understood?: boolean
}

function DecideForm({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const say = useWords(erasureZh, erasureEn)
  const tell = useTell()
  const decide = useCommand(DecideErasure, { onDone: () => tell.done(say('saved')) })
  const name = row.elderName ?? say('unknownName')
  return (
    <Modal open title={`${say('decide')} · ${name}`} onCancel={onClose} footer={null}>
      <p className="yq-warn yq-form-note">{say('decideNote', { name })}</p>
      <DraftForm<typeof DecideErasure, Values>
        name={`watch-erasure-${row.id}`}
        signature={DecideErasure}
        initial={{}}
        toInput={({ agrees, why }) => ({ id: row.id, agrees: agrees === true, why: why ?? '' })}
        send={decide.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('decide')}
      >
        {() => (
          <>
            <Form.Item name="agrees" label={say('state')} rules={[{ required: true }]}>
              <Radio.Group
                options={[
                  { value: true, label: say('agree') },
                  { value: false, label: say('refuse') },
                ]}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={['agrees']}>
              {({ getFieldValue }) =>
                getFieldValue('agrees') === true ? (
                  <Form.Item
                    name="understood"
                    valuePropName="checked"
                    rules={[
                      { validator: (_, ticked) => (ticked === true ? Promise.resolve() : Promise.reject(new Error(say('understood')))) },
                    ]}
                  >
                    <Checkbox>{say('understood')}</Checkbox>
                  </Form.Item>
                ) : null
              }
            </Form.Item>
            <Form.Item name="why" label={say('decideWhy')} required>
              <Input.TextArea maxLength={500} rows={2} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
