import { type Picked, type PickerProps, useQuery, useWords } from '@yinqiao/kernel/web'
import { GetHome, HomeId, ListDevices, ListHomes } from '@yinqiao/watch/contract'
import { type RefSelectProps, Select } from 'antd'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { deviceEn } from './device-en.ts'
import { deviceZh } from './device-zh.ts'

/** What was typed, once the typing rests. */
function useRested(): [string, (text: string) => void] {
  const [typed, setTyped] = useState('')
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  return [rested, setTyped]
}

/** Picks a home of one's area. */
export function HomePicker(props: PickerProps) {
  const say = useWords(deviceZh, deviceEn)
  const [search, setTyped] = useRested()
  const answer = useQuery(ListHomes, { search: search || null, cursor: null, limit: 20 })
  const found = (answer.data?.rows ?? []).map((row) => ({ id: row.id, name: `${row.name} · ${row.divisionName}` }))
  return <Search {...props} found={found} loading={answer.isFetching} onSearch={setTyped} placeholder={say('pickHome')} />
}

/** Picks a device that lies in stock. */
export function StockPicker(props: PickerProps) {
  const say = useWords(deviceZh, deviceEn)
  const [search, setTyped] = useRested()
  const answer = useQuery(ListDevices, { search: search || null, state: 'stock', cursor: null, limit: 20 })
  const found = (answer.data?.rows ?? []).map((row) => ({ id: row.id, name: `${row.serial} · ${say(`kind_${row.kind}`)}` }))
  return <Search {...props} found={found} loading={answer.isFetching} onSearch={setTyped} placeholder={say('pickDevice')} />
}

/** Picks a gateway of one's area. */
export function GatewayPicker(props: PickerProps) {
  const say = useWords(deviceZh, deviceEn)
  const [search, setTyped] = useRested()
  const answer = useQuery(ListDevices, { search: search || null, kind: 'gateway', cursor: null, limit: 20 })
  const found = (answer.data?.rows ?? []).map((row) => ({
    id: row.id,
    name: row.holder ? `${row.serial} · ${row.holder.homeName}` : row.serial,
  }))
  return <Search {...props} found={found} loading={answer.isFetching} onSearch={setTyped} placeholder={say('direct')} />
}

interface SearchProps extends PickerProps {
  readonly found: readonly Picked[]
  readonly loading: boolean
  readonly onSearch: (text: string) => void
  readonly placeholder: string
}

function Search({ value, onChange, id, ref, found, loading, onSearch, placeholder }: SearchProps) {
  const box = useRef<RefSelectProps>(null)
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  const shown = value && !found.some((each) => each.id === value.id) ? [value, ...found] : found
  return (
    <Select
      {...(id ? { id } : {})}
      ref={box}
      allowClear
      showSearch={{ filterOption: false, onSearch }}
      loading={loading}
      placeholder={placeholder}
      value={value?.id ?? null}
      options={shown.map((each) => ({ value: each.id, label: each.name }))}
      onChange={(chosen: string | null | undefined) => onChange?.(shown.find((each) => each.id === chosen) ?? null)}
    />
  )
}

/** Picks who of a home uses a device; null = the whole home. */
export function WearerPicker({
  homeId,
  value,
  onChange,
  id,
}: {
  readonly homeId: string | null
  readonly value?: string | null
  readonly onChange?: (elderId: string | null) => void
  readonly id?: string
}) {
  const say = useWords(deviceZh, deviceEn)
  const home = HomeId.safeParse(homeId)
  const answer = useQuery(
    GetHome,
    { id: home.success ? home.data : HomeId.parse('00000000-0000-7000-8000-000000000000') },
    { enabled: home.success },
  )
  const members = home.success ? (answer.data?.members ?? []) : []
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? ''}
      onChange={(chosen: string) => onChange?.(chosen === '' ? null : chosen)}
      options={[{ value: '', label: say('wholeHome') }, ...members.map(({ elderId, name }) => ({ value: elderId, label: name }))]}
    />
  )
}
