import { type Column, DataList, PageFrame, StateTag, useKept, useMay, useWords } from '@yinqiao/kernel/web'
import { Answer as Alone, EditElders, LifeStateName, ListElders, Sex } from '@yinqiao/people/contract'
import { DivisionPicker } from '@yinqiao/places/web'
import { useNavigate } from '@tanstack/react-router'
import { Button, InputNumber, Select } from 'antd'
import { type ElderRow, type LifeName, lifeTone } from './elder-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface Filter {
  readonly search: string
  readonly under: string | null
  readonly lifeState: LifeName | 'unknown' | null
  readonly livesAlone: ElderRow['livesAlone'] | null
  readonly sex: ElderRow['sex'] | null
  readonly ageFrom: number | null
  readonly ageTo: number | null
}
const all: Filter = { search: '', under: null, lifeState: null, livesAlone: null, sex: null, ageFrom: null, ageTo: null }

/** Search among the elders of one's area. The search text travels in the body only and is kept nowhere. */
export function EldersScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const navigate = useNavigate()
  const [filter, setFilter] = useKept<Filter>('elders', all)
  const set = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const { search, ...rest } = filter
  const filtered = search !== '' || Object.values(rest).some((value) => value !== null)
  const columns: readonly Column<ElderRow>[] = [
    { key: 'name', title: say('name'), text: (row) => row.name, render: (row) => <span className="yq-nowrap">{row.name}</span> },
    { key: 'sex', title: say('sex'), width: 64, text: (row) => say(`sex_${row.sex}`), render: (row) => say(`sex_${row.sex}`) },
    {
      key: 'age',
      title: say('age'),
      numeric: true,
      width: 72,
      text: (row) => row.age,
      render: (row) => (row.age === null ? <span className="yq-unknown">{say('unknown')}</span> : say('ageYears', { n: row.age })),
    },
    { key: 'division', title: say('division'), text: (row) => row.divisionName, render: (row) => row.divisionName },
    {
      key: 'life',
      title: say('life'),
      width: 104,
      text: (row) => say(`life_${row.lifeState ?? 'unknown'}`),
      render: (row) => (
        <StateTag tone={row.lifeState ? lifeTone[row.lifeState] : 'idle'} word={say(`life_${row.lifeState ?? 'unknown'}`)} />
      ),
    },
    {
      key: 'alone',
      title: say('alone'),
      width: 76,
      text: (row) => say(`alone_${row.livesAlone}`),
      render: (row) =>
        row.livesAlone === 'unknown' ? <span className="yq-unknown">{say('alone_unknown')}</span> : say(`alone_${row.livesAlone}`),
    },
    {
      key: 'id',
      title: say('id'),
      width: 176,
      text: (row) => row.idMasked,
      render: (row) =>
        row.idMasked ? (
          <span className="yq-figures">{row.idMasked}</span>
        ) : (
          <span className="yq-unknown yq-nowrap">{say('notRecorded')}</span>
        ),
    },
    {
      key: 'phone',
      title: say('phone'),
      width: 124,
      text: (row) => row.phoneMasked,
      render: (row) =>
        row.phoneMasked ? (
          <span className="yq-figures">{row.phoneMasked}</span>
        ) : (
          <span className="yq-unknown yq-nowrap">{say('notRecorded')}</span>
        ),
    },
  ]
  return (
    <PageFrame
      title={say('elders')}
      lead={say('eldersLead')}
      acts={
        may(EditElders.code) ? (
          <Button type="primary" onClick={() => void navigate({ to: '/people/elders/new' })}>
            {say('newElder')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="elders"
        title={say('elders')}
        signature={ListElders}
        input={{ ...rest, search: search || null }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/elders/${row.id}`}
        search={{ value: search, set: (next) => set({ search: next }), placeholder: say('search') }}
        onClear={filtered ? () => setFilter(all) : undefined}
        empty={{ title: say('noElders'), hint: say('noEldersHint') }}
        filters={
          <>
            <DivisionPicker filter value={filter.under} onChange={(under) => set({ under })} />
            <Select
              aria-label={say('life')}
              allowClear
              placeholder={say('anyLife')}
              value={filter.lifeState}
              onChange={(value) => set({ lifeState: value ?? null })}
              options={[...LifeStateName.options, 'unknown' as const].map((value) => ({ value, label: say(`life_${value}`) }))}
              style={{ width: 110 }}
            />
            <Select
              aria-label={say('alone')}
              allowClear
              placeholder={say('anyAlone')}
              value={filter.livesAlone}
              onChange={(value) => set({ livesAlone: value ?? null })}
              options={Alone.options.map((value) => ({ value, label: say(`alone_${value}`) }))}
              style={{ width: 110 }}
            />
            <Select
              aria-label={say('sex')}
              allowClear
              placeholder={say('anySex')}
              value={filter.sex}
              onChange={(value) => set({ sex: value ?? null })}
              options={Sex.options.map((value) => ({ value, label: say(`sex_${value}`) }))}
              style={{ width: 110 }}
            />
            <InputNumber
              aria-label={say('ageFrom')}
              placeholder={say('ageFrom')}
              min={0}
              max={130}
              precision={0}
              value={filter.ageFrom}
              onChange={(value) => set({ ageFrom: value })}
              style={{ width: 92 }}
            />
            <InputNumber
              aria-label={say('ageTo')}
              placeholder={say('ageTo')}
              min={0}
              max={130}
              precision={0}
              value={filter.ageTo}
              onChange={(value) => set({ ageTo: value })}
              style={{ width: 72 }}
            />
          </>
        }
      />
    </PageFrame>
  )
}
