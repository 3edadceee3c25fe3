import { useLanguage } from '@yinqiao/kernel/web'
import { useEffect, useState } from 'react'

/** The time of the district for the eye; nothing is counted by it. */
export function useClock(): { readonly time: string; readonly day: string } {
  const { language } = useLanguage()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const [at, setAt] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setAt(Date.now()), 1000)
    return () => clearInterval(tick)
  }, [])
  const tell = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'Asia/Shanghai' }).format(at)
  return {
    time: tell({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
    day: tell({ dateStyle: 'full' }),
  }
}
