import { Button, Input, type InputRef } from 'antd'
import { type CSSProperties, type Ref, useEffect, useRef, useState } from 'react'
import { en } from './en.ts'
import { useWords } from './language.tsx'
import { readDay } from './read-day.ts'
import { zh } from './zh.ts'

interface DayFieldProps {
  readonly value?: string | null
  /** A whole day `YYYY-MM-DD`, '' when emptied; in a form also what is not a day yet, so that the schema refuses it beside the field. */
  readonly onChange?: (day: string) => void
  readonly id?: string
  readonly ref?: Ref<InputRef>
  /** As a filter it says nothing until the day is whole. */
  readonly filter?: boolean
  readonly disabled?: boolean
  readonly 'aria-label'?: string
  readonly style?: CSSProperties
}

/**
 * A day, read as YYYY-MM-DD in every browser (`<input type="date">` follows the browser's language and not the screen's).
 * Typed in any usual form, or picked from the browser's own calendar behind the button. Works as an antd form field.
 */
export function DayField({ value, onChange, filter = false, ...rest }: DayFieldProps) {
  const say = useWords(zh, en)
  const calendar = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  const tell = (next: string) => {
    setText(next)
    const day = readDay(next.trim())
    if (day !== undefined || next.trim() === '') onChange?.(day ?? '')
    else if (!filter) onChange?.(next)
  }
  return (
    <span className="yq-day">
      <Input
        {...rest}
        value={text}
        placeholder="YYYY-MM-DD"
        maxLength={12}
        autoComplete="off"
        onChange={(event) => tell(event.target.value)}
        // a filter half typed goes back to what the list shows
        onBlur={() => setText(value ?? '')}
        suffix={
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            aria-label={say('calendar')}
            disabled={rest.disabled ?? false}
            onClick={() => calendar.current?.showPicker()}
            icon={<CalendarMark />}
          />
        }
      />
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={readDay(value ?? '') ?? ''}
        onChange={(event) => tell(event.target.value)}
      />
    </span>
  )
}

function CalendarMark() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.3">
      <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5" />
    </svg>
  )
}
