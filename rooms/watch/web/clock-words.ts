import { everySecond, useLanguage, useWords } from '@yinqiao/kernel/web'
import { useEffect, useState } from 'react'

const zh = { seconds: '{n} 秒', minutes: '{m} 分 {s} 秒', hours: '{h} 时 {m} 分', days: '{d} 天 {h} 时' }
const en: Record<keyof typeof zh, string> = { seconds: '{n} s', minutes: '{m} min {s} s', hours: '{h} h {m} min', days: '{d} d {h} h' }

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
  const say = useWords(zh, en)
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
