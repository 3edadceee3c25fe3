import { type Tone, useLanguage, useWords } from '@yinqiao/kernel/web'
import type { AlarmRow, AlarmState, CalloutState } from '../contract/alarm.ts'
import { en } from './desk-en.ts'
import { titleIn } from '../rules/read-title.ts'
import { zh } from './desk-zh.ts'
import './level.css'

export const useDeskWords = () => useWords(zh, en)

/** The title of an alarm in the language of the screen. */
export function useAlarmTitle(): (title: string) => string {
  const { language } = useLanguage()
  return (title) => titleIn(language, title)
}

export const stateTone: Record<AlarmState, Tone> = {
  new: 'alert',
  claimed: 'busy',
  dispatched: 'busy',
  'on-site': 'good',
  reviewing: 'due',
  closed: 'idle',
}
export const calloutTone: Record<CalloutState, Tone> = {
  asked: 'due',
  accepted: 'busy',
  declined: 'idle',
  'no-answer': 'alert',
  arrived: 'good',
  inside: 'good',
  left: 'idle',
  cancelled: 'idle',
}

const shapes: Readonly<Record<number, string>> = {
  1: 'M7 1h6l5 5v6l-5 5H7l-5-5V6Z',
  2: 'M10 1.5 18.5 17h-17Z',
  3: 'M10 1 18.500 9.500 10 18 1.500 9.500Z',
  4: 'M10 2a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15Z',
}

/** The level: shape, number, word and colour. */
export function LevelMark({ level }: { readonly level: number }) {
  const say = useDeskWords()
  return (
    <span className={`yq-level yq-level-${level}`}>
      <svg viewBox="0 0 20 19" width="18" height="17" aria-hidden="true">
        <path d={shapes[level] ?? shapes[4] ?? ''} />
        <text x="10" y="13.6" textAnchor="middle">
          {level}
        </text>
      </svg>
      {say(`level_${level as 1 | 2 | 3 | 4}`)}
    </span>
  )
}

/** Whose name a row carries: the elder, else the home, else what it is about. */
export function subjectOf({ elderName, homeName, divisionCode }: AlarmRow): string {
  return elderName ?? homeName ?? divisionCode
}
