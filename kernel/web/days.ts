import { useLanguage } from './language.tsx'

/** Days and instants as people read them, in the time of the district (Asia/Shanghai). */
export function useDays(): { readonly day: (day: string) => string; readonly moment: (instant: string) => string } {
  const { language } = useLanguage()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return {
    day: (day) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`)),
    moment: (instant) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(Date.parse(instant)),
  }
}

/** Today in the district, `YYYY-MM-DD`: only to prefill a field; what counts is the server's clock. */
export function todayHere(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
