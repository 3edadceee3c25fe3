import { type PickerProps, useQuery, useWords } from '@yinqiao/kernel/web'
import { Select, type RefSelectProps } from 'antd'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Field } from '../contract/field.ts'
import { FindReference } from '../contract/signatures.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Picks what a field of a register points to, by typing part of its name. */
export function ReferenceSelect({ kind, field, value, onChange, id, ref }: PickerProps & { readonly kind: string; readonly field: Field }) {
  const say = useWords(zh, en)
  const box = useRef<RefSelectProps>(null)
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const rest = setTimeout(() => setSearch(typed.trim().slice(0, 80)), 250)
    return () => clearTimeout(rest)
  }, [typed])
  const answer = useQuery(FindReference, { kind, field: field.key, search })
  const rows = answer.data?.rows ?? []
  const chosen = value && !rows.some((row) => row.id === value.id) ? [{ value: value.id, label: value.name }] : []
  return (
    <Select
      {...(id ? { id } : {})}
      ref={box}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={answer.isFetching}
      placeholder={say('findReference')}
      status={answer.isError ? 'error' : ''}
      value={value?.id ?? null}
      options={[...chosen, ...rows.map((row) => ({ value: row.id, label: row.more ? `${row.name}（${row.more}）` : row.name }))]}
      onChange={(next: string | null | undefined) => {
        const row = rows.find((each) => each.id === next)
        onChange?.(row ? { id: row.id, name: row.name } : null)
      }}
    />
  )
}
