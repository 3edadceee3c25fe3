import {
  type Column,
  DataList,
  DayField,
  DraftForm,
  PageFrame,
  type Picked,
  todayHere,
  useCommand,
  useKept,
  useMay,
  useQuery,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { GetChain, ListContracts, PlaceFirms, RecordContract } from '@yinqiao/industry/contract'
import { ProviderPicker } from '@yinqiao/orgs/web'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { toHundredths } from './hundredths.ts'
import { useFigures } from './use-figures.ts'
import { zh } from './zh.ts'

type ContractShown = Output<typeof ListContracts>['rows'][number]

/** Supply contracts, the latest first. */
export function ContractsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const { yuan } = useFigures()
  const [search, setSearch] = useKept('contracts-search', '')
  const [adding, setAdding] = useState(false)
  const chain = useQuery(GetChain, {})
  const titles = new Map(chain.data?.nodes.map(({ code, title }) => [code, title]))
  const unknown = <span className="yq-unknown">{say('unknown')}</span>
  const local = (row: ContractShown) => (row.sellerLocal === null ? null : say(row.sellerLocal ? 'local_yes' : 'local_no'))
  const columns: readonly Column<ContractShown>[] = [
    { key: 'number', title: say('contractNumber'), text: (row) => row.number, render: (row) => row.number },
    { key: 'buyer', title: say('buyer'), text: (row) => row.buyerName, render: (row) => row.buyerName },
    { key: 'seller', title: say('seller'), text: (row) => row.sellerName, render: (row) => row.sellerName },
    {
      key: 'node',
      title: say('node'),
      text: (row) => (row.nodeCode === null ? null : (titles.get(row.nodeCode) ?? row.nodeCode)),
      render: (row) => (row.nodeCode === null ? say('none') : (titles.get(row.nodeCode) ?? row.nodeCode)),
    },
    {
      key: 'signedOn',
      title: say('signedOn'),
      text: (row) => row.signedOn,
      render: (row) => <span className="yq-figures">{row.signedOn}</span>,
    },
    {
      key: 'lastDay',
      title: say('lastDay'),
      text: (row) => row.lastDay,
      render: (row) => <span className="yq-figures">{row.lastDay ?? say('longTerm')}</span>,
    },
    {
      key: 'amount',
      title: say('amount'),
      numeric: true,
      text: (row) => (row.amountFen === null ? null : row.amountFen / 100),
      render: (row) => yuan(row.amountFen) ?? unknown,
    },
    { key: 'local', title: say('local'), text: local, render: (row) => local(row) ?? unknown },
  ]
  return (
    <PageFrame
      title={say('contracts')}
      lead={say('contractsLead')}
      acts={
        may(PlaceFirms.code) ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('recordContract')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="supply-contracts"
        title={say('contracts')}
        signature={ListContracts}
        input={{ search: search || null }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/industry/records/supply-contract/${row.id}`}
        search={{ value: search, set: setSearch, placeholder: say('searchContract') }}
        onClear={search === '' ? undefined : () => setSearch('')}
      />
      {adding ? <NewContract nodes={(chain.data?.nodes ?? []).filter(({ leaf }) => leaf)} onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}

interface ContractValues {
  readonly number?: string
  readonly nodeCode?: string | null
  readonly buyerId?: Picked | null
  readonly sellerId?: Picked | null
  readonly signedOn?: string
  readonly lastDay?: string
  readonly amountFen?: number | null
  readonly evidenceHash?: string
}

function NewContract({
  nodes,
  onClose,
}: {
  readonly nodes: readonly { readonly code: string; readonly title: string }[]
  readonly onClose: () => void
}) {
  const say = useWords(zh, en)
  const tell = useTell()
  const record = useCommand(RecordContract, { onDone: ({ number }) => tell.done(say('created', { name: number })) })
  return (
    <Modal open title={say('recordContract')} onCancel={onClose} footer={null} width={680}>
      <DraftForm<typeof RecordContract, ContractValues>
        name="contract-new"
        signature={RecordContract}
        initial={{ signedOn: todayHere() }}
        toInput={(values) => ({
          number: values.number ?? '',
          nodeCode: values.nodeCode ?? null,
          buyerId: values.buyerId?.id ?? '',
          sellerId: values.sellerId?.id ?? '',
          signedOn: values.signedOn ?? '',
          lastDay: values.lastDay || null,
          amountFen: toHundredths(values.amountFen),
          evidenceHash: values.evidenceHash?.trim() || null,
        })}
        send={record.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="buyerId" label={say('buyer')} required>
              <ProviderPicker />
            </Form.Item>
            <Form.Item name="sellerId" label={say('seller')} required>
              <ProviderPicker />
            </Form.Item>
            <Form.Item name="number" label={say('contractNumber')} required>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="nodeCode" label={say('node')}>
              <Select
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                options={nodes.map(({ code, title }) => ({ value: code, label: title }))}
              />
            </Form.Item>
            <Form.Item name="signedOn" label={say('signedOn')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="lastDay" label={say('lastDay')} extra={say('openEnd')}>
              <DayField />
            </Form.Item>
            <Form.Item name="amountFen" label={say('amount')}>
              <InputNumber min={0} precision={2} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="evidenceHash" label={say('fileHash')} extra={say('fileHashHint')}>
              <Input maxLength={128} />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}
