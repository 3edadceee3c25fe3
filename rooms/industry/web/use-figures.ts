import { useLanguage, useWords } from '@yinqiao/kernel/web'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Areas and shares as people read them: m² from dm², per cent with one place, a word where there is nothing to speak of. */
export function useFigures() {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return {
    area: (dm2: number) => (dm2 / 100).toLocaleString(locale, { maximumFractionDigits: 2 }),
    share: (share: number | null) =>
      share === null
        ? say('noObject')
        : share.toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    yuan: (fen: number | null) => (fen === null ? null : (fen / 100).toLocaleString(locale, { minimumFractionDigits: 2 })),
  }
}
