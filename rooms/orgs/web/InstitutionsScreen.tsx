import { FilterSelect, type Column, DataList, PageFrame, StateTag, useAllRows, useKept, useMay, useWords } from '@yinqiao/kernel/web'
import { EditInstitutions, ImportInstitutionLists, InstitutionKind, InstitutionState, ListInstitutions } from '@yinqiao/orgs/contract'
import { DistrictMap, DivisionPicker } from '@yinqiao/places/web'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { en } from './en.ts'
import { type InstitutionRecord, institutionTone } from './institution-words.ts'
import { NewInstitution } from './NewInstitution.tsx'
import { zh } from './zh.ts'
import './orgs.css'

interface Filter {
  readonly search: string
  readonly kind: InstitutionRecord['kind'] | null
  readonly state: InstitutionRecord['state'] | null
  readonly under: string | null
  readonly located: boolean | null
}
const all: Filter = { search: '', kind: null, state: null, under: null, located: null }

/** The register of institutions beside the map; those without a point are named and listed apart. */
export function InstitutionsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const navigate = useNavigate()
  const [filter, setFilter] = useKept<Filter>('institutions', all)
  const [chosen, setChosen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const input = { search: filter.search || null, kind: filter.kind, state: filter.state, under: filter.under }
  const everywhere = useAllRows(ListInstitutions, input)
  const points = useMemo(
    () => (everywhere.data?.rows ?? []).flatMap(({ id, point, state }) => (point ? [{ id, ...point, tone: institutionTone[state] }] : [])),
    [everywhere.data],
  )
  const unlocated = everywhere.data ? everywhere.data.rows.length - points.length : 0
  const chosenRow = everywhere.data?.rows.find(({ id }) => id === chosen)
  const filtered = filter.search !== '' || filter.kind !== null || filter.state !== null || filter.under !== null || filter.located !== null

  const columns: readonly Column<InstitutionRecord>[] = [
    { key: 'name', title: say('name'), text: (row) => row.name, render: (row) => row.name },
    { key: 'kind', title: say('kind'), text: (row) => say(`kind_${row.kind}`), render: (row) => say(`kind_${row.kind}`), width: 110 },
    {
      key: 'beds',
      title: say('beds'),
      numeric: true,
      width: 64,
      text: (row) => row.beds,
      render: (row) => row.beds ?? <span className="yq-unknown">{say('unknown')}</span>,
    },
    {
      key: 'state',
      title: say('state'),
      width: 110,
      text: (row) => say(`state_${row.state}`),
      render: (row) => <StateTag tone={institutionTone[row.state]} word={say(`state_${row.state}`)} />,
    },
    {
      key: 'address',
      title: say('address'),
      text: (row) => row.address,
      render: (row) => (
        <span className="yq-address">
          {row.address ?? <span className="yq-unknown">{say('unknown')}</span>}
          {row.point ? null : <span className="yq-tag">{say('unlocated')}</span>}
        </span>
      ),
    },
  ]
  return (
    <PageFrame
      wide
      title={say('institutions')}
      lead={say('institutionsLead')}
      acts={
        <>
          {may(EditInstitutions.code) ? (
            <Button onClick={() => void navigate({ to: '/orgs/duplicates' })}>{say('duplicates')}</Button>
          ) : null}
          {may(ImportInstitutionLists.code) ? (
            <Button onClick={() => void navigate({ to: '/orgs/import' })}>{say('importList')}</Button>
          ) : null}
          {may(EditInstitutions.code) ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('add')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="yq-with-map">
        <DataList
          name="institutions"
          title={say('institutions')}
          signature={ListInstitutions}
          input={{ ...input, located: filter.located }}
          columns={columns}
          rowKey={(row) => row.id}
          rowTo={(row) => `/orgs/institutions/${row.id}`}
          selected={chosen}
          pageSize={25}
          search={{ value: filter.search, set: (search) => setFilter({ ...filter, search }), placeholder: say('searchInstitution') }}
          onClear={filtered ? () => setFilter(all) : undefined}
          filters={
            <>
              <DivisionPicker filter value={filter.under} onChange={(under) => setFilter({ ...filter, under })} />
              <FilterSelect
                label={say('kind')}
                any={say('anyKind')}
                value={filter.kind}
                onChange={(kind) => setFilter({ ...filter, kind: kind })}
                options={InstitutionKind.options.map((value) => ({ value, label: say(`kind_${value}`) }))}
                width={132}
              />
              <FilterSelect
                label={say('state')}
                any={say('anyState')}
                value={filter.state}
                onChange={(state) => setFilter({ ...filter, state: state })}
                options={InstitutionState.options.map((value) => ({ value, label: say(`state_${value}`) }))}
                width={120}
              />
              <FilterSelect
                label={say('point')}
                any={say('anyPlace')}
                value={filter.located}
                onChange={(located) => setFilter({ ...filter, located: located })}
                options={[
                  { value: true, label: say('located') },
                  { value: false, label: say('unlocated') },
                ]}
                width={112}
              />
            </>
          }
        />
        <aside className="yq-map-side">
          <DistrictMap points={points} chosen={chosen} onChoose={setChosen} />
          {chosenRow ? (
            <div className="yq-map-chosen" role="status">
              <strong>{chosenRow.name}</strong>
              <StateTag tone={institutionTone[chosenRow.state]} word={say(`state_${chosenRow.state}`)} />
              <span>{chosenRow.address ?? say('unknown')}</span>
              <Link to={`/orgs/institutions/${chosenRow.id}`}>{say('openRecord')}</Link>
            </div>
          ) : null}
          {unlocated > 0 ? (
            <p className="yq-map-note">
              {say('unlocatedNote', { n: unlocated })}
              <button type="button" className="yq-link" onClick={() => setFilter({ ...filter, located: false })}>
                {say('unlocatedShow')}
              </button>
            </p>
          ) : null}
        </aside>
      </div>
      {adding ? <NewInstitution onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}
