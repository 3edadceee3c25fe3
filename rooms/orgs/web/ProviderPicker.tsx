import { type PickerProps, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListFirms } from '@yinqiao/orgs/contract'
import { Select, type RefSelectProps } from 'antd'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Picks a legal body of the register by name, pinyin or credit code; the server searches, twenty at a time. */
export function ProviderPicker({ value, onChange, id, ref }: PickerProps) {
  const say = useWords(zh, en)
  const box = useRef<RefSelectProps>(null)
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const answer = useQuery(ListFirms, { search: search || null, cursor: null, limit: 20 })
  const rows = answer.data?.rows ?? []
  const found = rows.map((row) => ({ id: row.id, name: row.name, label: `${row.name}（${row.uscc ?? say('noUscc')}）` }))
  const shown = value && !found.some((each) => each.id === value.id) ? [{ ...value, label: value.name }, ...found] : found
  return (
    <Select
      {...(id ? { id } : {})}
      ref={box}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={answer.isFetching}
      status={answer.isError ? 'error' : ''}
      placeholder={say('searchFirm')}
      notFoundContent={answer.isFetching ? null : say('noFirmFound')}
      value={value?.id ?? null}
      options={shown.map((each) => ({ value: each.id, label: each.label }))}
      onChange={(chosen: string | null | undefined) => {
        const firm = shown.find((each) => each.id === chosen)
        onChange?.(firm ? { id: firm.id, name: firm.name } : null)
      }}
    />
  )
}
