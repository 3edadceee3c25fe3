import { useQuery } from '@yinqiao/kernel/web'
import { ListDivisions } from '@yinqiao/places/contract'
import { Select, type RefSelectProps } from 'antd'
import type { Ref } from 'react'

/** Picks several towns; works as an antd form field. */
export function TownsPicker({
  value,
  onChange,
  id,
  ref,
}: {
  readonly value?: string[]
  readonly onChange?: (codes: string[]) => void
  readonly id?: string
  readonly ref?: Ref<RefSelectProps>
}) {
  const answer = useQuery(ListDivisions, {})
  const towns = (answer.data?.divisions ?? []).filter(({ code }) => code.length === 9)
  return (
    <Select
      {...(id ? { id } : {})}
      {...(ref ? { ref } : {})}
      mode="multiple"
      value={value ?? []}
      onChange={(codes: string[]) => onChange?.(codes)}
      showSearch={{ optionFilterProp: 'label' }}
      loading={answer.isLoading}
      options={towns.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}
