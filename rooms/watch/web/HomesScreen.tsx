import { type Column, DataList, FilterSelect, PageFrame, StateTag, useDays, useKept, useMay, useWords } from '@yinqiao/kernel/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { EditDevices, ListHomes, Scene } from '@yinqiao/watch/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import type { HomeListed } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { HomeForm } from './HomeForm.tsx'
import './devices.css'

const gaps = ['contacts', 'devices', 'members', 'location'] as const

interface Filter {
  readonly search: string
  readonly scene: HomeListed['scene'] | null
  readonly under: string | null
  readonly lacks: (typeof gaps)[number] | null
  readonly silent: boolean | null
}
const all: Filter = { search: '', scene: null, under: null, lacks: null, silent: null }

/** The homes that are watched over. */
export function HomesScreen() {
  const say = useWords(deviceZh, deviceEn)
  const may = useMay()
  const { moment } = useDays()
  const [filter, setFilter] = useKept<Filter>('watch-homes', all)
  const [adding, setAdding] = useState(false)
  const set = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const { search, ...rest } = filter
  const columns: readonly Column<HomeListed>[] = [
    { key: 'name', title: say('name'), text: (row) => row.name, render: (row) => row.name },
    {
      key: 'members',
      title: say('members'),
      text: (row) => row.members.join('、'),
      render: (row) => (row.members.length === 0 ? <span className="yq-unknown">{say('none')}</span> : row.members.join('、')),
    },
    { key: 'division', title: say('division'), text: (row) => row.divisionName, render: (row) => row.divisionName },
    { key: 'address', title: say('address'), text: (row) => row.address, render: (row) => row.address },
    {
      key: 'devices',
      title: say('devices'),
      numeric: true,
      width: 76,
      text: (row) => row.devices,
      render: (row) => <span className="yq-figures">{row.devices}</span>,
    },
    {
      key: 'silent',
      title: say('silentCount'),
      width: 96,
      text: (row) => row.silentDevices,
      render: (row) =>
        row.silentDevices === 0 ? <span className="yq-faint">0</span> : <StateTag tone="due" word={String(row.silentDevices)} />,
    },
    {
      key: 'contacts',
      title: say('contacts'),
      width: 96,
      text: (row) => row.contacts,
      render: (row) =>
        row.contacts === 0 ? <StateTag tone="due" word={say('none')} /> : <span className="yq-figures">{row.contacts}</span>,
    },
    {
      key: 'alarms',
      title: say('openAlarms'),
      width: 96,
      text: (row) => row.openAlarms,
      render: (row) =>
        row.openAlarms === 0 ? <span className="yq-faint">0</span> : <StateTag tone="alert" word={String(row.openAlarms)} />,
    },
    {
      key: 'seen',
      title: say('lastSeen'),
      width: 150,
      text: (row) => row.lastSeenAt,
      render: (row) =>
        row.lastSeenAt === null ? (
          <span className="yq-unknown">{say('never')}</span>
        ) : (
          <span className="yq-nowrap">{moment(row.lastSeenAt)}</span>
        ),
    },
  ]
  return (
    <PageFrame
      title={say('homes')}
      lead={say('homesLead')}
      acts={
        may(EditDevices.code) ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('newHome')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="watch-homes"
        title={say('homes')}
        signature={ListHomes}
        input={{ ...rest, search: search || null }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/watch/homes/${row.id}`}
        search={{ value: search, set: (next) => set({ search: next }), placeholder: say('searchHome') }}
        onClear={search !== '' || Object.values(rest).some((value) => value !== null) ? () => setFilter(all) : undefined}
        empty={{ title: say('noHomes'), hint: say('noHomesHint') }}
        filters={
          <>
            <DivisionPicker filter value={filter.under} onChange={(under) => set({ under })} />
            <FilterSelect
              label={say('scene')}
              any={say('anyScene')}
              value={filter.scene}
              onChange={(scene) => set({ scene })}
              options={Scene.options.map((value) => ({ value, label: say(`scene_${value}`) }))}
              width={110}
            />
            <FilterSelect
              label={say('lacks')}
              any={say('anyLacks')}
              value={filter.lacks}
              onChange={(lacks) => set({ lacks })}
              options={gaps.map((value) => ({ value, label: say(`lacks_${value}`) }))}
              width={130}
            />
            <FilterSelect
              label={say('silent')}
              any={say('anySilent')}
              value={filter.silent}
              onChange={(silent) => set({ silent })}
              options={[
                { value: true, label: say('silentYes') },
                { value: false, label: say('silentNo') },
              ]}
              width={110}
            />
          </>
        }
      />
      {adding ? <HomeForm home={null} onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}
