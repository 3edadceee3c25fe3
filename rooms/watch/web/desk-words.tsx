import { everySecond, type Tone, useLanguage, useWords } from '@yinqiao/kernel/web'
import { useEffect, useState } from 'react'
import type { AlarmRow, AlarmState, CalloutState } from '../contract/alarm.ts'
import { en } from './desk-en.ts'
import { zh } from './desk-zh.ts'

export const useDeskWords = () => useWords(zh, en)

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

/** The server's clock on this screen, a step a second. */
export function useNow(ahead = 0): number {
  const [now, setNow] = useState(() => Date.now() + ahead)
  useEffect(() => {
    setNow(Date.now() + ahead)
    return everySecond(() => setNow(Date.now() + ahead))
  }, [ahead])
  return now
}

/** A length of time as people say it. */
export function useSpan(): (milliseconds: number) => string {
  const say = useDeskWords()
  return (milliseconds) => {
    const whole = Math.max(0, Math.floor(milliseconds / 1000))
    if (whole < 60) return say('seconds', { n: whole })
    if (whole < 3600) return say('minutes', { m: Math.floor(whole / 60), s: String(whole % 60).padStart(2, '0') })
    if (whole < 48 * 3600) return say('hours', { h: Math.floor(whole / 3600), m: Math.floor((whole % 3600) / 60) })
    return say('days', { d: Math.floor(whole / 86_400), h: Math.floor((whole % 86_400) / 3600) })
  }
}

/** Time of day, with the day when it is another. Asia/Shanghai. */
export function useClockTime(): (instant: string | number, withSeconds?: boolean) => string {
  const { language } = useLanguage()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return (instant, withSeconds = true) => {
    const at = new Date(instant)
    const zone = { timeZone: 'Asia/Shanghai' } as const
    const day = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric', ...zone })
    const time = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds ? { second: '2-digit' } : {}),
      hourCycle: 'h23',
      ...zone,
    }).format(at)
    return day.format(at) === day.format(new Date()) ? time : `${day.format(at)} ${time}`
  }
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
