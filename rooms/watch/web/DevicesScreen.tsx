import { type Column, DataList, FilterSelect, PageFrame, StateTag, useDays, useKept, useMay, useWords } from '@yinqiao/kernel/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { DeviceKind, DeviceState, EditDevices, ListDevices } from '@yinqiao/watch/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { BatteryShown } from './BatteryShown.tsx'
import { deviceEn } from './device-en.ts'
import { type DeviceListed, deviceTone } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { RegisterForm } from './RegisterForm.tsx'
import './devices.css'

interface Filter {
  readonly search: string
  readonly kind: DeviceListed['kind'] | null
  readonly state: DeviceListed['state'] | null
  readonly under: string | null
  readonly silent: boolean | null
  readonly batteryLow: boolean | null
  readonly testDue: boolean | null
}
const all: Filter = { search: '', kind: null, state: null, under: null, silent: null, batteryLow: null, testDue: null }

/** The register of devices. */
export function DevicesScreen() {
  const say = useWords(deviceZh, deviceEn)
  const may = useMay()
  const { moment, day } = useDays()
  const [filter, setFilter] = useKept<Filter>('watch-devices', all)
  const [adding, setAdding] = useState(false)
  const set = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const { search, ...rest } = filter
  const columns: readonly Column<DeviceListed>[] = [
    {
      key: 'serial',
      title: say('serial'),
      text: (row) => row.serial,
      render: (row) => <span className="yq-figures yq-nowrap">{row.serial}</span>,
    },
    { key: 'protocol', title: say('protocol'), width: 96, text: (row) => row.protocol, render: (row) => row.protocol },
    { key: 'kind', title: say('kind'), width: 96, text: (row) => say(`kind_${row.kind}`), render: (row) => say(`kind_${row.kind}`) },
    {
      key: 'model',
      title: say('model'),
      text: (row) => [row.vendor, row.model].filter(Boolean).join(' '),
      render: (row) =>
        row.vendor || row.model ? (
          [row.vendor, row.model].filter(Boolean).join(' ')
        ) : (
          <span className="yq-unknown">{say('unrecorded')}</span>
        ),
    },
    {
      key: 'state',
      title: say('state'),
      width: 88,
      text: (row) => say(`state_${row.state}`),
      render: (row) => <StateTag tone={deviceTone[row.state]} word={say(`state_${row.state}`)} />,
    },
    {
      key: 'holder',
      title: say('holder'),
      text: (row) => (row.holder ? [row.holder.homeName, row.holder.elderName ?? say('wholeHome')].join(' · ') : row.divisionName),
      render: (row) =>
        row.holder ? (
          `${row.holder.homeName} · ${row.holder.elderName ?? say('wholeHome')}`
        ) : (
          <span className="yq-faint">{row.divisionName}</span>
        ),
    },
    {
      key: 'seen',
      title: say('lastSeen'),
      width: 168,
      text: (row) => row.lastSeenAt,
      render: (row) => (
        <>
          {row.silentSince === null ? null : <StateTag tone="due" word={say('silent')} />}{' '}
          {row.lastSeenAt === null ? (
            <span className="yq-unknown">{say('never')}</span>
          ) : (
            <span className="yq-nowrap">{moment(row.lastSeenAt)}</span>
          )}
        </>
      ),
    },
    {
      key: 'battery',
      title: say('battery'),
      width: 84,
      text: (row) => row.battery,
      render: (row) => <BatteryShown battery={row.battery} />,
    },
    {
      key: 'test',
      title: say('testDueOn'),
      width: 116,
      text: (row) => row.testDueOn,
      render: (row) =>
        row.testDueOn === null ? (
          <span className="yq-faint">{say('noTest')}</span>
        ) : (
          <span className="yq-nowrap">{day(row.testDueOn)}</span>
        ),
    },
  ]
  const flags = (yes: string, no: string) => [
    { value: true, label: yes },
    { value: false, label: no },
  ]
  return (
    <PageFrame
      title={say('devices')}
      lead={say('devicesLead')}
      acts={
        may(EditDevices.code) ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('register')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="watch-devices"
        title={say('devices')}
        signature={ListDevices}
        input={{ ...rest, search: search || null }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/watch/devices/${row.id}`}
        search={{ value: search, set: (next) => set({ search: next }), placeholder: say('searchDevice') }}
        onClear={search !== '' || Object.values(rest).some((value) => value !== null) ? () => setFilter(all) : undefined}
        empty={{ title: say('noDevices'), hint: say('noDevicesHint') }}
        filters={
          <>
            <DivisionPicker filter value={filter.under} onChange={(under) => set({ under })} />
            <FilterSelect
              label={say('kind')}
              any={say('anyKind')}
              value={filter.kind}
              onChange={(kind) => set({ kind })}
              options={DeviceKind.options.map((value) => ({ value, label: say(`kind_${value}`) }))}
              width={104}
            />
            <FilterSelect
              label={say('state')}
              any={say('anyState')}
              value={filter.state}
              onChange={(state) => set({ state })}
              options={DeviceState.options.map((value) => ({ value, label: say(`state_${value}`) }))}
              width={104}
            />
            <FilterSelect
              label={say('silent')}
              any={say('anySilent')}
              value={filter.silent}
              onChange={(silent) => set({ silent })}
              options={flags(say('silent'), say('speaks'))}
              width={104}
            />
            <FilterSelect
              label={say('battery')}
              any={say('anyBattery')}
              value={filter.batteryLow}
              onChange={(batteryLow) => set({ batteryLow })}
              options={flags(say('batteryLow'), say('batteryFine'))}
              width={104}
            />
            <FilterSelect
              label={say('testDue')}
              any={say('anyTest')}
              value={filter.testDue}
              onChange={(testDue) => set({ testDue })}
              options={flags(say('testDue'), say('testFine'))}
              width={104}
            />
          </>
        }
      />
      {adding ? <RegisterForm onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}
