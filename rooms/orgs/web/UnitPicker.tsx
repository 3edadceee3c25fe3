import { type PickerProps, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListUnits } from '@yinqiao/orgs/contract'
import { Select, type RefSelectProps } from 'antd'
import { useImperativeHandle, useRef } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Picks a unit in force by part of its name, an alias or its code. */
export function UnitPicker({ value, onChange, id, ref }: PickerProps) {
  const say = useWords(zh, en)
  const box = useRef<RefSelectProps>(null)
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  const answer = useQuery(ListUnits, { state: 'in-force' })
  const units = answer.data?.units ?? []
  return (
    <Select
      {...(id ? { id } : {})}
      ref={box}
      allowClear
      showSearch={{ optionFilterProp: 'search' }}
      loading={answer.isLoading}
      status={answer.isError ? 'error' : ''}
      placeholder={say('searchUnit')}
      value={value?.id ?? null}
      options={units.map((unit) => ({
        value: unit.id,
        label: `${unit.name}（${unit.code}）`,
        search: [unit.name, unit.code, ...unit.aliases.map(({ alias }) => alias)].join(' '),
      }))}
      onChange={(chosen: string | null | undefined) => {
        const unit = units.find((each) => each.id === chosen)
        onChange?.(unit ? { id: unit.id, name: unit.name } : null)
      }}
    />
  )
}
