import { useWords } from '@yinqiao/kernel/web'
import { Input, type InputRef, Select, Space } from 'antd'
import { type Ref, useEffect, useState } from 'react'
import { en, zh } from './field-words.ts'
import { type MoneyUnit, moneyUnitOf, readMoney, writeMoney } from './read-money.ts'

interface MoneyInputProps {
  /** Whole fen; a text is what was typed and is no amount yet, so that the schema refuses it beside the field. */
  readonly value?: number | string | null
  readonly onChange?: (fen: number | string | null) => void
  readonly id?: string
  readonly ref?: Ref<InputRef>
}

/** An amount of money, typed in yuan or in ten thousand yuan and kept in fen. Switching the unit never changes the amount. */
export function MoneyInput({ value, onChange, id, ref }: MoneyInputProps) {
  const say = useWords(zh, en)
  const [unit, setUnit] = useState<MoneyUnit>(typeof value === 'number' ? moneyUnitOf(value) : 'wan')
  const [text, setText] = useState('')
  useEffect(() => {
    // what is being typed stays as typed while it means the same amount: 12.0 on the way to 12.05
    setText((typed) => (typeof value === 'number' ? (readMoney(typed, unit) === value ? typed : writeMoney(value, unit)) : (value ?? '')))
  }, [value, unit])
  const tell = (next: string) => {
    setText(next)
    onChange?.(next.trim() === '' ? null : (readMoney(next, unit) ?? next))
  }
  const turn = (next: MoneyUnit) => {
    setUnit(next)
    // an amount stays what it was; what was no amount in one unit may be one in the other
    if (typeof value === 'number') setText(writeMoney(value, next))
    else if (text.trim() !== '') onChange?.(readMoney(text, next) ?? text)
  }
  return (
    <Space.Compact block>
      <Input
        {...(id ? { id } : {})}
        ref={ref ?? null}
        value={text}
        inputMode="decimal"
        maxLength={24}
        autoComplete="off"
        onChange={(event) => tell(event.target.value)}
      />
      <Select<MoneyUnit>
        aria-label={say('moneyUnit')}
        value={unit}
        onChange={turn}
        options={(['yuan', 'wan'] as const).map((each) => ({ value: each, label: say(each) }))}
        popupMatchSelectWidth={false}
        style={{ width: 120 }}
      />
    </Space.Compact>
  )
}
