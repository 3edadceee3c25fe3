import {
  type Column,
  DataList,
  DraftForm,
  FilterSelect,
  PageFrame,
  useCommand,
  useDays,
  useKept,
  useMay,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { EditDevices, ListQuarantine, SettleQuarantine, SettleQuarantines } from '@yinqiao/watch/contract'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import { wordOf } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { RegisterForm } from './RegisterForm.tsx'
import './devices.css'

type Row = Output<typeof ListQuarantine>['rows'][number]
interface Filter {
  readonly search: string
  readonly settled: boolean
}

/** Messages that were not taken in: why, how often, from whom; settled by registering the sender or with a reason. */
export function QuarantineScreen() {
  const say = useWords(deviceZh, deviceEn)
  const may = useMay()
  const { moment } = useDays()
  const [filter, setFilter] = useKept<Filter>('watch-quarantine', { search: '', settled: false })
  const [open, setOpen] = useState<{ readonly row: Row; readonly act: 'register' | 'discard' }>()
  const reasonWord = (reason: string) => {
    const key = `reason_${reason}`
    return wordOf(deviceZh, key) ? say(key) : reason
  }
  const columns: readonly Column<Row>[] = [
    {
      key: 'source',
      title: say('from'),
      text: (row) => row.source,
      render: (row) => (
        <>
          <span className="yq-figures">{row.source}</span>
          <br />
          <span className="yq-faint">
            {row.via} · {row.topic}
          </span>
        </>
      ),
    },
    {
      key: 'reason',
      title: say('reason'),
      text: (row) => [reasonWord(row.reason), row.detail].filter(Boolean).join(' '),
      render: (row) => (
        <>
          {reasonWord(row.reason)}
          {row.detail ? (
            <>
              <br />
              <span className="yq-faint">{row.detail}</span>
            </>
          ) : null}
        </>
      ),
    },
    {
      key: 'times',
      title: say('times'),
      numeric: true,
      width: 76,
      text: (row) => row.times,
      render: (row) => <span className="yq-figures">{row.times}</span>,
    },
    {
      key: 'last',
      title: say('lastAt'),
      width: 156,
      text: (row) => row.lastAt,
      render: (row) => <span className="yq-nowrap">{moment(row.lastAt)}</span>,
    },
    {
      key: 'start',
      title: say('start'),
      text: (row) => row.start,
      render: (row) => <pre className="yq-payload">{row.start}</pre>,
    },
    {
      key: 'settled',
      title: filter.settled ? say('settledHow') : say('settle'),
      width: 190,
      text: (row) => [row.settledHow, row.settledBy].filter(Boolean).join(' · '),
      render: (row) =>
        row.settledAt !== null ? (
          `${row.settledHow ?? ''} · ${row.settledBy ?? ''}`
        ) : (
          <div className="yq-row-acts">
            {row.guess && row.reason === 'unknown-device' && may(EditDevices.code) ? (
              <Button size="small" onClick={() => setOpen({ row, act: 'register' })}>
                {say('asDevice')}
              </Button>
            ) : null}
            {may(SettleQuarantines.code) ? (
              <Button size="small" onClick={() => setOpen({ row, act: 'discard' })}>
                {say('discard')}
              </Button>
            ) : null}
          </div>
        ),
    },
  ]
  return (
    <PageFrame title={say('quarantine')} lead={say('quarantineLead')}>
      <DataList
        name="watch-quarantine"
        title={say('quarantine')}
        signature={ListQuarantine}
        input={{ search: filter.search || null, settled: filter.settled }}
        columns={columns}
        rowKey={(row) => row.id}
        search={{ value: filter.search, set: (search) => setFilter({ ...filter, search }), placeholder: say('searchSource') }}
        onClear={filter.search === '' ? undefined : () => setFilter({ ...filter, search: '' })}
        empty={{ title: say('noQuarantine') }}
        filters={
          <FilterSelect
            label={say('state')}
            any={say('settledNo')}
            value={filter.settled ? true : null}
            onChange={(settled) => setFilter({ ...filter, settled: settled === true })}
            options={[{ value: true, label: say('settledYes') }]}
            width={110}
          />
        }
      />
      {open?.act === 'register' ? (
        <RegisterForm from={{ quarantineId: open.row.id, ...open.row.guess }} onClose={() => setOpen(undefined)} />
      ) : null}
      {open?.act === 'discard' ? <DiscardForm row={open.row} onClose={() => setOpen(undefined)} /> : null}
    </PageFrame>
  )
}

function DiscardForm({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const settle = useCommand(SettleQuarantine, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={`${say('discard')} · ${row.source}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof SettleQuarantine, { why?: string }>
        name={`watch-quarantine-${row.id}`}
        signature={SettleQuarantine}
        initial={{}}
        toInput={({ why }) => ({ id: row.id, why: why ?? '' })}
        send={settle.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('discard')}
      >
        {() => (
          <Form.Item name="why" label={say('why')} required>
            <Input maxLength={200} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
