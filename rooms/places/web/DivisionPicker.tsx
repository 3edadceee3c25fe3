import { useQuery, useWords } from '@yinqiao/kernel/web'
import { ListDivisions } from '@yinqiao/places/contract'
import { Select, type RefSelectProps } from 'antd'
import { type Ref, useMemo } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface DivisionPickerProps {
  readonly value?: string | null
  readonly onChange?: (code: string | null) => void
  /** Which level may be chosen: any below the county, the county too, or only communities and villages (12 digits). */
  readonly level?: 'any' | 'county' | 'village'
  /** Shows the code beside the name; either finds it. */
  readonly withCode?: boolean
  readonly id?: string
  /** As a filter it offers 全部区划. */
  readonly filter?: boolean
  readonly clearable?: boolean
  readonly ref?: Ref<RefSelectProps>
}

/** Picks a division by typing part of its name; villages are found under their town. Works as an antd form field. */
export function DivisionPicker({
  value,
  onChange,
  level = 'any',
  withCode = false,
  id,
  filter,
  clearable = true,
  ref,
}: DivisionPickerProps) {
  const say = useWords(zh, en)
  const answer = useQuery(ListDivisions, {})
  const options = useMemo(() => {
    const divisions = answer.data?.divisions ?? []
    const names = new Map(divisions.map(({ code, name }) => [code, name]))
    return divisions
      .filter(({ code }) => code.length === 12 || (level !== 'village' && code.length === 9) || (level === 'county' && code.length === 6))
      .map(({ code, name, parent }) => ({
        value: code,
        label: `${code.length === 12 ? `${(parent && names.get(parent)) ?? ''} · ` : ''}${name}${withCode ? `（${code}）` : ''}`,
      }))
  }, [answer.data, level, withCode])
  return (
    <Select
      {...(id ? { id } : {})}
      {...(ref ? { ref } : {})}
      className="yq-division"
      {...(filter ? { 'aria-label': say('division') } : {})}
      value={value ?? null}
      onChange={(code: string | null | undefined) => onChange?.(code ?? null)}
      allowClear={clearable}
      showSearch={{ optionFilterProp: 'label' }}
      loading={answer.isLoading}
      placeholder={say(filter ? 'divisionAll' : 'division')}
      options={options}
      popupMatchSelectWidth={320}
    />
  )
}
