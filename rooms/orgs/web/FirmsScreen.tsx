import {
  FilterSelect,
  type Column,
  DataList,
  DraftForm,
  PageFrame,
  StateTag,
  useCommand,
  useKept,
  useMay,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { CreateFirm, EditFirms, FirmKind, FirmState, ListFirms } from '@yinqiao/orgs/contract'
import { DivisionPicker, useDivisionName } from '@yinqiao/places/web'
import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { FirmFields, firmInput, type FirmValues } from './FirmFields.tsx'
import { type FirmRecord, firmTone } from './firm-words.ts'
import { zh } from './zh.ts'
import './orgs.css'

interface Filter {
  readonly search: string
  readonly kind: FirmRecord['kinds'][number] | null
  readonly state: FirmRecord['state'] | null
  readonly under: string | null
}
const all: Filter = { search: '', kind: null, state: null, under: null }

/** The register of legal bodies: enterprises, providers, banks, insurers. */
export function FirmsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const divisionName = useDivisionName()
  const [filter, setFilter] = useKept<Filter>('firms', all)
  const [adding, setAdding] = useState(false)
  const { search, ...rest } = filter
  const kinds = (row: FirmRecord) => row.kinds.map((kind) => say(`fkind_${kind}`)).join('、')
  const columns: readonly Column<FirmRecord>[] = [
    { key: 'name', title: say('name'), text: (row) => row.name, render: (row) => row.name },
    {
      key: 'uscc',
      title: say('uscc'),
      width: 190,
      text: (row) => row.uscc,
      render: (row) => (row.uscc ? <span className="yq-figures">{row.uscc}</span> : <span className="yq-unknown">{say('unknown')}</span>),
    },
    { key: 'kinds', title: say('firmKinds'), text: kinds, render: kinds },
    {
      key: 'division',
      title: say('division'),
      text: (row) => divisionName(row.divisionCode),
      render: (row) => divisionName(row.divisionCode) ?? <span className="yq-unknown">{say('unknown')}</span>,
    },
    {
      key: 'state',
      title: say('state'),
      width: 110,
      text: (row) => say(`fstate_${row.state}`),
      render: (row) => <StateTag tone={firmTone[row.state]} word={say(`fstate_${row.state}`)} />,
    },
  ]
  return (
    <PageFrame
      title={say('firms')}
      lead={say('firmsLead')}
      acts={
        may(EditFirms.code) ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('addFirm')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="firms"
        title={say('firms')}
        signature={ListFirms}
        input={{ ...rest, search: search || null }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/orgs/firms/${row.id}`}
        search={{ value: search, set: (next) => setFilter({ ...filter, search: next }), placeholder: say('searchFirm') }}
        onClear={search !== '' || Object.values(rest).some((value) => value !== null) ? () => setFilter(all) : undefined}
        filters={
          <>
            <DivisionPicker filter value={filter.under} onChange={(under) => setFilter({ ...filter, under })} />
            <FilterSelect
              label={say('firmKinds')}
              any={say('anyKind')}
              value={filter.kind}
              onChange={(kind) => setFilter({ ...filter, kind: kind })}
              options={FirmKind.options.map((value) => ({ value, label: say(`fkind_${value}`) }))}
              width={140}
            />
            <FilterSelect
              label={say('state')}
              any={say('anyState')}
              value={filter.state}
              onChange={(state) => setFilter({ ...filter, state: state })}
              options={FirmState.options.map((value) => ({ value, label: say(`fstate_${value}`) }))}
              width={120}
            />
          </>
        }
      />
      {adding ? <NewFirm onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}

function NewFirm({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const navigate = useNavigate()
  const create = useCommand(CreateFirm, {
    onDone: (row) => {
      tell.done(say('created', { name: row.name }))
      void navigate({ to: `/orgs/firms/${row.id}` })
    },
  })
  return (
    <Modal open title={say('addFirm')} onCancel={onClose} footer={null} width={680}>
      <DraftForm<typeof CreateFirm, FirmValues>
        name="firm-new"
        signature={CreateFirm}
        initial={{}}
        toInput={firmInput}
        send={create.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => <FirmFields />}
      </DraftForm>
    </Modal>
  )
}
