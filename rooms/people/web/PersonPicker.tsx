import { type Picked, type PickerProps, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListElders, ReadElders } from '@yinqiao/people/contract'
import { Input, type InputRef, Select, type RefSelectProps } from 'antd'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Picks an elder: by search within one's area, or, for posts that may not search elders, by the record number read from the record's page. */
export function PersonPicker(props: PickerProps) {
  const may = useMay()
  return may(ReadElders.code) ? <Searched {...props} /> : <Numbered {...props} />
}

function Searched({ value, onChange, id, ref }: PickerProps) {
  const say = useWords(zh, en)
  const box = useRef<RefSelectProps>(null)
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const answer = useQuery(ListElders, { search: search || null, cursor: null, limit: 20 })
  const found: Picked[] = (answer.data?.rows ?? []).map((row) => ({ id: row.id, name: `${row.name} · ${row.divisionName}` }))
  const shown = value && !found.some((each) => each.id === value.id) ? [value, ...found] : found
  return (
    <Select
      {...(id ? { id } : {})}
      ref={box}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={answer.isFetching}
      status={answer.isError ? 'error' : ''}
      placeholder={say('searchElder')}
      value={value?.id ?? null}
      options={shown.map((each) => ({ value: each.id, label: each.name }))}
      onChange={(chosen: string | null | undefined) => onChange?.(shown.find((each) => each.id === chosen) ?? null)}
    />
  )
}

function Numbered({ value, onChange, id, ref }: PickerProps) {
  const say = useWords(zh, en)
  const box = useRef<InputRef>(null)
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  return (
    <Input
      {...(id ? { id } : {})}
      ref={box}
      className="yq-figures"
      maxLength={40}
      autoComplete="off"
      placeholder={say('recordNumber')}
      value={value?.id ?? ''}
      onChange={(event) => {
        const number = event.target.value.trim().toLowerCase()
        onChange?.(number === '' ? null : { id: number, name: number })
      }}
    />
  )
}
