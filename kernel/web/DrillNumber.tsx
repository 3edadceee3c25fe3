import { Link } from '@tanstack/react-router'
import { en } from './en.ts'
import { useLanguage, useWords } from './language.tsx'
import { zh } from './zh.ts'

interface DrillNumberProps {
  /** null = not known: shown as a word, never as 0. */
  readonly value: number | null
  readonly unit?: string
  readonly label?: string
  /** Opens the rows it was counted from: a path, or an act on the same page. Without either it is not a number we may show as a figure. */
  readonly to?: string
  readonly onOpen?: () => void
  readonly pressed?: boolean
}

/** A number that opens to its records (promise 2: every number is its rows). */
export function DrillNumber({ value, unit, label, to, onOpen, pressed }: DrillNumberProps) {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const shown = value === null ? say('unknown') : value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en')
  const content = (
    <>
      <span className={value === null ? 'yq-number yq-number-unknown' : 'yq-number'}>{shown}</span>
      {unit && value !== null ? <span className="yq-number-unit">{unit}</span> : null}
      {label ? <span className="yq-number-label">{label}</span> : null}
    </>
  )
  const title = say('openRows', { n: `${label ?? ''} ${shown}`.trim() })
  if (to)
    return (
      <Link to={to} className="yq-drill" title={title}>
        {content}
      </Link>
    )
  return (
    <button type="button" className="yq-drill" title={title} onClick={onOpen} aria-pressed={pressed}>
      {content}
    </button>
  )
}
