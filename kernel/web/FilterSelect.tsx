import { Select } from 'antd'

interface FilterSelectProps<T extends string | boolean> {
  readonly label: string
  /** What it reads while nothing is chosen: 全部… */
  readonly any: string
  readonly value: T | null
  readonly onChange: (value: T | null) => void
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly width: number
}

/** One condition of a list: a value, or null for all. */
export function FilterSelect<T extends string | boolean>({ label, any, value, onChange, options, width }: FilterSelectProps<T>) {
  return (
    <Select<T | null, { value: T; label: string }>
      aria-label={label}
      allowClear
      placeholder={any}
      value={value}
      onChange={(next) => onChange(next ?? null)}
      options={[...options]}
      style={{ width }}
    />
  )
}
