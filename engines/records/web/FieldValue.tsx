import type { Words } from '@yinqiao/kernel/contract'
import { useDays, useLanguage, useSay, useWords } from '@yinqiao/kernel/web'
import type { Field, Values } from '../contract/field.ts'
import { en, zh } from './field-words.ts'
import { moneyUnitOf, writeMoney } from './read-money.ts'

/** Names of things that other rooms keep, by their id. */
export type NameOf = (field: Field, id: string) => string | undefined

/** How a value reads: codes by their titles, money in its unit, not known as null. For lists, exports and conflict views. */
export function useFieldText(nameOf: NameOf = () => undefined): (field: Field, value: Values[string] | undefined) => string | null {
  const say = useWords(zh, en)
  const title = useSay()
  const { day } = useDays()
  const { language } = useLanguage()
  const codeTitle = (field: Field, code: string) => title(field.codes?.find((each) => each.code === code)?.title ?? sameWords(code))
  return (field, value) => {
    if (value === undefined || value === null || value === '') return null
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
    if (typeof value === 'number') {
      // ten thousand is a unit of Chinese alone
      const money = language === 'zh' ? moneyUnitOf(value) : 'yuan'
      if (field.type === 'money') return `${groupDigits(writeMoney(value, money))} ${say(money)}`
      const unit = field.unit ? ` ${title(field.unit)}` : ''
      return `${value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 6 })}${unit}`
    }
    if (typeof value !== 'string') return value.map((code) => codeTitle(field, code)).join('、')
    if (field.type === 'code') return codeTitle(field, value)
    if (field.type === 'day') return day(value)
    if (field.type === 'ref' || field.type === 'record') return nameOf(field, value) ?? value
    return value
  }
}

/** One value on screen; not known reads 未知. */
export function FieldValue({
  field,
  value,
  nameOf,
}: {
  readonly field: Field
  readonly value: Values[string] | undefined
  readonly nameOf?: NameOf
}) {
  const say = useWords(zh, en)
  const text = useFieldText(nameOf)(field, value)
  if (text === null) return <span className="yq-unknown">{say('unknown')}</span>
  return (
    <span
      className={
        field.type === 'money' || field.type === 'integer' || field.type === 'number' || field.type === 'day' ? 'yq-figures' : undefined
      }
    >
      {text}
    </span>
  )
}

/** Thousands in groups, by the digits themselves so that no amount is rounded. */
const groupDigits = (text: string) =>
  text.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','))

const sameWords = (text: string): Words => ({ zh: text, en: text })
