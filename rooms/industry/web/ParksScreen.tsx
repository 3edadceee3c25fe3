import { type Column, DataList, FilterSelect, PageFrame, StateTag, useKept, useMay, useWords } from '@yinqiao/kernel/web'
import { EditParks, ListParks, ParkKind, ParkState } from '@yinqiao/industry/contract'
import { DivisionPicker, useDivisionName } from '@yinqiao/places/web'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { NewPark } from './ParkForms.tsx'
import { type ParkListed, parkTone } from './park-words.ts'
import { useFigures } from './use-figures.ts'
import { zh } from './zh.ts'
import './industry.css'

interface Filter {
  readonly search: string
  readonly kind: ParkListed['kind'] | null
  readonly state: ParkListed['state'] | null
  readonly under: string | null
}
const all: Filter = { search: '', kind: null, state: null, under: null }

/** Parks, sites and zones with what is let today. */
export function ParksScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const { area, share } = useFigures()
  const divisionName = useDivisionName()
  const [filter, setFilter] = useKept<Filter>('parks', all)
  const [adding, setAdding] = useState(false)
  const { search, ...rest } = filter
  const columns: readonly Column<ParkListed>[] = [
    { key: 'name', title: say('name'), text: (row) => row.name, render: (row) => row.name },
    {
      key: 'kind',
      title: say('kind'),
      text: (row) => say(`kind_${row.kind}`),
      render: (row) => (
        <>
          {say(`kind_${row.kind}`)}{' '}
          {row.roles.map((role) => (
            <span key={role} className="yq-tag">
              {say(`role_${role}`)}
            </span>
          ))}
        </>
      ),
    },
    {
      key: 'state',
      title: say('state'),
      width: 110,
      text: (row) => say(`state_${row.state}`),
      render: (row) => <StateTag tone={parkTone[row.state]} word={say(`state_${row.state}`)} />,
    },
    {
      key: 'division',
      title: say('division'),
      text: (row) => divisionName(row.divisionCode),
      render: (row) => divisionName(row.divisionCode) ?? <span className="yq-unknown">{say('unconfirmed')}</span>,
    },
    {
      key: 'tenants',
      title: say('tenants'),
      numeric: true,
      width: 90,
      text: (row) => row.tenants,
      render: (row) => <span className="yq-figures">{row.tenants}</span>,
    },
    {
      key: 'lettable',
      title: `${say('lettable')}（${say('squareMetres')}）`,
      numeric: true,
      text: (row) => row.occupancy.lettableDm2 / 100,
      render: (row) => <span className="yq-figures">{area(row.occupancy.lettableDm2)}</span>,
    },
    {
      key: 'occupancy',
      title: say('occupancy'),
      numeric: true,
      width: 130,
      text: (row) => row.occupancy.share,
      render: (row) =>
        row.occupancy.share === null ? (
          <span className="yq-unknown">{say('noObject')}</span>
        ) : (
          <span className="yq-figures">{share(row.occupancy.share)}</span>
        ),
    },
  ]
  return (
    <PageFrame
      title={say('parks')}
      lead={say('parksLead')}
      acts={
        may(EditParks.code) ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('addPark')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="parks"
        title={say('parks')}
        signature={ListParks}
        input={{ ...rest, search: search || null }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/industry/parks/${row.id}`}
        search={{ value: search, set: (next) => setFilter({ ...filter, search: next }), placeholder: say('searchPark') }}
        onClear={search !== '' || Object.values(rest).some((value) => value !== null) ? () => setFilter(all) : undefined}
        filters={
          <>
            <DivisionPicker filter value={filter.under} onChange={(under) => setFilter({ ...filter, under })} />
            <FilterSelect
              label={say('kind')}
              any={say('anyKind')}
              value={filter.kind}
              onChange={(kind) => setFilter({ ...filter, kind })}
              options={ParkKind.options.map((value) => ({ value, label: say(`kind_${value}`) }))}
              width={130}
            />
            <FilterSelect
              label={say('state')}
              any={say('anyState')}
              value={filter.state}
              onChange={(state) => setFilter({ ...filter, state })}
              options={ParkState.options.map((value) => ({ value, label: say(`state_${value}`) }))}
              width={130}
            />
          </>
        }
      />
      {adding ? <NewPark parent={null} onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}
